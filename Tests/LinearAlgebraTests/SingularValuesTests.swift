import LinearAlgebra
import Testing

@Suite struct SingularValuesTests {
  /// A matrix with the singular values 1, 1/`decay`, 1/`decay`² …
  static func decaying(_ rows: Int, _ columns: Int, by decay: Float) -> Matrix {
    let rank = min(rows, columns)
    var left = orthonormalized(randomMatrix(rows, rank, seed: 1), threads: 1)
    left.forEachRow(threads: 1) { _, row in
      var value: Float = 1
      for j in row.indices {
        row[j] *= value
        value /= decay
      }
    }
    let right = orthonormalized(randomMatrix(columns, rank, seed: 2), threads: 1)
    return productTransposed(left, right, threads: 1)
  }

  static func exactSingularValues(_ a: Matrix) -> [Double] {
    symmetricEigen(gram(a, threads: 1), order: a.columns).values.map { max(0, $0).squareRoot() }
  }

  /// The largest error of *u* · diag(*s*) · *v*ᵀ, where *u* · diag(*s*) = *a* · *v*.
  static func error(of svd: TruncatedSVD, _ a: Matrix) -> Float {
    let left = product(a, svd.rightVectors, threads: 1)
    return largestDifference(productTransposed(left, svd.rightVectors, threads: 1), a)
  }

  /// The largest inner product of two columns of *a* · *v*, which are singular vectors.
  static func leftError(of svd: TruncatedSVD, _ a: Matrix) -> Double {
    let left = product(a, svd.rightVectors, threads: 1)
    let products = gram(left, threads: 1)
    return products.indices.filter { $0 / left.columns != $0 % left.columns }
      .map { abs(products[$0]) }.max() ?? 0
  }

  @Test(arguments: [(200, 60), (60, 200)])
  func `values of a decaying spectrum are found`(rows: Int, columns: Int) {
    let a = Self.decaying(rows, columns, by: 1.15)
    let exact = Self.exactSingularValues(a)
    let svd = TruncatedSVD(a, rank: 20, seed: 1, threads: 2)
    #expect(svd.rightVectors.rows == columns && svd.rightVectors.columns == 20)
    for (value, expected) in zip(svd.singularValues, exact) {
      #expect(abs(Double(value) - expected) < 1e-3 * expected)
    }
    #expect(Self.leftError(of: svd, a) < 1e-5)
    #expect(orthonormalityError(svd.rightVectors) < 1e-5)
    // No rank-20 matrix is nearer than the 21st singular value, in the spectral norm.
    #expect(Double(Self.error(of: svd, a)) < exact[20])
  }

  @Test(arguments: [(200, 60), (60, 200)])
  func `values of a steep spectrum are found`(rows: Int, columns: Int) {
    // From 1 down to 1e-4, where two products without whitening between them would lose the last.
    let a = Self.decaying(rows, columns, by: 1.6)
    let svd = TruncatedSVD(a, rank: 20, seed: 1, threads: 2)
    for (value, expected) in zip(svd.singularValues, Self.exactSingularValues(a)) {
      #expect(abs(Double(value) - expected) < 1e-3 * expected)
    }
  }

  @Test func `values of a random sparse matrix are found`() {
    let a = randomSparseMatrix(400, 120, density: 0.05)
    let exact = Self.exactSingularValues(Reference.dense(a))
    let svd = TruncatedSVD(a, rank: 10, oversamples: 20, powerIterations: 20, seed: 1, threads: 2)
    for (value, expected) in zip(svd.singularValues, exact) {
      #expect(abs(Double(value) - expected) < 1e-3 * expected)
    }
    #expect(orthonormalityError(svd.rightVectors) < 1e-5)
  }

  @Test func `sparse and dense forms of a matrix agree`() {
    let sparse = randomSparseMatrix(80, 50, density: 0.2)
    let a = TruncatedSVD(sparse, rank: 5, powerIterations: 10, seed: 1, threads: 1)
    let b = TruncatedSVD(
      Reference.dense(sparse), rank: 5, powerIterations: 10, seed: 1, threads: 1)
    #expect(zip(a.singularValues, b.singularValues).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(largestDifference(a.rightVectors, b.rightVectors) < 1e-3)
  }

  @Test func `a rank beyond the shape is reduced to it`() {
    let a = randomMatrix(9, 6)
    let svd = TruncatedSVD(a, rank: 100, seed: 1, threads: 1)
    #expect(svd.singularValues.count == 6)
    #expect(Self.error(of: svd, a) < 1e-5)
  }

  @Test func `a matrix that lacks rank has singular values of zero`() {
    let a = product(randomMatrix(50, 3), randomMatrix(3, 20, seed: 2), threads: 1)
    let svd = TruncatedSVD(a, rank: 6, seed: 1, threads: 1)
    #expect(svd.singularValues[2] > 1)
    #expect(svd.singularValues[3...].allSatisfy { $0 == 0 })
    #expect(orthonormalityError(svd.rightVectors) < 1e-5)
    #expect(Self.error(of: svd, a) < 1e-4)
  }

  @Test func `a matrix of zeros has a decomposition`() {
    let svd = TruncatedSVD(Matrix(rows: 8, columns: 5), rank: 2, seed: 1, threads: 1)
    #expect(svd.singularValues == [0, 0])
    #expect(orthonormalityError(svd.rightVectors) < 1e-5)
  }

  @Test func `the largest component of a right vector is positive`() {
    let right = TruncatedSVD(randomMatrix(40, 30), rank: 8, seed: 1, threads: 1).rightVectors
      .transposed()
    for i in 0..<right.rows {
      let components = (0..<right.columns).map { right[i, $0] }
      #expect(components.max() == components.map { abs($0) }.max())
    }
  }

  @Test func `threads do not change a bit, the seed does`() {
    let a = randomSparseMatrix(2500, 300, density: 0.02)
    func decompose(seed: UInt64, threads: Int) -> TruncatedSVD {
      TruncatedSVD(a, rank: 8, seed: seed, threads: threads)
    }
    let one = decompose(seed: 1, threads: 1)
    for threads in [2, 3] {
      let other = decompose(seed: 1, threads: threads)
      #expect(other.singularValues == one.singularValues)
      #expect(other.rightVectors == one.rightVectors)
    }
    #expect(decompose(seed: 2, threads: 1).rightVectors != one.rightVectors)
  }
}
