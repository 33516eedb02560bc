import LinearAlgebra
import Testing

@Suite struct SparseMatrixTests {
  /// The example in the documentation.
  let matrix = SparseMatrix(
    rows: 2, columns: 3, rowOffsets: [0, 2, 3], columnIndexes: [0, 2, 1], values: [5, 7, 8])

  @Test func `the example is the matrix drawn`() {
    #expect(
      Reference.dense(matrix) == Matrix(rows: 2, columns: 3, elements: [5, 0, 7, 0, 8, 0]))
  }

  @Test func `rows are read in place`() {
    let (columns, values) = (matrix.columnIndexes(inRow: 0), matrix.values(inRow: 0))
    #expect(columns.count == 2)
    #expect(columns[1] == 2)
    #expect(values[1] == 7)
    #expect(matrix.values(inRow: 1)[0] == 8)
  }

  @Test func `the transpose swaps rows and columns`() {
    for seed in 0..<20 as Range<UInt64> {
      let a = randomSparseMatrix(23, 17, density: 0.2, seed: seed)
      #expect(Reference.dense(a.transposed()) == Reference.dense(a).transposed())
      #expect(a.transposed().transposed() == a)
    }
  }

  @Test func `transposing twice sorts the columns of a row`() {
    let unsorted = SparseMatrix(
      rows: 1, columns: 3, rowOffsets: [0, 3], columnIndexes: [2, 0, 1], values: [7, 5, 6])
    let sorted = unsorted.transposed().transposed()
    #expect(sorted.columnIndexes == [0, 1, 2])
    #expect(sorted.values == [5, 6, 7])
  }

  @Test func `a matrix may be empty`() {
    let empty = SparseMatrix(
      rows: 0, columns: 4, rowOffsets: [0], columnIndexes: [], values: [])
    #expect(empty.transposed().rows == 4)
    #expect(empty.transposed().transposed() == empty)
  }

  @Test func `arrays that contradict each other are refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = SparseMatrix(rows: 1, columns: 2, rowOffsets: [0], columnIndexes: [], values: [])
    }
    await #expect(processExitsWith: .failure) {
      _ = SparseMatrix(rows: 1, columns: 2, rowOffsets: [0, 1], columnIndexes: [2], values: [1])
    }
    await #expect(processExitsWith: .failure) {
      _ = SparseMatrix(
        rows: 2, columns: 2, rowOffsets: [0, 2, 1], columnIndexes: [0], values: [1])
    }
    await #expect(processExitsWith: .failure) {
      _ = SparseMatrix(rows: 1, columns: 2, rowOffsets: [0, 1], columnIndexes: [], values: [1])
    }
  }
}
