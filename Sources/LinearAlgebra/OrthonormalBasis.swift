/// Returns an orthonormal basis of the space that the columns of `a` span.
///
/// The columns are the left singular vectors of `a`, in descending order of their singular values.
/// Where `a` lacks rank (singular values below 1e-6 of the largest), the last columns are
/// arbitrary, but still orthonormal.
///
/// The method is Cholesky QR, repeated ([Fukaya and others 2014]), with a first pass by
/// eigenvectors instead of Cholesky factors, which tells the rank. It reads the matrix a few times
/// in long products, where Householder reflections go through it column by column: on one core a
/// matrix of shape (145000, 110) takes 0.4 s, LAPACK's `sgeqrf` and `sorgqr` 1.5 s. The usual
/// objection, that the Gram matrix squares the condition, does not hold here, because
/// ``gram(_:threads:)`` computes it in double precision.
///
/// - Parameters:
///   - a: Finite numbers, of shape (rows, columns), with at least as many rows as columns.
///   - threads: The largest number of threads; the result does not depend on it.
/// - Returns: A matrix of the shape of `a`, with the vectors of the basis as columns.
/// - Complexity: O(*rows* × *columns*²)
///
/// [Fukaya and others 2014]: https://doi.org/10.1109/ScalA.2014.11
public func orthonormalized(_ a: consuming Matrix, threads: Int) -> Matrix {
  var basis = a
  _ = basis.orthonormalize(threads: threads)
  return basis
}

/// What orthonormalizing a matrix *a* into a basis *u* takes away: *a* = *u* · diag(*s*) · *v*ᵀ.
struct ColumnFactors {
  /// The singular values *s* in descending order; those below 1e-6 of the first are zero.
  let singularValues: [Double]
  /// The right singular vectors *v*, of shape (columns, columns), one per column.
  let rightVectors: Matrix
}

extension Matrix {
  /// Replaces the columns by an orthonormal basis, as ``orthonormalized(_:threads:)`` describes.
  mutating func orthonormalize(threads: Int) -> ColumnFactors {
    let factors = whiten(threads: threads)
    let rank = factors.singularValues.count { $0 > 0 }
    if rank < columns {
      fillRandomly(from: rank, threads: threads)
      // Random columns may be nearly dependent; the pass after this one needs better.
      divideByCholeskyFactor(threads: threads)
    }
    divideByCholeskyFactor(threads: threads)
    return factors
  }

  /// The first pass of ``orthonormalize(threads:)``: replaces the columns by left singular vectors,
  /// which rounding leaves orthonormal to about 1e-7 times the condition of the matrix. Where it
  /// lacks rank, the last columns are zero.
  @discardableResult
  mutating func whiten(threads: Int) -> ColumnFactors {
    precondition(rows >= columns, "\(columns) columns of length \(rows) are not independent")
    let factors = columnFactors(threads: threads)
    var whitening = factors.rightVectors
    whitening.forEachRow(threads: 1) { _, row in
      for j in row.indices {
        let value = factors.singularValues[j]
        row[j] = value > 0 ? Float(Double(row[j]) / value) : 0
      }
    }
    multiply(bySquare: whitening, threads: threads)
    return factors
  }

  /// The singular values of the matrix and their right vectors.
  func columnFactors(threads: Int) -> ColumnFactors {
    let (values, vectors) = symmetricEigen(gram(self, threads: threads), order: columns)
    return ColumnFactors(
      singularValues: significantRoots(values),
      rightVectors: transposedMatrix(vectors, order: columns))
  }

  /// Orthonormalizes columns that are nearly orthonormal already. As in the method of Gram and
  /// Schmidt, the first columns span what they spanned before.
  private mutating func divideByCholeskyFactor(threads: Int) {
    let n = columns
    var factor = gram(self, threads: threads)
    precondition(BLAS.factorCholesky(&factor, n: n), "the columns are not independent")
    divide(
      byUpper: Matrix(rows: n, columns: n, elements: factor.map { Float($0) }), threads: threads)
  }

  /// Replaces the columns from `first` on by random ones, of about length 1.
  private mutating func fillRandomly(from first: Int, threads: Int) {
    let scale = 1 / Double(rows).squareRoot()
    forEachRow(threads: threads) { index, row in
      var generator = KeyedGenerator(seed: 0, purpose: "orthonormal basis", index: index)
      for j in first..<row.count { row[j] = Float(generator.gaussian() * scale) }
    }
  }
}

/// The square roots of eigenvalues in descending order, or zero where rounding rules: in single
/// precision, a product loses directions of less than about 1e-6 of the largest singular value.
private func significantRoots(_ eigenvalues: [Double]) -> [Double] {
  let threshold = 1e-12 * max(0, eigenvalues.first ?? 0)
  return eigenvalues.map { $0 > threshold ? $0.squareRoot() : 0 }
}

/// The matrix whose columns are the rows of `elements`, of shape (`n`, `n`).
private func transposedMatrix(_ elements: [Double], order n: Int) -> Matrix {
  Matrix(rows: n, columns: n, elements: elements.map { Float($0) }).transposed()
}
