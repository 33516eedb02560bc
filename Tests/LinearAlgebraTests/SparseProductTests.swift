import LinearAlgebra
import Testing

@Suite struct SparseProductTests {
  @Test(arguments: [1, 7, 64, 110])
  func `the product agrees with plain loops`(width: Int) {
    let a = randomSparseMatrix(60, 40, density: 0.2)
    let b = randomMatrix(40, width)
    #expect(largestDifference(a.multiplied(by: b, threads: 2), Reference.product(a, b)) < 1e-5)
  }

  @Test func `the transpose's product agrees with plain loops`() {
    let a = randomSparseMatrix(60, 40, density: 0.2)
    let b = randomMatrix(60, 9)
    let expected = Reference.product(a.transposed(), b)
    #expect(largestDifference(a.transposeMultiplied(by: b, threads: 2), expected) < 1e-5)
  }

  @Test func `threads do not change a bit`() {
    let a = randomSparseMatrix(3000, 200, density: 0.05)
    let b = randomMatrix(200, 30)
    let one = a.multiplied(by: b, threads: 1)
    #expect(a.multiplied(by: b, threads: 2) == one)
    #expect(a.multiplied(by: b, threads: 3) == one)
  }

  @Test func `shapes that do not match are refused`() async {
    await #expect(processExitsWith: .failure) {
      let a = SparseMatrix(rows: 1, columns: 2, rowOffsets: [0, 0], columnIndexes: [], values: [])
      _ = a.multiplied(by: Matrix(rows: 3, columns: 1), threads: 1)
    }
  }
}
