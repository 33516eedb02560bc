import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  let matrix = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])

  @Test func `elements lie row after row`() {
    #expect(matrix[0, 2] == 3)
    #expect(matrix[1, 0] == 4)
    #expect(matrix[row: 1][2] == 6)
    #expect(matrix[rows: 0..<2].count == 6)
    #expect(matrix[rows: 1..<2][0] == 4)
    #expect(matrix[rows: 1..<1].count == 0)
  }

  @Test func `a new matrix is filled with one value`() {
    #expect(Matrix(rows: 2, columns: 2).elements == [0, 0, 0, 0])
    #expect(Matrix(rows: 1, columns: 3, repeating: 7).elements == [7, 7, 7])
    #expect(Matrix(rows: 3, columns: 0).elements.isEmpty)
  }

  @Test func `an element can be replaced`() {
    var copy = matrix
    copy[1, 1] = 50
    #expect(copy.elements == [1, 2, 3, 4, 50, 6])
    #expect(copy != matrix)
  }

  @Test func `all elements can be changed in place`() {
    var copy = matrix
    let count = copy.withMutableElements { elements in
      scale(&elements, by: 2)
      return elements.count
    }
    #expect(count == 6)
    #expect(copy.elements == [2, 4, 6, 8, 10, 12])
  }

  @Test func `a wrong number of elements is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3, elements: [1, 2, 3])
    }
  }

  @Test func `a row or column out of range is refused`() async {
    await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 3)[row: 2].count }
    await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 3)[0, 3] }
  }
}
