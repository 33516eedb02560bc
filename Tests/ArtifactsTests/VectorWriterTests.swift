import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

@Suite struct VectorWriterTests {
  @Test func `rows written in parts make the file that they make at once`() throws {
    let folder = try TemporaryFolder()
    let matrix = Matrix(rows: 5, columns: 3, elements: (0..<15).map { Float($0) / 7 })
    try VectorFile.write(matrix, to: folder.file("whole.npy"))
    var writer = try VectorWriter(path: folder.file("parts.npy"), rows: 5, columns: 3)
    try writer.append(Matrix(rows: 2, columns: 3, elements: Array(matrix.elements[..<6])))
    try writer.append(Matrix(rows: 0, columns: 3))
    try writer.append(Matrix(rows: 3, columns: 3, elements: Array(matrix.elements[6...])))
    #expect(writer.count == 5)
    #expect(!FileManager.default.fileExists(atPath: folder.file("parts.npy")))
    try writer.commit()
    #expect(
      FileManager.default.contents(atPath: folder.file("parts.npy"))
        == FileManager.default.contents(atPath: folder.file("whole.npy")))
  }
}
