import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `embed --method word2vec` and `--method doc2vec`.
@Suite struct WordCommandTests {
  private static let header = "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
  /// A method and an architecture.
  static let methods = [
    ("word2vec", "skip-gram"), ("word2vec", "cbow"), ("doc2vec", "dbow"), ("doc2vec", "dm"),
  ]
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write(Self.rows)
  }

  /// Documents of three subjects by six authors, and one whose words nobody else has.
  private static let rows: [String] = {
    var generator = KeyedGenerator(seed: 1, purpose: "documents")
    let rows = (0..<300).map { document in
      let subject = document % 3
      let words = (0..<12).map { _ in
        generator.below(4) == 0
          ? "common\(generator.below(8))" : "s\(subject)w\(generator.below(9))"
      }
      return row(document + 100, "author\(document % 6)", words.joined(separator: " "))
    }
    return rows + [row(99, "author0", "unheard of")]
  }()

  private static func row(_ id: Int, _ author: String, _ tokens: String) -> String {
    "d\(id)\t\(author)\t\ten\t\(tokens)\t\(tokens)"
  }

  private func write(_ rows: [String]) throws {
    try folder.write(Self.header + rows.map { $0 + "\n" }.joined(), to: "documents.tsv")
  }

  private func embed(
    _ method: String, _ architecture: String?, _ output: String, _ arguments: [String] = []
  ) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "--method", method, "--documents", folder.file("documents.tsv"), "--dimensions", "16",
        "--output", folder.file(output),
      ] + (architecture.map { ["--architecture", $0] } ?? []) + arguments)
  }

  /// The files of a folder but `run.json`, by name.
  private func files(_ output: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.file(output))
    let pairs = names.filter { $0 != "run.json" }.map { name in
      (name, FileManager.default.contents(atPath: folder.file("\(output)/\(name)")) ?? Data())
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  @Test(arguments: methods)
  func `the bytes are the same for any threads and order`(
    method: String, architecture: String
  ) throws {
    #expect(try embed(method, architecture, "one", ["--threads", "1"]).status == 0)
    let expected = try files("one")
    #expect(expected["vectors.npy"] != nil && expected["model/contexts.npy"] != nil)
    for threads in ["2", "4"] {
      try write(threads == "2" ? Self.rows.reversed() : Self.rows.sorted())
      #expect(try embed(method, architecture, "other", ["--threads", threads]).status == 0)
      #expect(try files("other") == expected)
    }
  }

  @Test(arguments: methods)
  func `a model gives the fitted vectors again`(method: String, architecture: String) throws {
    let products = try folder.write(
      "product\ttitle\tcategory\ttext\ttokens\tlinks\np1\tx\tc\tx\ts0w1 s0w2\t\np2\ty\tc\ty\tnone\t\n",
      to: "products.tsv")
    let more = ["--products", products]
    #expect(try embed(method, architecture, "fit", more).status == 0)
    let again = try embed(
      method, nil, "again", more + ["--model", folder.file("fit/model"), "--seed", "7"])
    #expect(again.status == 0, "\(again.standardError)")
    #expect(try files("again") == files("fit"))
    let table = try VectorTable(contentsOf: folder.file("fit/products.npy"))
    #expect(table.ids == ["p1"])
    let rejects = try Table(contentsOf: folder.file("fit/rejects.tsv"))
    #expect(try rejects.column("id") == ["d99"])
    #expect(try rejects.column("reason") == ["no-known-terms"])
  }

  @Test(arguments: methods)
  func `documents of a subject are near`(method: String, architecture: String) throws {
    let result = try embed(
      method, architecture, "out",
      ["--epochs", "40", "--subsample", "0", "--learning-rate", "0.1"])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains("words a second, loss by epoch: "))
    let table = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(table.ids.count == 300 && table.ids == table.ids.sorted())
    var right = 0
    for a in 0..<300 {
      let nearest = (0..<300).filter { $0 != a }.max {
        dot(table.vectors[row: a], table.vectors[row: $0])
          < dot(table.vectors[row: a], table.vectors[row: $1])
      }
      // Ids ascend with the number, and the subject is the number's remainder.
      if let nearest, nearest % 3 == a % 3 { right += 1 }
    }
    // With words beside it, a document has less to add. Chance would be 100.
    #expect(right > (architecture == "dm" ? 200 : 270), "\(right) of 300")
  }

  @Test(arguments: ["word2vec", "doc2vec"])
  func `authors are pooled`(method: String) throws {
    let result = try embed(
      method, nil, "out", ["--pool", "author", "--epochs", "20", "--subsample", "0"])
    #expect(result.status == 0, "\(result.standardError)")
    let authors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(authors.ids == (0..<6).map { "author\($0)" })
    #expect(try authors.table.column("documents") == ["51", "50", "50", "50", "50", "50"])
    #expect(try VectorTable(contentsOf: folder.file("out/documents.npy")).ids.count == 300)
    #expect(
      dot(authors.vectors[row: 0], authors.vectors[row: 3])
        > dot(authors.vectors[row: 0], authors.vectors[row: 1]))
  }

  @Test func `words are written most frequent first, with the losses`() throws {
    #expect(try embed("word2vec", nil, "out", ["--epochs", "2"]).status == 0)
    let words = try VectorTable(contentsOf: folder.file("out/words.npy"))
    let counts = try words.table.integers("documents")
    #expect(words.ids.count == 35 && words.vectors.columns == 16)
    #expect(counts == counts.sorted(by: >) && counts.reduce(0, +) == 3600)
    let record = try folder.read("out/run.json")
    #expect(record.contains("loss_epoch_2"))
  }

  @Test func `a warm start goes on with yesterday's words`() throws {
    #expect(try embed("word2vec", nil, "out", ["--epochs", "20"]).status == 0)
    let before = try VectorTable(contentsOf: folder.file("out/words.npy"))
    let next = ["--warm-start", folder.file("out/model"), "--epochs", "1"]
    let result = try embed("word2vec", nil, "next", next + ["--learning-rate", "1e-6"])
    #expect(result.status == 0, "\(result.standardError)")
    let after = try VectorTable(contentsOf: folder.file("next/words.npy"))
    #expect(after.ids == before.ids)
    #expect(abs(after.vectors[5, 3] - before.vectors[5, 3]) < 1e-3)
    let wrong = try embed("word2vec", nil, "wrong", next + ["--dimensions", "8"])
    #expect(wrong.status == 2 && wrong.standardError.contains("give --dimensions 16"))
  }

  @Test func `a training that diverges writes nothing`() throws {
    let result = try embed("word2vec", nil, "out", ["--learning-rate", "1e30"])
    #expect(result.status == 1)
    #expect(result.standardError.contains("diverged"), "\(result.standardError)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("out")))
  }

  @Test(arguments: ["word2vec", "doc2vec"])
  func `too little to learn from is an error`(method: String) throws {
    let rare = try embed(method, nil, "out", ["--min-count", "1000"])
    #expect(rare.status == 4 && rare.standardError.contains("lower --min-count"))
    try write([Self.row(1, "a", "one document of words words words words words")])
    let one = try embed(method, nil, "out", ["--min-count", "1"])
    #expect(one.status == 4 && one.standardError.contains("one document"))
  }

  @Test(arguments: [
    (["--method", "word2vec", "--architecture", "dbow"], "give skip-gram or cbow"),
    (["--method", "doc2vec", "--architecture", "cbow"], "give dbow or dm"),
    (["--method", "doc2vec", "--warm-start", "x"], "--warm-start is for --method word2vec"),
    (["--method", "word2vec", "--features", "links"], "use --method lsa with --features links"),
    (["--method", "word2vec", "--negatives", "0"], "--negatives must be at least 1"),
    (["--method", "word2vec", "--window", "0"], "--window must be in"),
  ])
  func `options that do not go together are refused`(
    arguments: [String], message: String
  ) throws {
    let result = try Command.run("embed", arguments + ["--output", folder.file("out")])
    #expect(result.status == 2 && result.standardError.contains(message), "\(result.standardError)")
  }
}
