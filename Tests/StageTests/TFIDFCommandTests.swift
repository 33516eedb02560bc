import Artifacts
import Foundation
import Testing
import TestSupport

/// `embed --method tfidf`.
@Suite struct TFIDFCommandTests {
  private static let header = "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
  private static let rows = [
    "a\tann\t\ten\t\tred fish fish", "b\tann\t\ten\t\tblue fish", "c\tbob\t\ten\t\told red car",
    "d\tbob\t\ten\t\tnew car", "e\tcem\t\ten\t\train",
  ]
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write(Self.rows)
  }

  private func write(_ rows: [String]) throws {
    try folder.write(Self.header + rows.map { $0 + "\n" }.joined(), to: "documents.tsv")
  }

  private func embed(_ output: String, _ arguments: [String] = []) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "--method", "tfidf", "--documents", folder.file("documents.tsv"), "--output",
        folder.file(output),
      ] + arguments)
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  @Test func `weights are rows of length 1, by id and term`() throws {
    let result = try embed("out", ["--max-share", "1"])
    #expect(result.status == 0, "\(result.standardError)")
    let table = try Table(contentsOf: folder.file("out/weights.tsv"))
    #expect(table.columns == ["id", "term", "weight"])
    #expect(try table.column("id") == ["a", "a", "b", "c", "c", "d"])
    #expect(try table.column("term") == ["fish", "red", "fish", "car", "red", "car"])
    let weights = try table.numbers("weight")
    #expect(weights[2] == 1 && weights[5] == 1 && weights[3] == weights[4])
    #expect(abs(weights[0] * weights[0] + weights[1] * weights[1] - 1) < 1e-6)
    // Twice fish: 1 + ln 2 times the weight of red, which is as common.
    #expect(abs(weights[0] / weights[1] - 1.6931472) < 1e-6)
    let terms = try Table(contentsOf: folder.file("out/terms.tsv"))
    #expect(try terms.column("id") == ["car", "fish", "red"])
    #expect(try terms.integers("documents") == [2, 2, 2])
    let rejects = try Table(contentsOf: folder.file("out/rejects.tsv"))
    #expect(try rejects.column("id") == ["e"])
    let rows = try RunRecord.read(folder.file("out/run.json")).rows
    #expect(rows.input == 5 && rows.output == 4 && rows.rejected == 1)
    #expect(!folder.names.contains("out/vectors.npy"))
  }

  @Test func `any order of documents and any threads give the same bytes`() throws {
    #expect(try embed("one", ["--threads", "1"]).status == 0)
    try write(Self.rows.reversed())
    #expect(try embed("two", ["--threads", "3"]).status == 0)
    for name in ["weights.tsv", "terms.tsv", "rejects.tsv", "model/terms.tsv", "model/corpus.tsv"] {
      #expect(
        bytes("one/\(name)") != nil && bytes("one/\(name)") == bytes("two/\(name)"), "\(name)")
    }
  }

  @Test func `a model gives what it gave when it was learned, and knows no new terms`() throws {
    #expect(try embed("one").status == 0)
    #expect(try embed("same", ["--model", folder.file("one/model")]).status == 0)
    #expect(bytes("one/weights.tsv") == bytes("same/weights.tsv"))
    #expect(bytes("one/terms.tsv") == bytes("same/terms.tsv"))
    try write(["x\tann\t\ten\t\tfish rain rain", "y\tann\t\ten\t\train"])
    #expect(try embed("new", ["--model", folder.file("one/model")]).status == 0)
    #expect(try folder.read("new/weights.tsv") == "id\tterm\tweight\nx\tfish\t1\n")
    #expect(try folder.read("new/rejects.tsv").contains("y\tno-known-terms\t"))
  }

  @Test func `authors are weighed, and documents become part of them`() throws {
    let result = try embed("out", ["--pool", "author", "--max-share", "1", "--min-documents", "1"])
    #expect(result.status == 0, "\(result.standardError)")
    let ids = try Table(contentsOf: folder.file("out/weights.tsv")).column("id")
    #expect(Set(ids) == ["ann", "bob", "cem"])
    let rows = try RunRecord.read(folder.file("out/run.json")).rows
    #expect(rows.input == 5 && rows.output == 3 && rows.merged == 2)
  }

  @Test func `links are weighed too`() throws {
    let links = try folder.write(
      "id\ttarget\na\tWar, and Peace\nb\tWar, and Peace\n", to: "links.tsv")
    let result = try embed(
      "out", ["--features", "links", "--links", links, "--max-share", "1"])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(
      try folder.read("out/weights.tsv")
        == "id\tterm\tweight\na\tWar, and Peace\t1\nb\tWar, and Peace\t1\n")
  }

  @Test func `what cannot be is refused`() throws {
    let products = try embed("out", ["--products", folder.file("documents.tsv")])
    #expect(products.status == 2 && products.standardError.contains("--method lsa"))
    let none = try embed("out", ["--min-documents", "9"])
    #expect(none.status == 4 && none.standardError.contains("lower --min-documents"))
    try folder.write("id\tdocuments\nb\t1\na\t1\n", to: "model/terms.tsv")
    try folder.write("name\tvalue\ndocuments\t3\n", to: "model/corpus.tsv")
    let unsorted = try embed("out", ["--model", folder.file("model")])
    #expect(unsorted.status == 65 && unsorted.standardError.contains("terms.tsv:3: 'a' is not"))
    try folder.write("id\tdocuments\na\t4\n", to: "model/terms.tsv")
    #expect(try embed("out", ["--model", folder.file("model")]).status == 65)
    #expect(!folder.names.contains { $0.hasPrefix("out/") })
  }
}
