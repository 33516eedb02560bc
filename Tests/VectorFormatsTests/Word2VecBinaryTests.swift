import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct Word2VecBinaryTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["gensim-binary.bin", "c-binary.bin"])
  func `both variants are read bit by bit`(name: String) throws {
    let read = try imported(Word2VecBinary(fixture(name)), in: folder)
    let expected = try expectedVectors()
    #expect(read.ids == expected.ids)
    #expect(haveSameBits(read.vectors, expected.vectors))
  }

  @Test func `a file that is cut anywhere is an error, and nothing is written`() throws {
    let whole = try #require(bytes(fixture("gensim-binary.bin")))
    for length in 0..<whole.count {
      let path = try folder.write(whole.prefix(length), to: "cut.bin")
      let error = fileError { _ = try imported(Word2VecBinary(path), in: folder) }
      #expect(error?.kind == .malformed, "\(length) bytes")
    }
    #expect(folder.names == ["cut.bin"])
  }

  @Test func `bytes behind the last vector are an error`() throws {
    let whole = try #require(bytes(fixture("c-binary.bin")))
    let path = try folder.write(whole + Data("more".utf8), to: "long.bin")
    let error = fileError { _ = try imported(Word2VecBinary(path), in: folder) }
    #expect(error?.problem == "has 4 bytes behind its 12 vectors")
  }

  @Test func `a number that is not finite is an error with the number of its vector`() throws {
    let path = try folder.write(
      Data("2 1\na ".utf8) + Data([0, 0, 0x80, 0x3F]) + Data("b ".utf8) + Data([0, 0, 0xC0, 0x7F]),
      to: "nan.bin")
    let error = fileError { _ = try imported(Word2VecBinary(path), in: folder) }
    #expect(error?.problem == "vector 2 of 2: the vector of 'b' holds nan")
  }
}
