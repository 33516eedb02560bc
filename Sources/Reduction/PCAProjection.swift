import LinearAlgebra
import NearestNeighbors

extension PCA {
  /// The coordinates of points along the directions, of shape (points, components).
  ///
  /// A point's coordinates do not depend on the others.
  ///
  /// - Complexity: O(*n* × *d* × *k*) for *n* points, *d* dimensions and *k* components.
  public func project(_ points: Matrix, threads: Int) -> Matrix {
    project(PointSource(points), threads: threads)
  }

  /// The coordinates of points that need not fit into memory, of shape (points, components).
  public func project(_ points: PointSource, threads: Int) -> Matrix {
    projected(points, 0..<points.rows, threads: threads)
  }

  /// Projects points that need not fit into memory, and calls `write` with the coordinates of
  /// consecutive ones, in order.
  ///
  ///     var writer = try VectorWriter(path: path, rows: points.rows, columns: pca.components.rows)
  ///     try pca.project(points, threads: 2) { try writer.append($0) }
  ///
  /// - Throws: What `write` throws.
  /// - Complexity: O(*n* × *d* × *k*), in blocks of some megabytes.
  public func project(
    _ points: PointSource, threads: Int, _ write: (_ coordinates: Matrix) throws -> Void
  ) rethrows {
    let block = max(1, (1 << 22) / max(1, mean.count))
    for start in stride(from: 0, to: points.rows, by: block) {
      let rows = start..<min(start + block, points.rows)
      try write(projected(points, rows, threads: threads))
    }
  }

  private func projected(_ points: PointSource, _ rows: Range<Int>, threads: Int) -> Matrix {
    precondition(points.columns == mean.count, "\(points.columns) dimensions, not \(mean.count)")
    let every = (0..<components.rows).map { Int32($0) }
    return Matrix.make(rows: rows.count, columns: components.rows, chunk: 128, threads: threads) {
      range, target in
      let some = points.block(
        rows.lowerBound + range.lowerBound..<rows.lowerBound + range.upperBound)
      let centered = some.subtractingRow(mean, threads: 1)
      for row in 0..<centered.rows {
        let start = row * components.rows
        var part = target._mutatingExtracting(start..<start + components.rows)
        rowProducts(
          centered[row: row], every.span, of: components.elements.span, columns: mean.count,
          into: &part)
      }
    }.matrix
  }
}
