import LinearAlgebra
import Testing

@Suite struct MatrixRowsTests {
  let matrix = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])

  @Test func `one row can be changed in place`() {
    var copy = matrix
    let first = copy.withMutableRow(1) { row in
      row[2] = 60
      return row[0]
    }
    #expect(first == 4)
    #expect(copy.elements == [1, 2, 3, 4, 5, 60])
  }

  @Test(arguments: [1, 2, 3])
  func `each row is visited once with its index`(threads: Int) {
    var tall = Matrix(rows: 1000, columns: 100)
    tall.forEachRow(threads: threads) { index, row in
      for j in row.indices { row[j] += Float(index * 100 + j) }
    }
    #expect(tall.elements == (0..<100_000).map { Float($0) })
  }

  @Test(arguments: [1, 2, 3])
  func `blocks of rows are cut at multiples of their length`(threads: Int) {
    var tall = Matrix(rows: 10, columns: 2)
    tall.forEachRowChunk(4, threads: threads) { rows, elements in
      for i in elements.indices { elements[i] = Float(rows.lowerBound * 100 + rows.count * 2 + i) }
    }
    let expected: [Float] =
      (0..<8).map { Float(8 + $0) } + (0..<8).map { Float(408 + $0) }
      + (0..<4).map { Float(804 + $0) }
    #expect(tall.elements == expected)
  }

  @Test(arguments: [1, 2, 3])
  func `a matrix is made of blocks, and what they return stays in order`(threads: Int) {
    let made = Matrix.make(rows: 10, columns: 2, chunk: 4, threads: threads) { rows, elements in
      for i in elements.indices { elements[i] = Float(rows.lowerBound * 2 + i) }
      return rows
    }
    #expect(made.matrix == Matrix(rows: 10, columns: 2, elements: (0..<20).map { Float($0) }))
    #expect(made.results == [0..<4, 4..<8, 8..<10])
  }

  @Test func `rows without columns are visited too`() {
    var empty = Matrix(rows: 5, columns: 0)
    empty.forEachRow(threads: 2) { _, row in precondition(row.isEmpty) }
    #expect(empty.rows == 5)
  }

  @Test func `rows are gathered in the order asked for`() {
    let gathered = matrix.rows([1, 0, 1])
    #expect(gathered == Matrix(rows: 3, columns: 3, elements: [4, 5, 6, 1, 2, 3, 4, 5, 6]))
    #expect(matrix.rows([]) == Matrix(rows: 0, columns: 3))
  }

  @Test func `the transpose swaps rows and columns`() {
    #expect(matrix.transposed() == Matrix(rows: 3, columns: 2, elements: [1, 4, 2, 5, 3, 6]))
    let odd = randomMatrix(67, 45)
    let transpose = odd.transposed()
    #expect((0..<67).allSatisfy { i in (0..<45).allSatisfy { odd[i, $0] == transpose[$0, i] } })
    #expect(transpose.transposed() == odd)
  }

  @Test func `column means are added up in double precision`() {
    #expect(matrix.columnMeans() == [2.5, 3.5, 4.5])
    #expect(Matrix(rows: 0, columns: 2).columnMeans() == [0, 0])
    // In single precision the ones would vanish beside the first element.
    var steep = Matrix(rows: 1001, columns: 1, repeating: 1)
    steep[0, 0] = 1e9
    #expect(steep.columnMeans() == [Float(1_000_001_000.0 / 1001)])
  }

  @Test(arguments: [1, 3]) func `a row is subtracted from every row`(threads: Int) {
    let less = matrix.subtractingRow([1, 1, 2], threads: threads)
    #expect(less.elements == [0, 1, 1, 3, 4, 4])
    #expect(
      Matrix(rows: 0, columns: 2).subtractingRow([1, 2], threads: threads)
        == Matrix(rows: 0, columns: 2))
  }
}
