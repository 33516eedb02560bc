import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `embed tune`, with a tiny model.
@Suite struct TuneCommandTests {
  private static let words = ["fish", "chips", "and", "query"]
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try TinyEncoder.make(in: folder)
    try write(Self.rows)
  }

  /// Six authors of six texts each, of words that every author prefers in another mixture.
  private static var rows: [String] {
    (0..<6).flatMap { author in
      (0..<6).map { text in
        var generator = KeyedGenerator(seed: 3, purpose: "texts", index: author * 6 + text)
        let tokens = (0..<5).map { _ in
          generator.below(3) > 0
            ? "\(letters[author])\(letters[author + 6])" : words[generator.below(4)]
        }
        return "\(author)-\(text)\tauthor \(author)\t\ten\t\(tokens.joined(separator: " "))\tx"
      }
    }
  }

  private static let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)

  private func write(_ rows: [String]) throws {
    let header = "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
    try folder.write(header + rows.map { $0 + "\n" }.joined(), to: "documents.tsv")
  }

  private func tune(_ output: String, _ arguments: [String]) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "tune", folder.file("tiny"), "--output", folder.file(output), "--learning-rate", "0.001",
        "--batch", "8",
      ] + arguments)
  }

  private func tuneAuthors(_ output: String, _ arguments: [String] = []) throws -> Command.Result {
    try tune(
      output,
      [
        "--same", "author", "--documents", folder.file("documents.tsv"), "--steps", "12",
        "--held-out", "0.34",
      ] + arguments)
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  @Test func `an encoder learns who wrote what, and is written as a folder that embed reads`()
    throws
  {
    let result = try tuneAuthors("out", ["--original-share", "0"])
    #expect(result.status == 0, "\(result.standardError)")
    let log = try Table(contentsOf: folder.file("out/training.tsv"))
    let losses = try log.column("loss").compactMap { Double($0) }
    #expect(log.count >= 3 && losses.count == log.count - 1)
    #expect(try #require(losses.last) < losses[0])
    let record = try RunRecord.read(folder.file("out/run.json"))
    #expect(record.rows.input == 36)
    #expect(record.rows.output + record.rows.rejected + record.rows.merged == 36)
    let quality = record.quality
    #expect(quality["held_out_loss_after"] ?? 9 <= quality["held_out_loss_before"] ?? 0)
    for name in ["config.json", "modules.json", "1_Pooling/config.json", "vocab.txt"] {
      #expect(
        bytes("out/\(name)") == bytes("tiny/\(name)") && bytes("out/\(name)") != nil, "\(name)")
    }
    let embedded = try Command.run(
      "embed",
      [
        "--method", "encoder", "--encoder", folder.file("out"), "--documents",
        folder.file("documents.tsv"), "--output", folder.file("vectors"),
      ])
    #expect(embedded.status == 0, "\(embedded.standardError)")
  }

  @Test func `the same bytes for any number of threads and order of documents`() throws {
    #expect(try tuneAuthors("out", ["--threads", "1", "--embeddings"]).status == 0)
    try write(Self.rows.reversed())
    for threads in ["2", "4"] {
      #expect(try tuneAuthors(threads, ["--threads", threads, "--embeddings"]).status == 0)
      for name in ["model.safetensors", "training.tsv", "rejects.tsv"] {
        #expect(bytes("\(threads)/\(name)") == bytes("out/\(name)"), "\(name)")
      }
    }
    #expect(bytes("out/model.safetensors") != bytes("tiny/model.safetensors"))
  }

  @Test func `the original weights come out if their share is whole`() throws {
    #expect(try tuneAuthors("out", ["--original-share", "1"]).status == 0)
    #expect(
      bytes("out/model.safetensors")?.suffix(40_000)
        == bytes("tiny/model.safetensors")?.suffix(40_000))
  }

  @Test func `pairs of ids, and what cannot be used of them`() throws {
    try folder.write(
      """
      anchor\tpositive
      0-0\t0-1
      1-0\t1-1
      2-0\t2-1
      3-0\t3-1
      0-0\t0-0
      9-9\t0-1
      1-0\t1-1

      """, to: "pairs.tsv")
    let result = try tune(
      "out",
      [
        "--pairs", folder.file("pairs.tsv"), "--documents", folder.file("documents.tsv"),
        "--steps", "2", "--layers", "1",
      ])
    #expect(result.status == 0, "\(result.standardError)")
    let rejects = try Table(contentsOf: folder.file("out/rejects.tsv"))
    let found = zip(try rejects.column("id"), try rejects.column("reason")).map { "\($0) \($1)" }
    #expect(Set(found) == ["line 6 same-text", "line 7 unknown-id", "line 8 repeated"])
    #expect(
      try RunRecord.read(folder.file("out/run.json")).rows
        == .init(input: 7, output: 4, rejected: 3))
  }

  @Test func `triplets of texts`() throws {
    let rows = (0..<8).map {
      "fish \(Self.letters[$0])\tchips \(Self.letters[$0])\tquery and \($0)"
    }
    try folder.write(
      "anchor\tpositive\tnegative\n" + rows.map { $0 + "\n" }.joined(), to: "triplets.tsv")
    for loss in ["ranking", "triplet"] {
      let result = try tune(
        loss,
        ["--triplets", folder.file("triplets.tsv"), "--loss", loss, "--epochs", "3"])
      #expect(result.status == 0, "\(result.standardError)")
      #expect(
        result.standardError.contains("8 rows") || result.standardError.contains("pairs in 3 steps")
      )
    }
    #expect(bytes("ranking/model.safetensors") != bytes("triplet/model.safetensors"))
  }

  @Test func `texts that link to the same target`() throws {
    let links = (0..<6).flatMap { author in
      (0..<5).map { "\(author)-\($0)\tpage \(author)\n" }
    }
    try folder.write("id\ttarget\n" + links.joined(), to: "links.tsv")
    let arguments = [
      "--same", "target", "--documents", folder.file("documents.tsv"), "--steps", "2",
    ]
    let result = try tune("out", arguments + ["--links", folder.file("links.tsv")])
    #expect(result.status == 0, "\(result.standardError)")
    let rejects = try Table(contentsOf: folder.file("out/rejects.tsv"))
    #expect(try rejects.column("id") == (0..<6).map { "\($0)-5" })
    try folder.write("id\ttarget\nnobody\tpage\n", to: "links.tsv")
    let wrong = try tune("out", arguments + ["--links", folder.file("links.tsv")])
    #expect(wrong.status == 65 && wrong.standardError.contains("links.tsv:2: there is no document"))
  }

  @Test func `one author alone is nothing to work with`() throws {
    try write(Self.rows.filter { $0.contains("author 0") })
    let result = try tuneAuthors("out")
    #expect(result.status == 4 && result.standardError.contains("the others are the negatives"))
    #expect(bytes("out/model.safetensors") == nil)
  }

  @Test func `a training that leaves all bounds writes nothing`() throws {
    for arguments in [[], ["--steps", "1", "--held-out", "0"]] {
      let result = try tuneAuthors("out", ["--learning-rate", "1e30"] + arguments)
      #expect(result.status == 1 && result.standardError.contains("lower --learning-rate"))
    }
    #expect(bytes("out/run.json") == nil)
  }

  @Test func `a model of another kind is refused`() throws {
    let original = try folder.read("tiny/config.json")
    try folder.write(original.replacing("\"bert\"", with: "\"t5\""), to: "tiny/config.json")
    let result = try tuneAuthors("out")
    #expect(result.status == 65, "\(result.standardError)")
    #expect(result.standardError.contains("model_type t5 is not supported"))
  }

  @Test func `options that contradict each other are refused`() throws {
    #expect(try tune("out", []).status == 2)
    #expect(try tuneAuthors("out", ["--pairs", "x"]).status == 2)
    #expect(try tuneAuthors("out", ["--layers", "3"]).status == 2)
    #expect(try tuneAuthors("out", ["--layers", "1", "--embeddings"]).status == 2)
    #expect(try tuneAuthors("out", ["--batch", "1"]).status == 2)
  }
}
