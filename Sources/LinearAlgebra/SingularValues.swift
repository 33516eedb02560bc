/// The largest singular values of a matrix and their right vectors: *a* ≈ *u* · diag(*s*) · *v*ᵀ.
///
/// Multiplying random vectors by a matrix and its transpose again and again finds the space in which
/// it acts most strongly, and the decomposition within that space is small ([Halko, Martinsson and
/// Tropp 2011], algorithms 4.4 and 5.1, with the space of the right vectors). A sparse matrix is
/// never made dense. The left vectors are *a* · *v* · diag(1/*s*).
///
///     let semantics = TruncatedSVD(termWeights, rank: 100, seed: seed, threads: threads)
///     let vectors = termWeights.multiplied(by: semantics.rightVectors, threads: threads)
///
/// The signs of singular vectors are a matter of choice. Here the component of largest magnitude
/// of each right vector is positive; of several, the first.
///
/// [Halko, Martinsson and Tropp 2011]: https://doi.org/10.1137/090771806
public struct TruncatedSVD: Sendable {
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
  ///   - oversamples: The least number of random vectors beyond `rank`. More make the last values
  ///     more exact; 5 to 10 are usual.
  ///   - powerIterations: The number of times to multiply by the matrix and its transpose, at least
  ///     once. More separate values that lie close together; 5 suit spectra as flat as those of
  ///     texts.
  ///   - seed: The seed of the random vectors.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O((*stored elements* + *columns* × *k*) × *k* × *powerIterations* + *rows* ×
  ///   *k*²) for *k* = *rank* + *oversamples*.
  public init(
    _ a: SparseMatrix, rank: Int, oversamples: Int = 10, powerIterations: Int = 5, seed: UInt64,
    threads: Int
  ) {
    self.init(
      rows: a.rows, columns: a.columns, rank: rank, oversamples: oversamples,
      powerIterations: powerIterations, seed: seed, threads: threads,
      multiply: { a.multiplied(by: $0, threads: threads) },
      multiplyTranspose: { a.transposeMultiplied(by: $0, threads: threads) },
      multiplyNormal: { a.normalProduct($0, threads: threads) })
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
  ///   - oversamples: The least number of random vectors beyond `rank`.
  ///   - powerIterations: The number of times to multiply by the matrix and its transpose.
  ///   - seed: The seed of the random vectors.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*rows* × *columns* × *k* × *powerIterations*) for *k* = *rank* +
  ///   *oversamples*.
  public init(
    _ a: Matrix, rank: Int, oversamples: Int = 10, powerIterations: Int = 5, seed: UInt64,
    threads: Int
  ) {
    self.init(
      rows: a.rows, columns: a.columns, rank: rank, oversamples: oversamples,
      powerIterations: powerIterations, seed: seed, threads: threads,
      multiply: { product(a, $0, threads: threads) },
      multiplyTranspose: { crossProduct(a, $0, threads: threads) },
      multiplyNormal: { crossProduct(a, product(a, $0, threads: threads), threads: threads) })
  }

  private init(
    rows: Int, columns: Int, rank: Int, oversamples: Int, powerIterations: Int, seed: UInt64,
    threads: Int, multiply: (Matrix) -> Matrix, multiplyTranspose: (Matrix) -> Matrix,
    multiplyNormal: (Matrix) -> Matrix
  ) {
    precondition(
      rank >= 0 && oversamples >= 0 && powerIterations >= 1,
      "no decomposition has \(rank) values, \(oversamples) more vectors, \(powerIterations) times")
    let rank = min(rank, rows, columns)
    // Sixteen numbers are a line of the cache, and rows of whole lines are read soonest.
    let samples = min((rank + oversamples + 15) / 16 * 16, rows, columns)

    // A basis of the space searched. Without whitening between products, all samples would turn
    // towards the first singular vector. A flat spectrum bears two products between whitenings.
    var basis = gaussianMatrix(rows: columns, columns: samples, seed, threads)
    var isSteep = false
    for iteration in 1...powerIterations {
      if isSteep {
        var left = multiply(basis)
        left.whiten(threads: threads)
        basis = multiplyTranspose(left)
      } else {
        basis = multiplyNormal(basis)
      }
      let values = basis.whiten(threads: threads).singularValues
      isSteep = isSteep || (values.last ?? 0) < 1e-4 * (values.first ?? 0)
      // Directions that whitening gave up are searched anew.
      if isSteep || iteration == powerIterations { _ = basis.orthonormalize(threads: threads) }
    }

    // Within it: a · basis = u · s · wᵀ, so that v = basis · w.
    let factors = multiply(basis).columnFactors(threads: threads)
    let vectors = product(basis, factors.rightVectors, threads: threads)
    rightVectors = vectors.leadingColumns(times: vectors.signsOfLargest().prefix(rank))
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
