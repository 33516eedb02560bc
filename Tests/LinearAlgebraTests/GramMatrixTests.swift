import LinearAlgebra
import Testing

@Suite struct GramMatrixTests {
  @Test(arguments: [(0, 3), (1, 1), (5, 3), (3000, 17)])
  func `the Gram matrix agrees with plain loops`(rows: Int, columns: Int) {
    let a = randomMatrix(rows, columns)
    let transpose = a.transposed()
    let result = gram(a, threads: 2)
    #expect(result.count == columns * columns)
    for i in 0..<columns {
      for j in 0..<columns {
        let expected = Reference.dot(transpose[row: i], transpose[row: j])
        #expect(abs(result[i * columns + j] - expected) < 1e-9)
      }
    }
  }

  @Test(arguments: [(1, 1, 1), (5, 3, 4), (3000, 17, 9)])
  func `the cross product agrees with plain loops`(rows: Int, left: Int, right: Int) {
    let a = randomMatrix(rows, left, seed: 1)
    let b = randomMatrix(rows, right, seed: 2)
    let expected = Reference.product(a.transposed(), b)
    #expect(largestDifference(crossProduct(a, b, threads: 2), expected) < 1e-3)
  }

  @Test func `threads do not change a bit`() {
    let a = randomMatrix(5000, 20, seed: 1)
    let b = randomMatrix(5000, 10, seed: 2)
    for threads in [2, 3] {
      #expect(gram(a, threads: threads) == gram(a, threads: 1))
      #expect(crossProduct(a, b, threads: threads) == crossProduct(a, b, threads: 1))
    }
  }

  @Test func `shapes that do not match are refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = crossProduct(Matrix(rows: 2, columns: 3), Matrix(rows: 3, columns: 3), threads: 1)
    }
  }
}
