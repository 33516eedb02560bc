import LinearAlgebra

/// The neighbors of all points among themselves, with each product of two points used for both of
/// them.
///
/// Points are divided into blocks, and each pair of blocks is multiplied once: half the work of a
/// search for every point. Which block is compared when depends on the threads, and with it the
/// candidates that lists hold meanwhile; but every list keeps what may be nearest and its distances
/// are measured exactly, so that the answer does not.
///
/// No copy of all points is made: those of some blocks, a panel, are made ready for products, and then
/// those of each later block in turn, which serve the whole panel.
struct SymmetricSearch: Sendable {
  private let points: PreparedPoints
  private let excludingSelf: Bool
  private let blocks: [ListBlock]

  private static let blockRows = 512
  /// The blocks of a panel: the more, the less often points are made ready, and the more unequal the
  /// shares of the threads.
  private static let panelBlocks = 4
  /// The memory that lists may take; beyond it, queries are searched one chunk after the other.
  private static let memoryLimit = 1 << 30

  /// Whether it is worth while, and the lists of all points fit into memory.
  static func suits(points: Int, neighbors: Int) -> Bool {
    points > 2 * blockRows && points * (24 * neighbors + 1024) <= memoryLimit
  }

  init(_ points: PreparedPoints, neighbors: Int, excludingSelf: Bool) {
    self.points = points
    self.excludingSelf = excludingSelf
    blocks = stride(from: 0, to: points.source.rows, by: Self.blockRows).map { start in
      ListBlock(start..<min(start + Self.blockRows, points.source.rows), neighbors: neighbors)
    }
  }

  /// Compares all pairs of points.
  ///
  /// - Returns: The list of each point, measured.
  func run(threads: Int) -> [CandidateList] {
    let panels = stride(from: 0, to: blocks.count, by: Self.panelBlocks).map { start in
      start..<min(start + Self.panelBlocks, blocks.count)
    }
    // The first panels have the most partners, so the longest work comes first.
    parallelFor(count: panels.count, chunk: 1, threads: threads) { range in
      compare(panels[range.lowerBound])
    }
    return parallelMap(count: blocks.count, chunk: 1, threads: threads) { range in
      blocks[range.lowerBound].measured(points)
    }.flatMap { $0 }
  }

  /// Compares the blocks of a panel with themselves and all later ones.
  private func compare(_ panel: Range<Int>) {
    let left = blocks[panel].map { packed($0.rows) }
    var products = [Float](repeating: 0, count: Self.blockRows * Self.blockRows)
    for place in panel.lowerBound..<blocks.count {
      let other = blocks[place]
      let right = place < panel.upperBound ? left[place - panel.lowerBound] : packed(other.rows)
      for (block, packed) in zip(blocks[panel.lowerBound...min(place, panel.upperBound - 1)], left)
      {
        var span = products.mutableSpan
        var result = span._mutatingExtracting(0..<block.rows.count * other.rows.count)
        multiplyTransposed(
          packed.span, right.span, columns: points.source.columns, into: &result)
        if other === block {
          block.enter(products, other.rows, points, excludingSelf: excludingSelf)
        } else {
          block.enter(products, other.rows, of: other, points)
        }
      }
    }
  }

  /// Rows made ready for products, of shape (`rows.count`, dimensions).
  private func packed(_ rows: Range<Int>) -> [Float] {
    var packed = [Float](repeating: 0, count: rows.count * points.source.columns)
    var span = packed.mutableSpan
    points.pack(rows, into: &span)
    return packed
  }
}
