/// The largest singular values of a matrix and their vectors: *a* ≈ *u* · diag(*s*) · *v*ᵀ.
///
/// Multiplying by a few random vectors finds the space in which a matrix acts most strongly,
/// repeated multiplication finds it more exactly, and the decomposition within that space is small
/// ([Halko, Martinsson and Tropp 2011], algorithms 4.4 and 5.1). A sparse matrix is never made
/// dense.
///
///     let semantics = TruncatedSVD(termWeights, rank: 100, seed: seed, threads: threads)
///     let vectors = semantics.leftVectors  // of shape (documents, 100)
///
/// The signs of singular vectors are a matter of choice. Here the component of largest magnitude
/// of each right vector is positive; of several, the first.
///
/// [Halko, Martinsson and Tropp 2011]: https://doi.org/10.1137/090771806
public struct TruncatedSVD: Sendable {
  /// The left singular vectors *u*, of shape (rows, rank), one per column.
  public let leftVectors: Matrix

  /// The singular values *s* in descending order. Those below 1e-6 of the first are zero, and
  /// their vectors arbitrary.
  public let singularValues: [Float]

  /// The right singular vectors *v*, of shape (columns, rank), one per column.
  public let rightVectors: Matrix

  /// Decomposes a sparse matrix.
  ///
  /// - Parameters:
  ///   - a: The matrix, of shape (rows, columns).
  ///   - rank: The number of singular values, at most the smaller side of `a`; a larger number is
  ///     reduced to that.
  ///   - oversamples: The number of random vectors beyond `rank`. More make the last values more
  ///     exact; 5 to 10 are usual.
  ///   - powerIterations: The number of times to multiply by the transpose and the matrix again.
  ///     More separate values that lie close together; 4 suit spectra as flat as those of texts,
  ///     and 0 reads the matrix twice only.
  ///   - seed: The seed of the random vectors.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O((*stored elements* + (*rows* + *columns*) × *k*) × *k* × *powerIterations*)
  ///   for *k* = *rank* + *oversamples*.
  public init(
    _ a: SparseMatrix, rank: Int, oversamples: Int = 10, powerIterations: Int = 4, seed: UInt64,
    threads: Int
  ) {
    let transpose = a.transposed()
    self.init(
      rows: a.rows, columns: a.columns, rank: rank, oversamples: oversamples,
      powerIterations: powerIterations, seed: seed, threads: threads,
      multiply: { a.multiply(by: $0, into: &$1, threads: threads) },
      multiplyTranspose: { transpose.multiply(by: $0, into: &$1, threads: threads) })
  }

  /// Decomposes a dense matrix.
  ///
  /// If it has few columns (up to about a thousand), ``symmetricEigen(_:order:)`` of its ``gram``
  /// matrix gives all right vectors exactly, and often sooner.
  ///
  /// - Parameters:
  ///   - a: The matrix, of shape (rows, columns).
  ///   - rank: The number of singular values, at most the smaller side of `a`; a larger number is
  ///     reduced to that.
  ///   - oversamples: The number of random vectors beyond `rank`.
  ///   - powerIterations: The number of times to multiply by the transpose and the matrix again.
  ///   - seed: The seed of the random vectors.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*rows* × *columns* × *k* × *powerIterations*) for *k* = *rank* +
  ///   *oversamples*.
  public init(
    _ a: Matrix, rank: Int, oversamples: Int = 10, powerIterations: Int = 4, seed: UInt64,
    threads: Int
  ) {
    self.init(
      rows: a.rows, columns: a.columns, rank: rank, oversamples: oversamples,
      powerIterations: powerIterations, seed: seed, threads: threads,
      multiply: { $1 = product(a, $0, threads: threads) },
      multiplyTranspose: { $1 = crossProduct(a, $0, threads: threads) })
  }

  private init(
    rows: Int, columns: Int, rank: Int, oversamples: Int, powerIterations: Int, seed: UInt64,
    threads: Int, multiply: (_ x: Matrix, _ product: inout Matrix) -> Void,
    multiplyTranspose: (_ x: Matrix, _ product: inout Matrix) -> Void
  ) {
    precondition(
      rank >= 0 && oversamples >= 0 && powerIterations >= 0,
      "negative rank (\(rank)), oversamples (\(oversamples)) or iterations (\(powerIterations))")
    let rank = min(rank, rows, columns)
    let samples = min(rank + oversamples, rows, columns)

    // Bases of the space searched, in the columns and in the rows of a. Without the whitening
    // between products, all samples would turn towards the first singular vector.
    var left = Matrix(rows: rows, columns: samples)
    var right = gaussianMatrix(rows: columns, columns: samples, seed, threads)
    multiply(right, &left)
    for _ in 0..<powerIterations {
      left.whiten(threads: threads)
      multiplyTranspose(left, &right)
      right.whiten(threads: threads)
      multiply(right, &left)
    }
    _ = left.orthonormalize(threads: threads)

    // Within it: a ≈ left · leftᵀ · a = left · (v · s · wᵀ)ᵀ = (left · w) · s · vᵀ.
    multiplyTranspose(left, &right)
    let factors = right.orthonormalize(threads: threads)
    let signs = right.signsOfLargest().prefix(rank)
    let rotation = factors.rightVectors.leadingColumns(times: signs)
    leftVectors = product(left, rotation, threads: threads)
    rightVectors = right.leadingColumns(times: signs)
    singularValues = factors.singularValues.prefix(rank).map { Float($0) }
  }
}

/// A matrix of independent normal numbers, the same for any `threads`.
private func gaussianMatrix(rows: Int, columns: Int, _ seed: UInt64, _ threads: Int) -> Matrix {
  var matrix = Matrix(rows: rows, columns: columns)
  matrix.forEachRow(threads: threads) { index, row in
    var generator = KeyedGenerator(seed: seed, purpose: "singular values", index: index)
    for j in row.indices { row[j] = Float(generator.gaussian()) }
  }
  return matrix
}

extension Matrix {
  /// For each column, -1 if its first element of largest magnitude is negative, else 1.
  fileprivate func signsOfLargest() -> [Float] {
    var largest = [Float](repeating: 0, count: columns)
    for i in 0..<rows {
      let row = self[row: i]
      for j in row.indices where abs(row[j]) > abs(largest[j]) { largest[j] = row[j] }
    }
    return largest.map { $0 < 0 ? -1 : 1 }
  }

  /// The first `factors.count` columns, each multiplied by its factor.
  fileprivate func leadingColumns(times factors: ArraySlice<Float>) -> Matrix {
    var result = Matrix(rows: rows, columns: factors.count)
    result.forEachRow(threads: 1) { index, target in
      let source = self[row: index]
      for j in target.indices { target[j] = source[j] * factors[j] }
    }
    return result
  }
}
