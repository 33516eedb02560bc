import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct Word2VecTextTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `what gensim wrote is read bit by bit`() throws {
    let read = try imported(Word2VecText(fixture("gensim-text.vec")), in: folder)
    let expected = try expectedVectors()
    #expect(read.ids == expected.ids)
    #expect(haveSameBits(read.vectors, expected.vectors))
  }

  @Test func `glove's form has no counts`() throws {
    let read = try imported(Word2VecText(glove: fixture("glove.txt")), in: folder)
    #expect(read.ids == (try expectedVectors()).ids)
    #expect(haveSameBits(read.vectors, try expectedVectors().vectors))
  }

  @Test func `what word2vec wrote, with a blank at the end of lines, is read`() throws {
    let read = try imported(Word2VecText(fixture("c-text.vec")), in: folder)
    let expected = try expectedVectors()
    #expect(read.ids == Array(expected.ids.prefix(4)))
    for (a, b) in zip(read.vectors.elements, expected.vectors.elements) {
      #expect(abs(a - b) <= 5.1e-7)
    }
  }

  @Test func `a word of glove's may hold blanks`() throws {
    let path = try folder.write("a 1 2\n. . . 3 4\n", to: "glove.txt")
    let read = try imported(Word2VecText(glove: path), in: folder)
    #expect(read.ids == ["a", ". . ."] && read.vectors.elements == [1, 2, 3, 4])
  }

  @Test(arguments: [
    ("", 1, "has no counts"), ("a 1 2\n", 1, "'a 1 2' are no two counts"),
    ("2 0\na\nb\n", 1, "'2 0' are no two counts"), ("-1 2\n", 1, "'-1 2' are no two counts"),
    ("9999999999999999999 2\n", 1, "'9999999999999999999 2' are no two counts"),
    ("1 99999999999\na 1\n", 1, "'1 99999999999' are no two counts"),
    ("1000000000000000000 16\na 1\n", 1, "says 1000000000000000000 vectors of 16 dimensions"),
    ("3 2\na 1 2\nb 1 2\n", nil, "has 2 vectors, not the 3 of its first line"),
    ("1 2\na 1 2\nb 1 2\n", 3, "stands behind the 1 vectors"),
    ("2 2\na 1 2\nb 1\n", 3, "expected 2 numbers, found 1"),
    ("2 2\na 1 2\nb c 1 2\n", 3, "'c' is not a number"),
    ("2 2\na 1 2\nbb    \n", 3, "expected a word and 2 numbers"),
    ("1 2\na 1 x2\n", 2, "'x2' is not a number"), ("1 2\na 1 nan\n", 2, "holds nan"),
    ("1 2\na 1 1e39\n", 2, "holds inf"), ("1 2\na 1 -inf\n", 2, "holds -inf"),
    ("2 1\na 1\na 1\n", 3, "'a' stands already before"), ("1 2\n 1 2\n", 2, "the name is empty"),
  ])
  func `a malformed file is an error with its line, and nothing is written`(
    text: String, line: Int?, problem: String
  ) throws {
    let path = try folder.write(text, to: "bad.vec")
    let error = fileError { _ = try imported(Word2VecText(path), in: folder) }
    #expect(error?.kind == .malformed && error?.path == path)
    #expect(error?.line == line)
    #expect(error?.problem.contains(problem) == true, "\(error?.description ?? "no error")")
    #expect(folder.names == ["bad.vec"])
  }

  @Test func `bytes that are no UTF-8, and NUL, are errors`() throws {
    for byte: UInt8 in [0xFF, 0] {
      let path = try folder.write(
        Data("1 1\n".utf8) + Data([byte]) + Data(" 1\n".utf8), to: "bad.vec")
      let error = fileError { _ = try imported(Word2VecText(path), in: folder) }
      #expect(error?.kind == .malformed && error?.line == 2)
    }
  }

  @Test func `a file without vectors is empty`() throws {
    let path = try folder.write("0 5\n", to: "empty.vec")
    #expect(fileError { _ = try imported(Word2VecText(path), in: folder) }?.kind == .empty)
    let glove = try folder.write("", to: "empty.txt")
    #expect(fileError { _ = try imported(Word2VecText(glove: glove), in: folder) }?.kind == .empty)
  }
}
