import Artifacts
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct NumberTableTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a table is read, escapes and all`() throws {
    let path = try folder.write("id\t1\t2\na\\tb\t0.5\t-1e-05\nc\t3\t4\n", to: "table.tsv")
    let read = try imported(NumberTable(path), in: folder)
    #expect(read.ids == ["a\tb", "c"] && read.vectors.elements == [0.5, -1e-5, 3, 4])
  }

  @Test(arguments: [
    ("id\n", 1, "has no columns of numbers"), ("", 0, "has no columns of numbers"),
    ("id\t1\na\n", 2, "holds no numbers"), ("id\t1\na\t\n", 2, "'' is not a number"),
    ("id\t1\na\t1\t2\n", 2, "expected 1 numbers, found 2"),
  ])
  func `a malformed table is an error with its line`(text: String, line: Int, problem: String)
    throws
  {
    let path = try folder.write(text, to: "bad.tsv")
    let error = fileError { _ = try imported(NumberTable(path), in: folder) }
    #expect(error?.line == line && error?.problem == problem)
    #expect(folder.names == ["bad.tsv"])
  }
}
