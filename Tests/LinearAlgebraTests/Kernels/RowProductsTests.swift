import LinearAlgebra
import Testing

@Suite struct RowProductsTests {
  private let x: Matrix

  init() {
    var generator = KeyedGenerator(seed: 1, purpose: "row products")
    x = Matrix(
      rows: 30, columns: 53, elements: (0..<30 * 53).map { _ in Float(generator.gaussian()) })
  }

  private func products(_ rows: [Int32], columns: Int = 53) -> [Float] {
    let matrix = Matrix(rows: 30, columns: columns, elements: Array(x.elements[..<(30 * columns)]))
    var y = [Float](repeating: .nan, count: rows.count)
    var span = y.mutableSpan
    rowProducts(
      matrix[row: 7], rows.span, of: matrix.elements.span, columns: columns, into: &span)
    return y
  }

  @Test(arguments: [1, 3, 15, 16, 17, 32, 53])
  func `each product is that of a plain loop`(columns: Int) {
    let matrix = Matrix(rows: 30, columns: columns, elements: Array(x.elements[..<(30 * columns)]))
    let rows: [Int32] = [3, 29, 0, 7, 7, 12, 5]
    for (row, product) in zip(rows, products(rows, columns: columns)) {
      let expected = Reference.dot(matrix[row: 7], matrix[row: Int(row)])
      #expect(abs(Double(product) - expected) < 1e-5 * Double(columns))
    }
  }

  @Test func `a row has the same product wherever it stands`() {
    let all = products((0..<30).map { $0 })
    for count in 1...6 {
      let some = (0..<Int32(count)).map { 29 - 3 * $0 }
      #expect(products(some) == some.map { all[Int($0)] })
    }
  }

  @Test func `some columns are multiplied alone`() {
    let rows: [Int32] = [4, 9, 28, 1, 2]
    var y = [Float](repeating: 0, count: 5)
    var span = y.mutableSpan
    let part = x[row: 7].extracting(11..<40)
    rowProducts(part, rows.span, of: x.elements.span, columns: 53, from: 11, into: &span)
    for (row, product) in zip(rows, y) {
      let expected = Reference.dot(part, x[row: Int(row)].extracting(11..<40))
      #expect(abs(Double(product) - expected) < 1e-4)
    }
  }

  @Test func `no rows have no products`() {
    #expect(products([]).isEmpty)
  }

  @Test func `a row that is not there is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      let x = Matrix(rows: 2, columns: 3)
      var y: [Float] = [0]
      var span = y.mutableSpan
      rowProducts(x[row: 0], [2].span, of: x.elements.span, columns: 3, into: &span)
    }
  }
}
