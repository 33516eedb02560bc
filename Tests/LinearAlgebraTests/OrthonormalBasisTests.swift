import LinearAlgebra
import Testing

@Suite struct OrthonormalBasisTests {
  @Test(arguments: [(1, 1), (4, 4), (10, 3), (200, 50), (3000, 20)])
  func `the columns are orthonormal`(rows: Int, columns: Int) {
    let basis = orthonormalized(randomMatrix(rows, columns), threads: 2)
    #expect(basis.rows == rows && basis.columns == columns)
    #expect(orthonormalityError(basis) < 1e-5)
  }

  @Test func `the basis spans the columns`() {
    let a = randomMatrix(300, 12)
    let basis = orthonormalized(a, threads: 1)
    let projected = product(basis, crossProduct(basis, a, threads: 1), threads: 1)
    #expect(largestDifference(projected, a) < 1e-5)
  }

  @Test(arguments: [1e-1, 1e-3, 1e-5, 1e-8] as [Float])
  func `nearly dependent columns are told apart`(step: Float) {
    // Each column is the first plus a small step of its own.
    var a = randomMatrix(500, 8)
    a.forEachRow(threads: 1) { _, row in
      for j in 1..<row.count { row[j] = row[0] + step * row[j] }
    }
    let basis = orthonormalized(a, threads: 1)
    #expect(orthonormalityError(basis) < 1e-5)
    let projected = product(basis, crossProduct(basis, a, threads: 1), threads: 1)
    #expect(largestDifference(projected, a) < 1e-5)
  }

  @Test(arguments: [0, 1, 5], [10, 100])
  func `columns that lack rank are completed`(rank: Int, rows: Int) {
    let a = product(randomMatrix(rows, rank), randomMatrix(rank, 10, seed: 2), threads: 1)
    let basis = orthonormalized(a, threads: 1)
    #expect(orthonormalityError(basis) < 1e-5)
    let projected = product(basis, crossProduct(basis, a, threads: 1), threads: 1)
    #expect(largestDifference(projected, a) < 1e-4)
  }

  @Test(arguments: [1e-15, 1e15] as [Float])
  func `the scale does not matter`(factor: Float) {
    let a = randomMatrix(50, 5)
    var scaled = a
    scaled.forEachRow(threads: 1) { _, row in scale(&row, by: factor) }
    let difference = largestDifference(
      orthonormalized(a, threads: 1), orthonormalized(scaled, threads: 1))
    #expect(difference < 1e-5)
  }

  @Test func `threads do not change a bit`() {
    let a = randomMatrix(5000, 10)
    for threads in [2, 3] {
      #expect(orthonormalized(a, threads: threads) == orthonormalized(a, threads: 1))
    }
  }

  @Test func `more columns than rows are refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = orthonormalized(Matrix(rows: 2, columns: 3), threads: 1)
    }
  }
}
