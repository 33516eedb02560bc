import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

@Suite struct VectorFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [(1, 1), (3, 4), (1000, 7), (0, 5), (300_001, 2), (7, 100_000)])
  func `a matrix comes back as it was`(rows: Int, columns: Int) throws {
    var generator = KeyedGenerator(seed: 1, purpose: "vector file")
    let elements = (0..<rows * columns).map { _ in Float(generator.gaussian()) }
    let matrix = Matrix(rows: rows, columns: columns, elements: elements)
    try VectorFile.write(matrix, to: folder.file("v.npy"))
    let file = try VectorFile(folder.file("v.npy"))
    #expect(file.rows == rows && file.columns == columns && file.isFloat)
    #expect(try file.matrix() == matrix)
    for index in 0..<rows {
      let row = file[row: index]
      #expect((0..<columns).allSatisfy { row[$0] == matrix[index, $0] })
    }
    #expect(folder.names == ["v.npy"])
  }

  @Test func `every bit of a number is kept`() throws {
    let numbers: [Float] = [0, -0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -1.5, .pi]
    try VectorFile.write(
      Matrix(rows: 2, columns: 3, elements: numbers), to: folder.file("v.npy"))
    let read = try VectorFile(folder.file("v.npy")).matrix().elements
    #expect(read.map(\.bitPattern) == numbers.map(\.bitPattern))
  }

  @Test func `a file larger than a piece comes back as it was`() throws {
    let numbers = (0..<600_000).map { Int32($0) }
    try VectorFile.write(numbers, rows: 6, columns: 100_000, to: folder.file("v.npy"))
    let file = try VectorFile(folder.file("v.npy"))
    #expect(file.rows == 6 && file.columns == 100_000 && !file.isFloat)
    #expect(try file.integers() == numbers)
  }

  @Test func `floats are not integers`() throws {
    try VectorFile.write(Matrix(rows: 1, columns: 1), to: folder.file("f.npy"))
    try VectorFile.write([7], rows: 1, columns: 1, to: folder.file("i.npy"))
    let floats = try VectorFile(folder.file("f.npy"))
    let integers = try VectorFile(folder.file("i.npy"))
    #expect(
      fileError { _ = try floats.integers() }?.description
        == "\(floats.path): holds float32 numbers; give a file of int32 numbers")
    #expect(
      fileError { _ = try integers.matrix() }?.description
        == "\(integers.path): holds integers; give a file of float32 numbers")
  }

  @Test(arguments: [(Float.nan, "nan"), (Float.infinity, "inf"), (-Float.infinity, "-inf")])
  func `a number that is not finite is an error that names its row`(
    number: Float, text: String
  ) throws {
    let elements = [0, 1, 2, 3, number, 5]
    let path = folder.file("v.npy")
    try VectorFile.write(Matrix(rows: 3, columns: 2, elements: elements), to: path)
    let error = fileError { _ = try VectorFile(path).matrix() }
    #expect(error?.kind == .malformed)
    #expect(
      error?.description
        == "\(path): row 2 holds \(text); vectors must be finite; make the file again")
  }

  @Test func `a file cut anywhere is an error`() throws {
    try VectorFile.write(Matrix(rows: 3, columns: 4), to: folder.file("v.npy"))
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.file("v.npy")))
    for length in 0..<whole.count {
      let path = try folder.write(whole.prefix(length), to: "cut.npy")
      #expect(fileError { _ = try VectorFile(path) }?.kind == .malformed, "\(length) bytes")
    }
    let longer = try folder.write(whole + [0], to: "longer.npy")
    #expect(
      fileError { _ = try VectorFile(longer) }?.problem
        == "has 49 bytes of data, not those of 3 × 4")
  }

  @Test func `a missing file is an error`() {
    #expect(fileError { _ = try VectorFile(folder.file("none.npy")) }?.kind == .missing)
  }

  @Test func `a row that is not there is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      let folder = try TemporaryFolder()
      try VectorFile.write(Matrix(rows: 3, columns: 4), to: folder.file("v.npy"))
      let file = try VectorFile(folder.file("v.npy"))
      _ = file[row: 3]
    }
  }
}
