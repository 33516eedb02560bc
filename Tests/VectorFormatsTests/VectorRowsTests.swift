import Artifacts
import Foundation
import LinearAlgebra
import TestSupport
import Testing
import VectorFormats

@Suite struct VectorRowsTests {
  private let matrix = Matrix(rows: 5, columns: 3, elements: (0..<15).map(Float.init))

  @Test func `rows are those of the file`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("v.npy")
    try VectorFile.write(matrix, to: path)
    let rows = try #require(VectorRows(VectorFile(path)))
    for row in [4, 0, 2] {
      var numbers = [Float](repeating: -1, count: 3)
      var span = numbers.mutableSpan
      #expect(rows.read(row, into: &span))
      #expect(numbers == Array(matrix.elements[row * 3..<(row + 1) * 3]))
    }
    var numbers = [Float](repeating: -1, count: 3)
    var span = numbers.mutableSpan
    #expect(!rows.read(5, into: &span))
  }

  @Test func `a file that is gone or another one is not read`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("v.npy")
    try VectorFile.write(matrix, to: path)
    let file = try VectorFile(path)
    try FileManager.default.removeItem(atPath: path)
    #expect(VectorRows(file) == nil)
    try VectorFile.write(matrix, to: path)
    #expect(VectorRows(file) == nil)
    try VectorFile.write(Matrix(rows: 1, columns: 3), to: path)
    #expect(VectorRows(file) == nil)
  }
}
