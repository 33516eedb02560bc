import Artifacts
import LinearAlgebra

/// A space in which what one author's documents have in common counts, and what they differ in does not:
/// within-class covariance normalization ([Hatch, Kajarekar and Stolcke 2006]), with authors as classes.
///
/// A vector *x* becomes (*x* − *c*) · (*W* + *m* · *I*)^(−1/2), of length 1, where *c* is the mean of the
/// authors, *W* the covariance of documents around their author, each author counting the same, and
/// *m* the mean of its eigenvalues. Directions in which the documents of a single author are spread
/// anyway, such as news against greetings, no longer hide those in which authors differ. No label is
/// needed but the authors themselves. The paper smooths *W* by a weight that is tuned; adding *m*, no
/// tuning, serves few documents as well as many.
///
/// [Hatch, Kajarekar and Stolcke 2006]: https://doi.org/10.21437/Interspeech.2006-183
public struct AuthorSpace: Sendable, Equatable {
  /// What is taken off, of length (dimensions).
  public let center: [Float]
  /// What the rest is multiplied by, symmetric, of shape (dimensions, dimensions).
  public let matrix: Matrix

  /// Creates a space.
  ///
  /// - Parameters:
  ///   - center: The mean of the authors.
  ///   - covariance: Of documents around their author, symmetric, row by row.
  /// - Complexity: O(*d*³) for *d* dimensions.
  public init(center: [Float], covariance: [Double]) {
    let width = center.count
    precondition(
      covariance.count == width * width, "\(covariance.count) numbers of \(width) square")
    self.center = center
    let (values, vectors) = symmetricEigen(covariance, order: width)
    let mean = max(0, values.reduce(0, +) / Double(max(1, width)))
    // Where every author has one document, nothing is known about what they differ in.
    let scales = values.map { mean > 0 ? 1 / (max(0, $0) + mean).squareRoot() : 1 }
    // V · S · Vᵀ as the product of V · √S with its own transpose, which is symmetric to the last bit.
    var roots = Matrix(rows: width, columns: width)
    for row in 0..<width {
      for column in 0..<width {
        roots[row, column] = Float(vectors[column * width + row] * scales[column].squareRoot())
      }
    }
    matrix = productTransposed(roots, roots, threads: 1)
  }

  /// Creates a space of what it takes off and multiplies by.
  package init(center: [Float], matrix: Matrix) {
    precondition(matrix.rows == center.count && matrix.columns == center.count, "shapes differ")
    (self.center, self.matrix) = (center, matrix)
  }

  /// Vectors of shape (vectors, dimensions) in this space, of length 1.
  ///
  /// The result does not depend on `threads`.
  ///
  /// - Complexity: O(*n* × *d*²) for *n* vectors of *d* dimensions.
  public func vectors(_ vectors: Matrix, threads: Int) -> Matrix {
    var result = whitened(vectors, threads: threads)
    result.forEachRow(threads: threads) { _, row in normalize(&row) }
    return result
  }

  /// Vectors of shape (vectors, dimensions) in this space, of any length: the mean of some is that of
  /// their mean.
  ///
  /// - Complexity: O(*n* × *d*²) for *n* vectors of *d* dimensions.
  package func whitened(_ vectors: Matrix, threads: Int) -> Matrix {
    precondition(
      vectors.columns == center.count, "\(vectors.columns) for \(center.count) dimensions")
    var moved = vectors
    moved.forEachRow(threads: threads) { _, row in
      for column in row.indices { row[column] -= center[column] }
    }
    return productTransposed(moved, matrix, threads: threads)
  }

  /// Writes the space as vectors: the center, then the rows of the matrix.
  ///
  /// - Throws: ``FileError`` if the file cannot be written.
  public func write(_ path: String) throws(FileError) {
    try VectorFile.write(
      Matrix(
        rows: center.count + 1, columns: center.count, elements: center + matrix.elements), to: path
    )
  }

  /// Reads the space at `path`.
  ///
  /// - Throws: ``FileError`` if it is missing or damaged.
  public init(_ path: String) throws(FileError) {
    let numbers = try VectorFile(path).matrix()
    guard numbers.rows == numbers.columns + 1 else {
      throw FileError(
        .malformed, path,
        "is no space of authors: its shape is (\(numbers.rows), \(numbers.columns))",
        remedy: "embed the documents again")
    }
    center = Array(numbers.elements[..<numbers.columns])
    matrix = Matrix(
      rows: numbers.columns, columns: numbers.columns,
      elements: Array(numbers.elements[numbers.columns...]))
  }
}
