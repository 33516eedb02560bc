import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `recommend evaluate`, on made-up users and on real ones.
@Suite struct EvaluateCommandTests {
  let folder: TemporaryFolder

  /// Users of four tastes, with times.
  private static let rows: [String] = (0..<300).flatMap { user in
    var generator = KeyedGenerator(seed: 1, purpose: "uses", index: user)
    return (0..<(1 + generator.below(6))).map { time in
      let any = generator.below(40)
      let item = generator.below(4) == 0 ? any : any / 4 * 4 + user % 4
      return "u\(user)\ti\(item)\t\(time * 10 + user % 10)\n"
    }
  }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("user\titem\ttime\n" + Self.rows.joined(), to: "uses.tsv")
  }

  private func evaluate(
    _ output: String, _ arguments: [String] = [], from path: String? = nil
  ) throws -> Command.Result {
    try Command.run(
      "recommend",
      [
        "evaluate", "--interactions", path ?? folder.file("uses.tsv"), "--factors", "8",
        "--output", folder.file(output),
      ] + arguments)
  }

  /// The values of a measure, by method.
  private func values(_ output: String, _ measure: String) throws -> [String: Double] {
    let table = try Table(contentsOf: folder.file("\(output)/evaluation.tsv"))
    let (methods, measures) = (try table.column("method"), try table.column("measure"))
    let values = try table.numbers("value")
    return Dictionary(
      uniqueKeysWithValues: measures.indices.filter { measures[$0] == measure }.map {
        (methods[$0], values[$0])
      })
  }

  @Test func `methods are compared, and the best is marked`() throws {
    let result = try evaluate("out")
    #expect(result.status == 0, "\(result.standardError)")
    let gains = try values("out", "ndcg_at_10")
    #expect(Set(gains.keys) == ["popularity", "knn", "als", "ease"])
    let lines = result.standardOutput.split(separator: "\n")
    let best = lines.filter { $0.hasSuffix("\t*") }
    #expect(lines.count == 5 && best.count == 1)
    let top = try #require(gains.max { $0.value < $1.value }).key
    #expect(best[0].hasPrefix("\(top)\t"))
    #expect((gains["ease"] ?? 0) > (gains["popularity"] ?? 1))
    let table = try Table(contentsOf: folder.file("out/evaluation.tsv"))
    #expect(table.columns == Schema.evaluation && table.count == 40)
    let test = try Table(contentsOf: folder.file("out/test.tsv")).count
    let train = try Table(contentsOf: folder.file("out/train.tsv")).count
    let distinct = Set(
      Self.rows.map { $0.split(separator: "\t").prefix(2).joined(separator: "\t") })
    #expect(test + train == distinct.count && test > 150)
  }

  @Test(arguments: ["last", "random", "time", "users"])
  func `threads and the order of rows do not matter`(split: String) throws {
    let arguments = ["--split", split, "--method", "ease", "--method", "als"]
    let first = try evaluate("one", arguments + ["--threads", "1"])
    #expect(first.status == 0, "\(first.standardError)")
    try folder.write("user\titem\ttime\n" + Self.rows.shuffled().joined(), to: "uses.tsv")
    let other = try evaluate("two", arguments + ["--threads", "4"])
    #expect(first.standardOutput == other.standardOutput)
    for name in ["evaluation.tsv", "train.tsv", "test.tsv", "rejects.tsv"] {
      #expect(try folder.read("one/\(name)") == folder.read("two/\(name)"), "\(name)")
    }
  }

  @Test func `tuning chooses by the training, and tells what it tried`() throws {
    let result = try evaluate("out", ["--tune", "--method", "ease", "--method", "popularity"])
    #expect(result.status == 0, "\(result.standardError)")
    let table = try Table(contentsOf: folder.file("out/tuning.tsv"))
    let gains = try table.numbers("ndcg")
    let chosen = try table.column("chosen")
    #expect(table.count == 7 && chosen.count { $0 == "*" } == 1)
    #expect(chosen.firstIndex(of: "*").map { gains[$0] } == gains.max())
  }

  @Test func `vectors can be learned from what is not held out`() throws {
    #expect(try evaluate("out", ["--method", "popularity"]).status == 0)
    let ids = (0..<40).map { "i\($0)" }
    var elements = [Float](repeating: 0, count: 40 * 4)
    for item in 0..<40 { elements[4 * item + item % 4] = 1 }
    try VectorTable.write(
      Matrix(rows: 40, columns: 4, elements: elements), ids.map { [$0] }, columns: ["id"],
      to: folder.file("items.npy"))
    let result = try evaluate("two", ["--item-vectors", folder.file("items.npy")])
    #expect(result.status == 0, "\(result.standardError)")
    let gains = try values("two", "ndcg_at_10")
    #expect(gains.count == 5 && (gains["vectors"] ?? 0) > (gains["popularity"] ?? 1))
  }

  @Test func `what cannot be evaluated is refused`() throws {
    try folder.write("user\titem\na\tx\nb\ty\n", to: "single.tsv")
    let path = folder.file("single.tsv")
    let single = try evaluate("out", from: path)
    #expect(single.status == 4 && single.standardError.contains("no user has items on both sides"))
    let timeless = try evaluate("out", ["--split", "last"], from: path)
    #expect(timeless.status == 2 && timeless.standardError.contains("needs times"))
    #expect(try evaluate("out", ["--method", "vectors"], from: path).status == 2)
    #expect(try evaluate("out", ["--method", "ease", "--method", "ease"]).status == 2)
  }

  @Test func `ease knows the tastes of the sample`() throws {
    let result = try evaluate(
      "out", ["--method", "popularity", "--method", "ease"],
      from: "\(projectFolder)/data/clicks/pages/clicks.tsv")
    #expect(result.status == 0, "\(result.standardError)")
    let gains = try values("out", "ndcg_at_10")
    #expect((gains["ease"] ?? 0) > 2 * (gains["popularity"] ?? 1), "\(gains)")
  }

  /// Real baskets: the closed form is no worse than neighbors, both with their default options.
  @Test(
    .enabled(if: SharedData.exists("groceries"), "the real baskets are not on this machine"))
  func `ease is best on real baskets`() throws {
    let table = try Table(contentsOf: SharedData.path("groceries/baskets.tsv"))
    let baskets = zip(try table.column("basket"), try table.column("items"))
    let rows = baskets.flatMap { basket, items in
      items.split(separator: "|").map { "\(basket)\t\($0)\n" }
    }
    try folder.write("user\titem\n" + rows.joined(), to: "baskets.tsv")
    let result = try evaluate(
      "out", ["--method", "popularity", "--method", "knn", "--method", "ease"],
      from: folder.file("baskets.tsv"))
    #expect(result.status == 0, "\(result.standardError)")
    for measure in ["hit_rate_at_10", "ndcg_at_10"] {
      let values = try values("out", measure)
      for method in ["popularity", "knn"] {
        #expect((values["ease"] ?? 0) >= (values[method] ?? 1), "\(measure): \(values)")
      }
    }
  }
}
