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

  @Test(arguments: [0, 1, 5_000])
  func `a file in memory has the bytes it was made of`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let file = MappedFile(bytes, name: "model")
    #expect(file.path == "model" && file.count == count)
    file.release(0..<count)
    #expect(file.bytes.indices.map { file.bytes[$0] } == bytes)
  }

  @Test func `a file that is part of the program is read where it is`() {
    let text: StaticString = "part of the program"
    let bytes = unsafe UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    let file = unsafe MappedFile(program: bytes, name: "text")
    file.release(0..<file.count)
    #expect(file.bytes.indices.map { file.bytes[$0] } == Array("part of the program".utf8))
    let isSame = unsafe file.bytes.withUnsafeBytes { unsafe $0.baseAddress == bytes.baseAddress }
    #expect(isSame)
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
