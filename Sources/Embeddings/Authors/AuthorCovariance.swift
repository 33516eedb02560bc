import LinearAlgebra

/// The covariance of documents around their authors, each author counting the same, added up as the
/// documents come.
public struct AuthorCovariance: Sendable {
  private let groups: AuthorGroups
  /// The number of documents of each author.
  private let counts: [Int]
  /// The sum over authors of the mean of *x* · *x*ᵀ.
  private var moments: [Double]
  private var means: [WeightedMean]

  /// A covariance without documents yet.
  public init(_ groups: AuthorGroups, dimensions: Int) {
    self.groups = groups
    counts = groups.sums(of: groups.authorOfDocument.map { _ in 1 })
    moments = [Double](repeating: 0, count: dimensions * dimensions)
    means = [WeightedMean](
      repeating: WeightedMean(dimensions: dimensions), count: groups.authors.count)
  }

  /// Adds the vectors of the documents from number `first` on, of shape (documents, dimensions).
  ///
  /// The result does not depend on `threads`; its last bits depend on how documents are divided into
  /// calls.
  ///
  /// - Complexity: O(*n* × *d*²) for *n* documents of *d* dimensions.
  public mutating func add(_ vectors: Matrix, from first: Int, threads: Int) {
    let authors = groups.authorOfDocument
    for row in 0..<vectors.rows { means[authors[first + row]].add(vectors[row: row]) }
    var weighted = vectors
    let counts = counts
    weighted.forEachRow(threads: threads) { row, vector in
      scale(&vector, by: 1 / Float(counts[authors[first + row]]).squareRoot())
    }
    let products = gram(weighted, threads: threads)
    for index in moments.indices { moments[index] += products[index] }
  }

  /// The mean of the authors' means.
  func center() -> [Float] {
    let dimensions = Int(Double(moments.count).squareRoot())
    return Matrix(
      rows: means.count, columns: dimensions,
      elements: means.flatMap { $0.vector(normalized: false) }
    ).columnMeans()
  }

  /// The covariance of all documents, symmetric, row by row.
  ///
  /// - Complexity: O(*a* × *d*²) for *a* authors of *d* dimensions.
  public func covariance(threads: Int) -> [Double] {
    let dimensions = Int(Double(moments.count).squareRoot())
    let between = gram(
      Matrix(
        rows: means.count, columns: dimensions,
        elements: means.flatMap { $0.vector(normalized: false) }), threads: threads)
    return zip(moments, between).map { ($0 - $1) / Double(max(1, means.count)) }
  }
}
