import LinearAlgebra

/// A rotation of the space after which the first columns of points say most about their products.
///
/// Products stay what they are, but those of the first columns already tell most pairs that are far
/// apart: the axes are the directions in which a sample of the points is longest ([Pearson 1901]).
///
/// [Pearson 1901]: https://doi.org/10.1080/14786440109462720
struct LeadingColumns: Sendable {
  /// The axes, one a row, longest first; of shape (dimensions, dimensions).
  let rotation: Matrix
  /// The number of the first columns.
  let count: Int

  /// The points that axes are learned of.
  private static let sample = 4_096

  /// Learns the axes; nil if there are too few dimensions to gain by it, or so many that it takes too
  /// long.
  ///
  /// - Complexity: O(*dimensions*³)
  init?(_ points: PreparedPoints, threads: Int) {
    let (rows, columns) = (points.source.rows, points.source.columns)
    guard (96...1_024).contains(columns) else { return nil }
    let step = max(1, rows / Self.sample)
    let some = stride(from: 0, to: rows, by: step).map { Int32(truncatingIfNeeded: $0) }
    let sample = points.packed(some, threads: threads)
    let axes = symmetricEigen(gram(sample, threads: threads), order: columns).vectors
    rotation = Matrix(rows: columns, columns: columns, elements: axes.map { Float($0) })
    count = columns / 3 / 16 * 16
  }
}
