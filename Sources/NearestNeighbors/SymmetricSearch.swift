import LinearAlgebra

/// The neighbors of all points among themselves, with each product of two points used for both of
/// them.
///
/// Points are divided into blocks, and each pair of blocks is multiplied once: half the work of a
/// search for every point. Which block is compared when depends on the threads, and with it the
/// candidates that lists hold meanwhile; but every list keeps what may be nearest and its distances
/// are measured exactly, so that the answer does not.
struct SymmetricSearch: Sendable {
  private let points: PreparedPoints
  private let excludingSelf: Bool
  private let blocks: [ListBlock]

  private static let blockRows = 512
  /// Points that are multiplied with a block at a time.
  private static let tileRows = 256
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
    // The first blocks have the most partners, so the longest work comes first.
    parallelFor(count: blocks.count, chunk: 1, threads: threads) { range in
      compare(range.lowerBound)
    }
    return parallelMap(count: blocks.count, chunk: 1, threads: threads) { range in
      blocks[range.lowerBound].measured(points)
    }.flatMap { $0 }
  }

  /// Compares a block with itself and all later ones.
  private func compare(_ number: Int) {
    let (block, columns) = (blocks[number], points.source.columns)
    var packed = [Float](repeating: 0, count: block.rows.count * columns)
    var span = packed.mutableSpan
    points.pack(block.rows, into: &span)
    var tile = [Float](repeating: 0, count: Self.tileRows * columns)
    var products = [Float](repeating: 0, count: Self.tileRows * block.rows.count)
    for other in blocks[number...] {
      for start in stride(from: other.rows.lowerBound, to: other.rows.upperBound, by: Self.tileRows)
      {
        let rows = start..<min(start + Self.tileRows, other.rows.upperBound)
        var wholeTile = tile.mutableSpan
        var part = wholeTile._mutatingExtracting(0..<rows.count * columns)
        points.pack(rows, into: &part)
        var wholeProducts = products.mutableSpan
        var result = wholeProducts._mutatingExtracting(0..<rows.count * block.rows.count)
        multiplyTransposed(
          packed.span, tile.span.extracting(0..<rows.count * columns), columns: columns,
          into: &result)
        if other === block {
          block.enter(products, rows, points, excludingSelf: excludingSelf)
        } else {
          block.enter(products, rows, of: other, points)
        }
      }
    }
  }
}
