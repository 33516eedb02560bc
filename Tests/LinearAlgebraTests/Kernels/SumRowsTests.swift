import LinearAlgebra
import Testing

@Suite struct SumRowsTests {
  private static let rows: [Int32] = [3, 0, 3, 9, 7, 1]
  private static let factors: [Float] = [1, -0.5, 0.25, 2, 0.1, 3]

  private func integers(_ count: Int) -> [Int8] {
    (0..<count).map { Int8(truncatingIfNeeded: $0 &* 37 &- 128) }
  }

  @Test(arguments: kernelLengths + [128, 200, 256])
  func `the sum of rows agrees with a plain loop`(columns: Int) {
    let x = randomMatrix(10, columns, seed: 1)
    // What stood there before does not matter.
    var y = randomMatrix(1, columns, seed: 2)
    var expected = y
    y.withMutableRow(0) {
      sumRows(Self.rows.span, of: x.elements.span, times: Self.factors.span, into: &$0)
    }
    expected.withMutableRow(0) {
      Reference.sumRows(Self.rows.span, of: x.elements.span, times: Self.factors.span, into: &$0)
    }
    #expect(largestDifference(y, expected) < 1e-5)
  }

  @Test(arguments: kernelLengths + [128, 200, 256])
  func `integers have the bytes of the same numbers in single precision`(columns: Int) {
    let x = integers(10 * columns)
    let floats = x.map(Float.init)
    var y = randomMatrix(1, columns, seed: 3)
    var expected = y
    y.withMutableRow(0) {
      sumRows(Self.rows.span, of: x.span, times: Self.factors.span, into: &$0)
    }
    expected.withMutableRow(0) {
      sumRows(Self.rows.span, of: floats.span, times: Self.factors.span, into: &$0)
    }
    #expect(y == expected)
  }

  @Test(arguments: [0, 1, 63, 64, 65, 256])
  func `rows that were asked for are still the same`(columns: Int) {
    let integers = integers(10 * columns)
    let floats = integers.map(Float.init)
    prefetchRows(Self.rows.span, of: integers.span, columns: columns)
    prefetchRows(Self.rows.span, of: floats.span, columns: columns)
    #expect(integers == self.integers(10 * columns) && floats == integers.map(Float.init))
  }

  @Test func `the sum of no rows is zero`() {
    var y = randomMatrix(1, 70)
    y.withMutableRow(0) {
      sumRows([Int32]().span, of: [Int8]().span, times: [Float]().span, into: &$0)
    }
    #expect(y.elements.allSatisfy { $0 == 0 })
  }

  @Test(arguments: [Int32(-1), 2, .max])
  func `a row that is not there is refused`(row: Int32) async {
    await #expect(processExitsWith: .failure) { [row] in
      var y = Matrix(rows: 1, columns: 64)
      let x = [Int8](repeating: 1, count: 128)
      y.withMutableRow(0) { sumRows([row].span, of: x.span, times: [Float(1)].span, into: &$0) }
    }
  }
}
