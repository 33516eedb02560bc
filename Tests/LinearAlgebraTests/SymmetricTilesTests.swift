import LinearAlgebra
import Testing

@Suite struct SymmetricTilesTests {
  /// The elements of a positive definite matrix: the inner products of random vectors, which are one
  /// dimension more than they are many, and a bit on the diagonal.
  private static func element(_ i: Int, _ j: Int) -> Double {
    func vector(_ index: Int) -> [Double] {
      var generator = KeyedGenerator(seed: 3, purpose: "vectors", index: index)
      return (0..<6).map { _ in generator.gaussian() }
    }
    let product = zip(vector(i), vector(j)).reduce(0.0) { $0 + $1.0 * $1.1 }
    return product + (i == j ? 2 + Double(i % 5) : 0)
  }

  private static func matrix(_ order: Int, threads: Int = 2) -> SymmetricTiles {
    SymmetricTiles(order: order, threads: threads) { index, lower in
      for column in 0...index { lower[column] = element(index, column) }
    }
  }

  private static func rows(_ matrix: SymmetricTiles) -> [[Double]] {
    (0..<matrix.order).map { index in
      var row = [Double](repeating: 0, count: matrix.order)
      var span = row.mutableSpan
      matrix.copyRow(index, into: &span)
      return row
    }
  }

  @Test(arguments: [0, 1, 5, 256, 257, 300])
  func `rows are those that were written, mirrored`(order: Int) {
    let rows = Self.rows(Self.matrix(order))
    for i in 0..<order {
      for j in [0, i / 2, i] {
        #expect(rows[i][j] == Self.element(i, j))
        #expect(rows[j][i] == Self.element(i, j))
      }
    }
    #expect(Self.matrix(order).diagonal == (0..<order).map { Self.element($0, $0) })
  }

  /// Orders within a tile, of whole tiles, and of three tiles with a rest.
  @Test(arguments: [1, 7, 256, 300, 600])
  func `the inverse times the matrix is the identity`(order: Int) {
    let matrix = Self.matrix(order)
    var inverse = matrix
    let isInverted = inverse.invert(threads: 2)
    #expect(isInverted)
    let (a, b) = (Self.rows(matrix), Self.rows(inverse))
    var largest = 0.0
    for i in stride(from: 0, to: order, by: 7) {
      for j in 0..<order {
        let sum = (0..<order).reduce(0.0) { $0 + a[i][$1] * b[$1][j] }
        largest = max(largest, abs(sum - (i == j ? 1 : 0)))
      }
    }
    #expect(largest < 1e-10, "\(largest)")
  }

  @Test func `threads do not matter`() {
    var one = Self.matrix(600, threads: 1)
    var four = Self.matrix(600, threads: 4)
    let isInverted = (one.invert(threads: 1), four.invert(threads: 4))
    #expect(isInverted == (true, true))
    #expect(Self.rows(one) == Self.rows(four))
  }

  @Test func `a matrix that is not positive definite is refused`() {
    var matrix = SymmetricTiles(order: 300, threads: 1) { index, lower in
      lower[index] = index == 280 ? -1 : 1
    }
    let isInverted = matrix.invert(threads: 1)
    #expect(!isInverted)
  }
}
