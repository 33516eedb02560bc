/// A symmetric matrix in double precision that stores one half of itself, in square tiles.
///
/// Tile (*i*, *j*), for *j* ≤ *i*, holds the elements of 256 rows and 256 columns, row after row; the
/// tiles of a row of tiles lie one after the other:
///
///     (0, 0)
///     (1, 0) (1, 1)
///     (2, 0) (2, 1) (2, 2)      offset of (i, j): (i × (i + 1) ÷ 2 + j) × 256²
///
/// A matrix of order *n* takes 4 *n*² bytes, half of a full one: 1.6 GB for *n* = 20,000. It is inverted
/// where it is, by products of tiles, several at a time.
public struct SymmetricTiles: Sendable {
  /// The number of rows, and of columns.
  public let order: Int
  /// The number of rows of tiles; the last one is filled up with rows of the identity.
  let tileRows: Int
  /// The tiles.
  var elements: [Double]

  /// The number of rows of a tile, and of columns.
  static let side = 256
  /// The number of elements of a tile.
  static let area = side * side

  /// Creates a matrix from its rows up to the diagonal.
  ///
  /// - Parameters:
  ///   - order: The number of rows and columns.
  ///   - threads: The largest number of threads.
  ///   - row: Writes a row up to the diagonal, `index + 1` numbers that are zeros before. It runs on
  ///     any thread.
  /// - Complexity: O(*n*²) besides the calls, and 4 *n*² bytes.
  public init(
    order: Int, threads: Int,
    _ row: @Sendable (_ index: Int, _ lower: inout MutableSpan<Double>) -> Void
  ) {
    self.order = order
    tileRows = (order + Self.side - 1) / Self.side
    elements = [Double](repeating: 0, count: tileRows * (tileRows + 1) / 2 * Self.area)
    forEachTileRow(threads: threads) { tileRow, tiles in
      let first = tileRow * Self.side
      var lower = [Double](repeating: 0, count: first + Self.side)
      for local in 0..<Self.side {
        let index = first + local
        guard index < order else {
          tiles[tileRow * Self.area + local * Self.side + local] = 1
          continue
        }
        for column in 0...index { lower[column] = 0 }
        var span = lower.mutableSpan
        var part = span._mutatingExtracting(0..<index + 1)
        row(index, &part)
        Self.store(lower, upTo: index, local: local, in: &tiles)
      }
    }
    mirrorDiagonalTiles()
  }

  /// Copies a row up to the diagonal into its row of tiles.
  private static func store(
    _ lower: [Double], upTo index: Int, local: Int, in tiles: inout MutableSpan<Double>
  ) {
    for column in 0...index {
      tiles[column / side * area + local * side + column % side] = lower[column]
    }
  }

  /// Where tile (`row`, `column`) begins in ``elements``; `column` is at most `row`.
  static func offset(_ row: Int, _ column: Int) -> Int {
    (row * (row + 1) / 2 + column) * area
  }

  /// Where the elements of tile (`row`, `column`) are.
  static func part(_ row: Int, _ column: Int) -> Range<Int> {
    offset(row, column)..<offset(row, column) + area
  }

  /// Completes the tiles on the diagonal, of which the lower half was written.
  private mutating func mirrorDiagonalTiles() {
    for tile in 0..<tileRows {
      let start = Self.offset(tile, tile)
      for i in 0..<Self.side {
        for j in 0..<i {
          elements[start + j * Self.side + i] = elements[start + i * Self.side + j]
        }
      }
    }
  }

  /// Copies row `index`, of ``order`` numbers.
  ///
  /// - Complexity: O(*n*)
  public func copyRow(_ index: Int, into row: inout MutableSpan<Double>) {
    precondition(index >= 0 && index < order, "row \(index) of \(order)")
    precondition(row.count == order, "\(row.count) numbers for a row of \(order)")
    let side = Self.side
    let elements = self.elements.span
    let (own, local) = (index / side, index % side)
    for tile in 0..<tileRows {
      let first = tile * side
      let count = min(side, order - first)
      if tile <= own {
        let start = Self.offset(own, tile) + local * side
        for j in 0..<count { row[first + j] = elements[start + j] }
      } else {
        let start = Self.offset(tile, own) + local
        for j in 0..<count { row[first + j] = elements[start + j * side] }
      }
    }
  }

  /// The elements on the diagonal.
  ///
  /// - Complexity: O(*n*)
  public var diagonal: [Double] {
    (0..<order).map { index in
      let tile = index / Self.side
      return elements[Self.offset(tile, tile) + index % Self.side * (Self.side + 1)]
    }
  }

  /// Calls `body` with each row of tiles, of shape (tiles, side, side), several at a time.
  private mutating func forEachTileRow(
    threads: Int, _ body: @Sendable (_ tileRow: Int, _ tiles: inout MutableSpan<Double>) -> Void
  ) {
    elements.forEachPart(
      tileRows, threads: threads, at: { Self.offset($0, 0)..<Self.offset($0 + 1, 0) }, body)
  }
}

extension [Double] {
  /// Calls `body` with each of `count` parts, several at a time.
  ///
  /// - Precondition: The parts do not overlap, and lie within the array.
  mutating func forEachPart(
    _ count: Int, threads: Int, at part: @Sendable (_ index: Int) -> Range<Int>,
    _ body: @Sendable (_ index: Int, _ elements: inout MutableSpan<Double>) -> Void
  ) {
    let total = self.count
    unsafe withUnsafeMutableBufferPointer { buffer in
      // The parts do not overlap, and neither do the spans made from them.
      nonisolated(unsafe) let buffer = unsafe buffer
      parallelFor(count: count, chunk: 1, threads: threads) { indexes in
        for index in indexes {
          let range = part(index)
          precondition(range.lowerBound >= 0 && range.upperBound <= total, "part \(range)")
          let elements = unsafe UnsafeMutableBufferPointer(rebasing: buffer[range])
          var span = unsafe MutableSpan(_unsafeElements: elements)
          body(index, &span)
        }
      }
    }
  }
}
