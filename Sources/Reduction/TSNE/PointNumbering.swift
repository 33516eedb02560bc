import LinearAlgebra

/// A numbering of points by which those near each other on a map have numbers near each other, so that the
/// places of a point's neighbors lie in few lines of the memory.
struct PointNumbering: Sendable {
  /// The point that has each number.
  private(set) var points: [Int32]

  /// Numbers points as they come.
  init(count: Int) { points = (0..<Int32(count)).map { $0 } }

  /// Numbers what has been numbered before anew, along the curve of a tree of squares.
  ///
  /// - Parameters:
  ///   - places: Where the points are, by their numbers before; replaced by those by the new ones.
  ///   - affinities: A matrix of rows and columns by their numbers before; replaced as well.
  /// - Complexity: O(*n* log *n* + *affinities*)
  mutating func renumber(_ places: inout [SIMD2<Float>], _ affinities: inout SparseMatrix) {
    guard places.count > 1 else { return }
    let order = QuadTree(places).order
    places = order.map { places[Int($0)] }
    points = order.map { points[Int($0)] }
    affinities = affinities.renumbered(order)
  }

  /// What belongs to the numbers, in the order of the points.
  func restored(_ places: [SIMD2<Float>]) -> [SIMD2<Float>] {
    var result = places
    for (number, point) in points.enumerated() { result[Int(point)] = places[number] }
    return result
  }
}

extension SparseMatrix {
  /// The square matrix whose rows and columns are those of this one in another order.
  fileprivate func renumbered(_ order: [Int32]) -> SparseMatrix {
    var numbers = [Int32](repeating: 0, count: rows)
    for (number, row) in order.enumerated() { numbers[Int(row)] = Int32(number) }
    var offsets = [0]
    var (indexes, moved) = ([Int32](), [Float]())
    offsets.reserveCapacity(rows + 1)
    indexes.reserveCapacity(columnIndexes.count)
    moved.reserveCapacity(columnIndexes.count)
    for row in order {
      let range = rowOffsets[Int(row)]..<rowOffsets[Int(row) + 1]
      for column in columnIndexes[range] { indexes.append(numbers[Int(column)]) }
      moved.append(contentsOf: values[range])
      offsets.append(moved.count)
    }
    return SparseMatrix(
      rows: rows, columns: columns, rowOffsets: offsets, columnIndexes: indexes, values: moved)
  }
}
