import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `embed --method clicks`, on users who like cats or dogs.
@Suite struct ClicksCommandTests {
  private static let header = "user\titem\ttime\n"
  let folder: TemporaryFolder

  /// Items `cat0`…`cat7` and `dog0`…, a click in ten on the other kind; `cat9` is clicked once.
  private static let clicks: [String] =
    (0..<200).flatMap { user in
      var generator = KeyedGenerator(seed: 1, purpose: "clicks", index: user)
      let kind = ["cat", "dog"][user % 2]
      return (0..<5).map { time in
        let other = generator.below(10) == 0
        return "u\(user)\t\(other ? "cat" : kind)\(generator.below(8))\t\(time)\n"
      }
    } + ["u0\tcat9\t9\n"]

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.header + Self.clicks.joined(), to: "clicks.tsv")
    let items = ["cat", "dog"].flatMap { kind in (0..<8).map { (kind, "\(kind)\($0)") } }
    let texts = ["cat": "The cat sleeps and purrs.", "dog": "The dog barks and fetches sticks."]
    let documents = (items + [("dog", "dognew"), ("cat", "catnew")]).map { kind, id in
      "\(id)\t\t\(id)\ten\t\(texts[kind] ?? "") \(id)\tx\n"
    }
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n" + documents.joined() + "silent\t\t\ten\t\t\n",
      to: "documents.tsv")
    let fields = items.map { kind, id in
      "\(id)\ttags\t\(kind)\n\(id)\timpressions\t100\n\(id)\tclicks\t\(kind == "cat" ? 9 : 2)\n"
    }
    try folder.write("id\tfield\tvalue\n" + fields.joined(), to: "fields.tsv")
  }

  private func embed(_ output: String, _ arguments: [String] = []) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "--method", "clicks", "--dimensions", "12", "--documents", folder.file("documents.tsv"),
        "--interactions", folder.file("clicks.tsv"), "--fields", folder.file("fields.tsv"),
        "--output", folder.file(output),
      ] + arguments)
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  private func quality(_ output: String) throws -> [String: Double] {
    let table = try Table(contentsOf: folder.file("\(output)/quality.tsv"))
    return Dictionary(
      zip(try table.column("measure"), try table.numbers("value"))
    ) { first, _ in first }
  }

  @Test func `items, tags, users and new items are placed in one space`() throws {
    let result = try embed("out", ["--user-vectors"])
    #expect(result.status == 0, "\(result.standardError)")
    let items = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(items.ids.count == 19 && items.ids.contains("catnew"))
    let users = Dictionary(
      uniqueKeysWithValues: zip(items.ids, try items.table.integers("documents")))
    #expect(users["dognew"] == 0 && users["cat9"] == 1 && (users["cat0"] ?? 0) > 20)
    let tags = try VectorTable(contentsOf: folder.file("out/tags.npy"))
    #expect(tags.ids == ["cat", "dog"])
    for (row, id) in items.ids.enumerated() where !id.hasSuffix("9") {
      let similarity = (0..<2).map { dot(items.vectors[row: row], tags.vectors[row: $0]) }
      #expect((similarity[0] > similarity[1]) == id.hasPrefix("cat"), "\(id): \(similarity)")
    }
    let people = try VectorTable(contentsOf: folder.file("out/users.npy"))
    #expect(people.ids.count == 200 && people.vectors.columns == 12)
    let rejects = try Table(contentsOf: folder.file("out/rejects.tsv"))
    #expect(try rejects.column("id") == ["silent"])
    #expect(try rejects.column("reason") == ["no-clicks"])
  }

  @Test func `quality says how tags, rates, texts and next items fit`() throws {
    #expect(try embed("out", ["--hold-out-last"]).status == 0)
    let quality = try quality("out")
    #expect((quality["tag_precision_at_10:cat"] ?? 0) >= 0.7)
    #expect((quality["ctr_near_top_tenth"] ?? 0) > (quality["ctr_mean"] ?? 1))
    #expect((quality["cold_start_tag_precision_at_10"] ?? 0) > 0.6)
    #expect(quality["cold_items"] == 2)
    #expect((quality["hit_rate_at_10:nearest"] ?? 0) > 0.5)
    #expect((quality["held_out_users"] ?? 0) > 150)
  }

  @Test func `threads and the order of rows do not matter`() throws {
    #expect(try embed("one", ["--threads", "1"]).status == 0)
    for (threads, clicks) in [("2", Self.clicks), ("4", Self.clicks.reversed())] {
      try folder.write(Self.header + clicks.joined(), to: "clicks.tsv")
      #expect(try embed("other", ["--threads", threads]).status == 0)
      for name in ["vectors.npy", "vectors.tsv", "tags.npy", "quality.tsv", "model/weights.npy"] {
        #expect(bytes("one/\(name)") == bytes("other/\(name)"), "\(name), \(threads) threads")
      }
    }
  }

  @Test func `a model gives fitted items their rows, and places new ones`() throws {
    #expect(try embed("out").status == 0)
    let model = ["--model", folder.file("out/model")]
    #expect(try embed("again", model).status == 0)
    for name in ["vectors.npy", "vectors.tsv", "tags.npy", "rejects.tsv"] {
      #expect(bytes("out/\(name)") == bytes("again/\(name)"), "\(name)")
    }
    try folder.write(
      Self.header + Self.clicks.joined() + "new\tdog1\t\nnew\tdog2\t\nnew\tnovel\t\n",
      to: "clicks.tsv")
    #expect(try embed("new", model + ["--user-vectors"]).status == 0)
    let (old, new) = (
      try VectorTable(contentsOf: folder.file("out/vectors.npy")),
      try VectorTable(contentsOf: folder.file("new/vectors.npy"))
    )
    #expect(Set(new.ids) == Set(old.ids + ["novel"]))
    let novel = try #require(new.ids.firstIndex(of: "novel"))
    let tags = try VectorTable(contentsOf: folder.file("new/tags.npy"))
    #expect(
      dot(new.vectors[row: novel], tags.vectors[row: 1])
        > dot(new.vectors[row: novel], tags.vectors[row: 0]))
    for (row, id) in old.ids.enumerated() where !id.hasSuffix("9") {
      let place = try #require(new.ids.firstIndex(of: id))
      #expect(new.vectors.rows([place]) == old.vectors.rows([row]), "\(id)")
    }
  }

  @Test func `a warm start begins with a smaller loss`() throws {
    let short = ["--copies", "1"]
    #expect(try embed("first", ["--copies", "40"]).status == 0)
    #expect(try embed("cold", short).status == 0)
    #expect(try embed("warm", short + ["--warm-start", folder.file("first/model")]).status == 0)
    let loss = try ["cold", "warm"].map {
      try RunRecord.read(folder.file("\($0)/run.json")).quality["loss"] ?? 0
    }
    #expect(loss[1] < loss[0], "\(loss)")
  }

  @Test func `vectors of texts can come from an earlier run`() throws {
    let texts = try Command.run(
      "embed",
      [
        "--method", "static", "--documents", folder.file("documents.tsv"), "--output",
        folder.file("texts"),
      ])
    #expect(texts.status == 0, "\(texts.standardError)")
    #expect(try embed("inside").status == 0)
    #expect(try embed("outside", ["--text-vectors", folder.file("texts")]).status == 0)
    #expect(bytes("inside/vectors.npy") == bytes("outside/vectors.npy"))
  }

  @Test(arguments: [
    ("user\titem\n", 4, "no records"), ("user\ttime\nu\t1\n", 65, "no column 'item'"),
    ("user\titem\nu\tcat1\n", 4, "no item was clicked by 5 users"),
    ("user\titem\nu\tcat1\nu\t\n", 65, "clicks.tsv:3"),
    ((0..<9).reduce("user\titem\n") { $0 + "u\($1)\tcat1\n" }, 4, "no user clicked two items"),
  ])
  func `what cannot be learned from is an error`(
    table: String, status: Int32, message: String
  ) throws {
    try folder.write(table, to: "clicks.tsv")
    let result = try embed("out")
    #expect(result.status == status)
    #expect(result.standardError.contains(message), "\(result.standardError)")
    #expect(bytes("out/run.json") == nil)
  }

  @Test func `a rate that is no number is an error with its line`() throws {
    try folder.write("id\tfield\tvalue\ncat1\tclicks\tmany\n", to: "fields.tsv")
    let result = try embed("out")
    #expect(result.status == 65 && result.standardError.contains("fields.tsv:2"))
  }

  @Test func `a model of other dimensions cannot be the start`() throws {
    #expect(try embed("out").status == 0)
    let result = try embed(
      "next", ["--warm-start", folder.file("out/model"), "--dimensions", "8"])
    #expect(result.status == 2 && result.standardError.contains("12 dimensions, not 8"))
  }

  @Test(arguments: [
    ["--loss", "hierarchical-softmax"], ["--architecture", "dbow"], ["--pool", "author"],
    ["--copies", "0"],
  ])
  func `options that mean nothing here are refused`(arguments: [String]) throws {
    #expect(try embed("out", arguments).status == 2)
  }
}
