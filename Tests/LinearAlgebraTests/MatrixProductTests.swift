import LinearAlgebra
import Testing

@Suite struct MatrixProductTests {
  @Test(arguments: [(1, 1, 1), (3, 5, 2), (17, 33, 9), (70, 64, 65), (600, 30, 20)])
  func `products agree with plain loops`(rows: Int, inner: Int, columns: Int) {
    let a = randomMatrix(rows, inner, seed: 1)
    let b = randomMatrix(inner, columns, seed: 2)
    let expected = Reference.product(a, b)
    #expect(largestDifference(product(a, b, threads: 2), expected) < 1e-4)
    #expect(
      largestDifference(productTransposed(a, b.transposed(), threads: 2), expected) < 1e-4)
  }

  @Test func `threads do not change a bit`() {
    let a = randomMatrix(2000, 40, seed: 1)
    let b = randomMatrix(40, 50, seed: 2)
    let transpose = b.transposed()
    for threads in [2, 3] {
      #expect(product(a, b, threads: threads) == product(a, b, threads: 1))
      #expect(
        productTransposed(a, transpose, threads: threads)
          == productTransposed(a, transpose, threads: 1))
    }
  }

  @Test func `an empty inner side gives zeros`() {
    let product = product(Matrix(rows: 2, columns: 0), Matrix(rows: 0, columns: 3), threads: 1)
    #expect(product == Matrix(rows: 2, columns: 3))
  }

  @Test func `shapes that do not match are refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = product(Matrix(rows: 2, columns: 3), Matrix(rows: 2, columns: 3), threads: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = productTransposed(Matrix(rows: 2, columns: 3), Matrix(rows: 3, columns: 2), threads: 1)
    }
  }
}
