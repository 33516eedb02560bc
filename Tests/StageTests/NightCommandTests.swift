import Artifacts
import LinearAlgebra
import TestSupport
import Testing

/// What `cluster` makes of the clusters of the previous run, and `cluster compare`.
@Suite struct NightCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes groups of points around (10 × group, 0), with ids that tell the group.
  private func write(_ sizes: [Int], first: Int = 0, to name: String) throws {
    var generator = KeyedGenerator(seed: 5, purpose: "nights")
    let rows = sizes.enumerated().flatMap { group, size in (0..<size).map { (group, $0 + first) } }
    let elements = rows.flatMap { group, _ in
      [Float(10 * group) + generator.uniformFloat(), generator.uniformFloat()]
    }
    try VectorTable.write(
      Matrix(rows: rows.count, columns: 2, elements: elements),
      rows.map { ["group\($0)-row\($1)"] }, columns: ["id"], to: folder.file("\(name).npy"))
  }

  private func cluster(
    _ vectors: String, _ output: String, _ arguments: [String]
  ) throws -> Command.Result {
    try Command.run(
      "cluster",
      ["--vectors", folder.file("\(vectors).npy"), "--output", folder.file(output)] + arguments)
  }

  private func clusterOf(_ output: String) throws -> [String: Int] {
    let table = try Table(contentsOf: folder.file("\(output)/clusters.tsv"))
    return Dictionary(
      uniqueKeysWithValues: zip(try table.keys("id"), try table.integers("cluster")))
  }

  private func changes(_ output: String) throws -> [String] {
    let table = try Table(contentsOf: folder.file("\(output)/changes.tsv"))
    return zip(try table.integers("cluster"), try table.column("change")).map { "\($0) \($1)" }
  }

  @Test(arguments: [["--clusters", "3"], ["--method", "hdbscan"]])
  func `clusters keep their numbers when their sizes change places`(method: [String]) throws {
    try write([60, 40, 20], to: "first")
    #expect(try cluster("first", "out", method).status == 0)
    #expect(try changes("out") == ["0 born", "1 born", "2 born"])
    let before = try clusterOf("out")
    try write([30, 40, 70], to: "second")
    let second = try cluster("second", "out", method)
    #expect(second.status == 0, "\(second.standardError)")
    let after = try clusterOf("out")
    for (id, number) in after where before[id] != nil { #expect(before[id] == number, "\(id)") }
    #expect(try changes("out") == ["0 kept", "1 kept", "2 kept"])
    let model = folder.file("out/model")
    #expect(try cluster("second", "assigned", ["--model", model] + method.suffix(2)).status == 0)
    #expect(try clusterOf("assigned") == after)
    #expect(try cluster("second", "out", method + ["--from-scratch"]).status == 0)
    #expect(try clusterOf("out")["group2-row0"] == 0)
  }

  @Test func `births and deaths are told, and a number is not given again`() throws {
    try write([60, 40, 20], to: "first")
    #expect(try cluster("first", "out", ["--clusters", "3"]).status == 0)
    try write([60, 40], to: "second")
    let second = try cluster("second", "out", ["--clusters", "2"])
    #expect(second.standardError.contains("(1 died)"))
    #expect(try changes("out") == ["0 kept", "1 kept", "2 died"])
    try write([60, 40, 0, 30], to: "third")
    #expect(try cluster("third", "out", ["--clusters", "3"]).status == 0)
    #expect(try changes("out") == ["0 kept", "1 kept", "2 retired", "3 born"])
    #expect(Set(try clusterOf("out").values) == [0, 1, 3])
  }

  @Test func `a night that changed too much is kept aside`() throws {
    try write([60, 40, 20], to: "first")
    #expect(try cluster("first", "out", ["--clusters", "3"]).status == 0)
    let before = try folder.read("out/clusters.tsv")
    try write([90, 90], first: 1000, to: "second")
    for gate in [["--min-kept", "0.9"], ["--max-drift", "0.1"]] {
      let result = try cluster("second", "out", ["--clusters", "2"] + gate)
      #expect(result.status == 3, "\(result.standardError)")
      #expect(result.standardError.contains(gate[0]))
      #expect(try folder.read("out/clusters.tsv") == before)
    }
    #expect(try Table(contentsOf: folder.file("out.rejected/clusters.tsv")).count == 180)
  }

  @Test func `a damaged table of the previous run is refused`() throws {
    try write([60, 40, 20], to: "first")
    #expect(try cluster("first", "out", ["--clusters", "3"]).status == 0)
    let table = try folder.read("out/clusters.tsv").replacing("\t0\t", with: "\t7\t")
    try folder.write(table, to: "out/clusters.tsv")
    let result = try cluster("first", "out", ["--clusters", "3"])
    #expect(result.status == 65 && result.standardError.contains("--from-scratch"))
  }

  @Test func `compare prints a row for each file and method, and marks the best`() throws {
    try write([60, 40, 20], to: "apart")
    var generator = KeyedGenerator(seed: 2, purpose: "no groups")
    let even = (0..<240).map { _ in generator.uniformFloat() }
    let ids = try Table(contentsOf: folder.file("apart.tsv")).keys("id")
    try VectorTable.write(
      Matrix(rows: 120, columns: 2, elements: even), ids.map { [$0] }, columns: ["id"],
      to: folder.file("even.npy"))
    try folder.write(
      "id\tlabel\n" + ids.map { "\($0)\t\($0.prefix(6))\n" }.joined(), to: "labels.tsv")
    let result = try Command.run(
      "cluster",
      [
        "compare", folder.file("even.npy"), folder.file("apart.npy"), "--method", "kmeans",
        "--method", "hdbscan", "--clusters", "3", "--labels", folder.file("labels.tsv"),
      ])
    #expect(result.status == 0, "\(result.standardError)")
    let table = try Table(contentsOf: folder.write(result.standardOutput, to: "comparison.tsv"))
    #expect(table.count == 4)
    #expect(try table.column("method") == ["kmeans", "hdbscan", "kmeans", "hdbscan"])
    let best = try table.column("best")
    #expect(best.count { $0 == "*" } == 1 && best.firstIndex(of: "*") ?? 0 >= 2)
    #expect(try table.numbers("ari")[2] == 1)
    #expect(try table.numbers("accuracy")[2] == 1)
  }
}
