import LinearAlgebra
import Reduction
import Testing

@Suite struct DistinctRowsTests {
  @Test func `rows that equal an earlier one are left out`() {
    let matrix = Matrix(rows: 5, columns: 2, elements: [1, 2, 3, 4, 1, 2, 0, 5, -0.0, 5])
    let distinct = DistinctRows(matrix)
    #expect(distinct.points.matrix == Matrix(rows: 3, columns: 2, elements: [1, 2, 3, 4, 0, 5]))
    #expect(distinct.firstRows == [0, 1, 3])
    #expect(distinct.indexes == [0, 1, 0, 2, 2])
    let values = Matrix(rows: 3, columns: 1, elements: [7, 8, 9])
    #expect(distinct.spread(values).elements == [7, 8, 7, 9, 9])
  }

  @Test func `what is found is what a plain comparison finds`() {
    var generator = KeyedGenerator(seed: 2, purpose: "few different rows")
    let matrix = Matrix(
      rows: 400, columns: 3, elements: (0..<1200).map { _ in Float(generator.below(4)) })
    let distinct = DistinctRows(matrix)
    for row in 0..<matrix.rows {
      let first = (0..<matrix.rows).first { matrix.rows([$0]) == matrix.rows([row]) }
      #expect(distinct.firstRows[distinct.indexes[row]] == first)
    }
    #expect(distinct.spread(distinct.points.matrix) == matrix)
  }

  @Test func `rows of another matrix are found or not`() {
    let distinct = DistinctRows(Matrix(rows: 3, columns: 1, elements: [5, 5, 6]))
    #expect(distinct.find(Matrix(rows: 3, columns: 1, elements: [6, 7, 5])) == [1, nil, 0])
    #expect(distinct.find(Matrix(rows: 0, columns: 1)).isEmpty)
  }
}
