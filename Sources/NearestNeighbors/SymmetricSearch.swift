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
  private static let tileRows = 512
  /// The memory that packed points may take; beyond it, they are packed for each product.
  private static let packedLimit = 1 << 30
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
    compare(packed(threads: threads), threads: threads)
    return parallelMap(count: blocks.count, chunk: 1, threads: threads) { range in
      blocks[range.lowerBound].measured(points)
    }.flatMap { $0 }
  }

  /// All points as they are multiplied, where there is memory for them; of shape (points, dimensions).
  private func packed(threads: Int) -> Matrix? {
    guard 4 * points.source.rows * points.source.columns <= Self.packedLimit else { return nil }
    defer { points.source.release() }
    return points.packed(threads: threads)
  }

  /// Compares all blocks; the packed points are gone afterwards.
  private func compare(_ packed: consuming Matrix?, threads: Int) {
    // The first blocks have the most partners, so the longest work comes first.
    parallelFor(count: blocks.count, chunk: 1, threads: threads) { [packed] range in
      compare(range.lowerBound, packed)
    }
  }

  /// Compares a block with itself and all later ones.
  private func compare(_ number: Int, _ packed: Matrix?) {
    let block = blocks[number]
    var products = [Float](repeating: 0, count: Self.tileRows * block.rows.count)
    for other in blocks[number...] {
      for start in stride(from: other.rows.lowerBound, to: other.rows.upperBound, by: Self.tileRows)
      {
        let rows = start..<min(start + Self.tileRows, other.rows.upperBound)
        var span = products.mutableSpan
        var result = span._mutatingExtracting(0..<rows.count * block.rows.count)
        multiply(block.rows, rows, packed, into: &result)
        if other === block {
          block.enter(products, rows, points, excludingSelf: excludingSelf)
        } else {
          block.enter(products, rows, of: other, points)
        }
      }
    }
  }

  /// The products of two ranges of points, of shape (`rows.count`, `others.count`).
  private func multiply(
    _ rows: Range<Int>, _ others: Range<Int>, _ packed: Matrix?,
    into products: inout MutableSpan<Float>
  ) {
    let columns = points.source.columns
    if let packed {
      multiplyTransposed(
        packed[rows: rows], packed[rows: others], columns: columns, into: &products)
      return
    }
    var left = [Float](repeating: 0, count: rows.count * columns)
    var right = [Float](repeating: 0, count: others.count * columns)
    var leftSpan = left.mutableSpan
    var rightSpan = right.mutableSpan
    points.pack(rows, into: &leftSpan)
    points.pack(others, into: &rightSpan)
    multiplyTransposed(left.span, right.span, columns: columns, into: &products)
  }
}
