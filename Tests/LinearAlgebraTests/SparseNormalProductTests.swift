import LinearAlgebra
import Testing

@Suite struct SparseNormalProductTests {
  @Test(arguments: [(40, 30, 5), (30, 40, 16), (5000, 70, 33), (1, 1, 1), (4, 3, 0), (0, 3, 2)])
  func `it is the product by the matrix, then by its transpose`(
    rows: Int, columns: Int, width: Int
  ) {
    let a = randomSparseMatrix(rows, columns, density: 0.2)
    let x = randomMatrix(columns, width)
    let expected = a.transposeMultiplied(by: a.multiplied(by: x, threads: 1), threads: 1)
    for threads in [1, 2, 3] {
      let result = a.normalProduct(x, threads: threads)
      #expect(result.rows == columns && result.columns == width)
      #expect(largestDifference(result, expected) <= 1e-6 * Float(max(1, rows)))
      #expect(result == a.normalProduct(x, threads: 1))
    }
  }
}
