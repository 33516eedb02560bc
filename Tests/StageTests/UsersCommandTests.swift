import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `recommend users`, on users who like cats or dogs.
@Suite struct UsersCommandTests {
  private static let header = "user\titem\tweight\ttime\n"
  let folder: TemporaryFolder

  /// Items `cat0`…`cat7` and `dog0`…, a use in ten of the other kind.
  private static let rows: [String] = (0..<120).flatMap { user in
    var generator = KeyedGenerator(seed: 1, purpose: "uses", index: user)
    let kind = ["cat", "dog"][user % 2]
    return (0..<5).map { time in
      let other = generator.below(10) == 0
      return "u\(user)\t\(other ? "cat" : kind)\(generator.below(8))\t\(1 + time % 2)\t\(time)\n"
    }
  }

  init() throws {
    folder = try TemporaryFolder()
    try write(Self.rows)
  }

  private func write(_ rows: [String], to name: String = "uses.tsv") throws {
    try folder.write(Self.header + rows.joined(), to: name)
  }

  private func users(
    _ output: String, _ arguments: [String] = [], from name: String = "uses.tsv"
  ) throws -> Command.Result {
    try Command.run(
      "recommend",
      [
        "users", "--interactions", folder.file(name), "--regularization", "20",
        "--factors", "6", "--output", folder.file(output),
      ] + arguments)
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  /// Vectors for `--method vectors`: cats point one way and dogs another; `dog9` was never used.
  private func writeVectors() throws {
    let ids = ["cat", "dog"].flatMap { kind in (0..<8).map { "\(kind)\($0)" } } + ["dog9"]
    var generator = KeyedGenerator(seed: 2, purpose: "vectors")
    let elements = ids.flatMap { id in
      (id.hasPrefix("cat") ? [1, 0] : [0, 1]).map { Float($0) + 0.1 * Float(generator.gaussian()) }
    }
    try VectorTable.write(
      Matrix(rows: ids.count, columns: 2, elements: elements), ids.map { [$0] }, columns: ["id"],
      to: folder.file("items.npy"))
  }

  @Test(arguments: ["ease", "knn", "als", "vectors", "popularity"])
  func `every method writes lists, by a model that gives them again`(method: String) throws {
    try writeVectors()
    let arguments = ["--method", method, "--item-vectors", folder.file("items.npy")]
    let result = try users("out", arguments)
    #expect(result.status == 0, "\(result.standardError)")
    let table = try Table(contentsOf: folder.file("out/users.tsv"))
    let (user, item) = (try table.column("user"), try table.column("item"))
    #expect(Set(user).count == 120)
    let used = Set(Self.rows.map { $0.split(separator: "\t").prefix(2).joined(separator: " ") })
    #expect(zip(user, item).allSatisfy { !used.contains("\($0) \($1)") })
    if method != "popularity" {
      let best = try table.integers("rank").enumerated().filter { $0.element == 1 }.map(\.offset)
      let own = best.count { row in
        item[row].hasPrefix((Int(user[row].dropFirst()) ?? 0) % 2 == 0 ? "cat" : "dog")
      }
      #expect(best.count == 120 && own > 100, "\(own) of \(best.count)")
      #expect(try table.column("because").allSatisfy { !$0.isEmpty })
    }
    let again = try users("again", ["--model", folder.file("out/model")])
    #expect(again.status == 0, "\(again.standardError)")
    for name in [
      "users.tsv", "related.tsv", "similar-users.tsv", "user-rejects.tsv", "model/items.tsv",
    ] {
      #expect(bytes("out/\(name)") == bytes("again/\(name)"), "\(name)")
    }
  }

  @Test(arguments: ["ease", "als"])
  func `threads and the order of rows do not matter`(method: String) throws {
    let arguments = ["--method", method, "--weighting", "log"]
    #expect(try users("one", arguments + ["--threads", "1"]).status == 0)
    for (threads, rows) in [("2", Self.rows.shuffled()), ("4", Self.rows.reversed())] {
      try write(rows)
      #expect(try users("other", arguments + ["--threads", threads]).status == 0)
      for name in [
        "users.tsv", "related.tsv", "similar-users.tsv", "quality.tsv", "model/items.tsv",
        method == "als" ? "model/factors.npy" : "model/weights.npy",
      ] {
        #expect(bytes("one/\(name)") == bytes("other/\(name)"), "\(name), \(threads) threads")
      }
    }
  }

  @Test func `a model suggests to new users, and tells of items it does not know`() throws {
    #expect(try users("out").status == 0)
    try write(
      ["new\tdog1\t1\t1\n", "new\tdog2\t1\t2\n", "new\tfish\t1\t3\n", "odd\tfish\t1\t1\n"],
      to: "new.tsv")
    let result = try users("today", ["--model", folder.file("out/model")], from: "new.tsv")
    #expect(result.status == 0, "\(result.standardError)")
    let table = try Table(contentsOf: folder.file("today/users.tsv"))
    #expect(Set(try table.column("user")) == ["new"])
    #expect(table.string(0, 2).hasPrefix("dog") && table.string(0, 5).hasPrefix("dog"))
    let rejects = try folder.read("today/user-rejects.tsv")
    #expect(
      rejects
        == "kind\tid\treason\tcount\nitem\tfish\tunknown-item\t2\nuser\todd\tno-known-item\t0\n")
    #expect(try folder.read("today/run.json").contains("\"rejected\" : 1"))
  }

  @Test func `more items than are held in full are said to be approximated`() throws {
    let result = try users("out", ["--dense-items", "4", "--candidates", "6"])
    #expect(result.status == 0)
    #expect(result.standardError.contains("sparse approximation"), "\(result.standardError)")
    #expect(bytes("out/model/pairs.npy") != nil)
    let again = try users("again", ["--model", folder.file("out/model")])
    #expect(again.status == 0 && bytes("out/users.tsv") == bytes("again/users.tsv"))
  }

  @Test func `titles, rates and popularity have their say`() throws {
    let ids = ["cat", "dog"].flatMap { kind in (0..<8).map { "\(kind)\($0)" } }
    try folder.write(
      "id\ttitle\n" + ids.map { "\($0)\tThe \($0)\n" }.joined(), to: "titles.tsv")
    let fields = ids.map { id in
      "\(id)\timpressions\t10000\n\(id)\tclicks\t\(id.hasSuffix("7") ? 900 : 100)\n"
    }
    try folder.write("id\tfield\tvalue\n" + fields.joined(), to: "fields.tsv")
    let facts = [
      "--titles", folder.file("titles.tsv"), "--item-fields", folder.file("fields.tsv"),
      "--user-items", "2",
    ]
    func rate(_ output: String) throws -> Double? {
      let table = try Table(contentsOf: folder.file("\(output)/quality.tsv"))
      let place = try table.column("measure").firstIndex(of: "ctr_suggested")
      return try place.map { try table.numbers("value")[$0] }
    }
    #expect(try users("plain", facts).status == 0)
    #expect(try users("raised", facts + ["--ctr-exponent", "2"]).status == 0)
    #expect(try folder.read("plain/users.tsv").contains("\tThe cat"))
    let (plain, raised) = (try #require(try rate("plain")), try #require(try rate("raised")))
    #expect(raised > 1.3 * plain)
    #expect(try users("rare", facts + ["--rarity-exponent", "1"]).status == 0)
    #expect(bytes("rare/users.tsv") != bytes("plain/users.tsv"))
  }

  @Test func `users are alike by their vectors where there are some`() throws {
    try VectorTable.write(
      Matrix(rows: 3, columns: 2, elements: [1, 0, 0, 1, 1, 0.1]), [["u9"], ["u2"], ["u1"]],
      columns: ["id"], to: folder.file("people.npy"))
    #expect(
      try users("out", ["--user-vectors", folder.file("people.npy"), "--similar-users", "1"]).status
        == 0)
    let lines = try folder.read("out/similar-users.tsv").split(separator: "\n")
    #expect(
      lines.count == 4 && lines[1].hasPrefix("u1\t1\tu9\t") && lines[3].hasPrefix("u9\t1\tu1\t"))
  }

  @Test(arguments: [
    ("user\titem\n", 4, "no records"), ("user\tthing\na\tb\n", 65, "has no column 'item'"),
    ("user\titem\na\t\n", 65, ":2: the user or the item is empty"),
    ("user\titem\tweight\na\tb\tnan\n", 65, ":2: 'nan' is no weight"),
    ("user\titem\tweight\na\tb\t-1\n", 65, ":2: '-1' is no weight"),
  ])
  func `bad interactions are refused with their place`(
    text: String, status: Int, message: String
  ) throws {
    try folder.write(text, to: "bad.tsv")
    let result = try users("out", from: "bad.tsv")
    #expect(result.status == status, "\(result.standardError)")
    #expect(result.standardError.contains(message), "\(result.standardError)")
    #expect(bytes("out/users.tsv") == nil)
  }

  @Test func `a damaged model is refused`() throws {
    #expect(try users("out").status == 0)
    try FileManager.default.removeItem(atPath: folder.file("out/model/weights.npy"))
    try VectorFile.write(Matrix(rows: 2, columns: 2), to: folder.file("out/model/weights.npy"))
    let result = try users("again", ["--model", folder.file("out/model")])
    #expect(result.status == 65)
    #expect(result.standardError.contains("beside 16 items"), "\(result.standardError)")
  }

  @Test func `one user with one item gets a list only by popularity`() throws {
    try write(["a\tx\t1\t1\n"], to: "one.tsv")
    #expect(try users("out", from: "one.tsv").status == 0)
    #expect(try folder.read("out/user-rejects.tsv").contains("user\ta\tnothing-to-suggest\t1\n"))
  }

  @Test(arguments: [["--regularization", "0"], ["--user-items", "0"], ["--method", "magic"]])
  func `impossible options are refused`(options: [String]) throws {
    #expect(try users("out", options).status == 2)
  }
}
