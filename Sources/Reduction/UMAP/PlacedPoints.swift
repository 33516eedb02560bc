import LinearAlgebra
import NearestNeighbors

extension UMAPModel {
  /// Places points on the map, whose points stay where they are.
  ///
  /// A point that equals a landmark gets its place. Any other starts in the middle of its neighbors
  /// among the landmarks, weighted by how much it belongs to each, and is then moved by the forces of
  /// the layout, as `transform` of umap-learn does; it depends on no other new point, and neither on
  /// where it stands among them.
  ///
  /// - Parameters:
  ///   - points: The points, of shape (points, dimensions of the landmarks).
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The places, of shape (points, dimensions of the map).
  /// - Complexity: O(*new points* × (*landmarks* × *dimensions* + *neighbors* × *epochs*)).
  public func place(_ points: PointSource, threads: Int) -> Matrix {
    let known = DistinctRows(landmarks).find(points)
    let fresh = known.indices.filter { known[$0] == nil }
    let placed = placeFresh(points.matrix(fresh), threads: threads)
    var result = Matrix(rows: points.rows, columns: places.columns)
    for (row, landmark) in known.enumerated() {
      if let landmark { result.setRow(row, places[row: landmark]) }
    }
    for (index, row) in fresh.enumerated() { result.setRow(row, placed[row: index]) }
    return result
  }

  /// Places points that are no landmarks.
  private func placeFresh(_ points: Matrix, threads: Int) -> Matrix {
    guard points.rows > 0 else { return Matrix(rows: 0, columns: places.columns) }
    let graph = BruteForce(landmarks, metric: options.metric)
      .search(points, neighbors: options.neighbors - 1, threads: threads)
    let smooth = SmoothNeighborDistances(
      graph, localConnectivity: options.localConnectivity, meanDistance: meanDistance,
      threads: threads)
    let weights = FuzzySetUnion.memberships(graph, smooth, columns: landmarks.rows)
    var result = weights.rowsAddingToOne().multiplied(by: places, threads: threads)
    let keys = (0..<points.rows).map { rowHash(points[row: $0]) }
    let epochs = (options.epochs(points: landmarks.rows) + 2) / 3
    // The largest membership is 1, whatever else is placed beside it.
    options.layout(epochs: epochs, learningRate: options.learningRate / 4, seed: seed)
      .move(
        &result, anchors: places, along: weights, largest: 1, keys: keys, threads: threads)
    return result
  }
}

extension Matrix {
  /// Replaces a row.
  mutating func setRow(_ index: Int, _ source: Span<Float>) {
    withMutableRow(index) { row in
      for column in row.indices { row[column] = source[column] }
    }
  }
}

extension SparseMatrix {
  /// The matrix with each row divided by its sum.
  fileprivate func rowsAddingToOne() -> SparseMatrix {
    var scaled = values
    for row in 0..<rows {
      let range = rowOffsets[row]..<rowOffsets[row + 1]
      let sum = range.reduce(Float(0)) { $0 + values[$1] }
      for position in range where sum > 0 { scaled[position] /= sum }
    }
    return SparseMatrix(
      rows: rows, columns: columns, rowOffsets: rowOffsets, columnIndexes: columnIndexes,
      values: scaled)
  }
}
