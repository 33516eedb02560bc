import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct MappedFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [0, 1, 4095, 4096, 4097])
  func `the bytes are those of the file`(count: Int) throws {
    let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let file = try MappedFile(folder.write(data, to: "f"))
    #expect(file.count == count)
    let bytes = file.bytes
    #expect(bytes.count == count)
    #expect(bytes.indices.allSatisfy { bytes[$0] == data[$0] })
  }

  @Test func `a file that is replaced stays as it was mapped`() throws {
    let file = try MappedFile(folder.write("old", to: "f"))
    var new = try OutputFile(path: folder.file("f"))
    try new.write("newer")
    try new.commit()
    let bytes = file.bytes
    #expect(bytes.indices.map { bytes[$0] } == Array("old".utf8))
  }

  @Test func `released bytes are read again`() throws {
    let text = (0..<5_000).map { "line \($0)" }.joined(separator: "\n")
    let file = try MappedFile(folder.write(text, to: "f"))
    for part in [0..<file.count, 1..<file.count - 1, 4096..<4096, 0..<1] {
      #expect(file.bytes[7_000] == Array(text.utf8)[7_000])
      file.release(part)
      #expect(file.bytes.indices.map { file.bytes[$0] } == Array(text.utf8))
    }
  }

  @Test func `a missing file is an error`() {
    let path = folder.file("none")
    let error = fileError { _ = try MappedFile(path) }
    #expect(error?.kind == .missing)
    #expect(error?.description == "\(path): no such file; check the path or run the stage before")
  }

  @Test func `a file in place of a folder is an error`() throws {
    let path = try folder.write("", to: "f") + "/g"
    let error = fileError { _ = try MappedFile(path) }
    #expect(error?.kind == .missing)
    #expect(error?.description == "\(path): cannot open: Not a directory; check its rights")
  }

  @Test func `a folder is an error`() {
    let error = fileError { _ = try MappedFile(folder.path) }
    #expect(error?.kind == .missing)
    #expect(
      error?.description
        == "\(folder.path): is not a regular file; give a file; for a pipe use '-'")
  }
}
