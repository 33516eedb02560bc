import Artifacts
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// `cluster --method hdbscan`.
@Suite struct HDBSCANCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write(Self.points(), ids: Self.ids, to: "vectors")
  }

  /// Two groups of 30 and 20 points, and 4 far off.
  private static func points() -> Matrix {
    var generator = KeyedGenerator(seed: 4, purpose: "points")
    let elements = (0..<54).flatMap { row -> [Float] in
      let center = row < 30 ? 0.0 : row < 50 ? 20.0 : Double(row) * 50
      return (0..<3).map { _ in Float(center + generator.gaussian()) }
    }
    return Matrix(rows: 54, columns: 3, elements: elements)
  }

  private static let ids = (0..<54).map { "row\($0)" }

  private func write(_ points: Matrix, ids: [String], to name: String) throws {
    try VectorTable.write(
      points, ids.map { [$0] }, columns: ["id"], to: folder.file(name + ".npy"))
  }

  private func cluster(
    _ output: String, _ vectors: String = "vectors", _ arguments: [String] = []
  ) throws -> Command.Result {
    try Command.run(
      "cluster",
      [
        "--method", "hdbscan", "--vectors", folder.file(vectors + ".npy"), "--output",
        folder.file(output),
      ] + arguments)
  }

  private func table(_ name: String) throws -> Table { try Table(contentsOf: folder.file(name)) }

  private func same(_ a: String, _ b: String, _ names: [String]) -> Bool {
    names.allSatisfy {
      let bytes = FileManager.default.contents(atPath: folder.file("\(a)/\($0)"))
      return bytes != nil
        && bytes == FileManager.default.contents(atPath: folder.file("\(b)/\($0)"))
    }
  }

  private static let outputs = [
    "clusters.tsv", "summary.tsv", "tree.tsv", "quality.tsv", "model/points.npy",
    "model/points.tsv", "model/tree.tsv", "model/options.tsv",
  ]

  @Test func `clusters, noise and their tables are written`() throws {
    let result = try cluster("out")
    #expect(result.status == 0, "\(result.standardError)")
    let clusters = try table("out/clusters.tsv")
    #expect(clusters.columns == Schema.clusters)
    let (ids, labels) = (try clusters.keys("id"), try clusters.integers("cluster"))
    #expect(ids == Self.ids.sorted { precedesBytewise($0, $1) })
    let labelOf = Dictionary(uniqueKeysWithValues: zip(ids, labels))
    #expect(Set((0..<30).map { labelOf["row\($0)"] ?? 9 }).isSubset(of: [0, -1]))
    #expect(Set((30..<50).map { labelOf["row\($0)"] ?? 9 }).isSubset(of: [1, -1]))
    #expect((50..<54).allSatisfy { labelOf["row\($0)"] == -1 })
    let nearest = try clusters.column("nearest")
    #expect(zip(labels, nearest).allSatisfy { ($0 < 0) == !$1.isEmpty })
    let sizes = try table("out/summary.tsv").integers("size")
    #expect(sizes == [0, 1].map { label in labels.count { $0 == label } })
    let tree = try table("out/tree.tsv")
    #expect(tree.columns == ["parent", "child", "lambda", "size", "cluster"])
    #expect(try tree.integers("size").first == 54)
    let measures = try table("out/quality.tsv").column("measure")
    #expect(Array(measures.prefix(4)) == ["clusters", "noise_share", "dbcv", "wcss"])
    let rows = try RunRecord.read(folder.file("out/run.json")).rows
    #expect(rows.input == 54 && rows.output == 54)
  }

  @Test func `any order of rows and any threads give the same bytes`() throws {
    #expect(try cluster("one", "vectors", ["--threads", "1"]).status == 0)
    var order = Array(0..<54)
    var generator = KeyedGenerator(seed: 9, purpose: "order")
    generator.shuffle(&order)
    try write(Self.points().rows(order), ids: order.map { Self.ids[$0] }, to: "shuffled")
    #expect(try cluster("two", "shuffled", ["--threads", "4"]).status == 0)
    #expect(same("one", "two", Self.outputs))
  }

  @Test(arguments: [["--normalize"], ["--selection", "leaf"], ["--allow-single-cluster"], []])
  func `the model gives the fitted vectors their clusters`(options: [String]) throws {
    #expect(try cluster("fitted", "vectors", options).status == 0)
    let result = try cluster("assigned", "vectors", ["--model", folder.file("fitted/model")])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(same("fitted", "assigned", Self.outputs))
  }

  @Test func `the model assigns a part of the vectors as it did all`() throws {
    #expect(try cluster("fitted").status == 0)
    let part = [3, 40, 53]
    try write(Self.points().rows(part), ids: part.map { Self.ids[$0] }, to: "part")
    #expect(try cluster("assigned", "part", ["--model", folder.file("fitted/model")]).status == 0)
    let whole = try folder.read("fitted/clusters.tsv").split(separator: "\n")
    let lines = try folder.read("assigned/clusters.tsv").split(separator: "\n")
    #expect(lines.count == 4 && lines.allSatisfy { whole.contains($0) })
  }

  @Test func `noise is reassigned on request, and told`() throws {
    #expect(try cluster("plain").status == 0)
    let result = try cluster("reassigned", "vectors", ["--reassign-noise", "0"])
    #expect(result.status == 0 && result.standardError.contains("reassigned"))
    let (plain, full) = (try table("plain/clusters.tsv"), try table("reassigned/clusters.tsv"))
    let (before, after) = (try plain.integers("cluster"), try full.integers("cluster"))
    let nearest = try full.column("nearest")
    for row in before.indices {
      #expect(after[row] == (before[row] < 0 ? Int(nearest[row]) : before[row]))
    }
    let quality = try RunRecord.read(folder.file("reassigned/run.json")).quality
    #expect(quality["reassigned"] == Double(before.count { $0 < 0 }))
    #expect(quality["noise_share"] == 0)
  }

  @Test func `fewer vectors than a cluster needs are all noise`() throws {
    let result = try cluster("out", "vectors", ["--min-cluster-size", "55"])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try table("out/clusters.tsv").integers("cluster").allSatisfy { $0 == -1 })
    #expect(try table("out/summary.tsv").count == 0)
    #expect(result.standardError.contains("no cluster was found"))
  }

  @Test(arguments: [
    ["--min-cluster-size", "1"], ["--min-samples", "0"], ["--reassign-noise", "2"],
    ["--selection-epsilon", "-1"], ["--max-cluster-size", "3"], ["--selection", "dbscan"],
  ])
  func `an option out of its range is refused`(options: [String]) throws {
    #expect(try cluster("out", "vectors", options).status == 2)
  }

  @Test func `a model of other dimensions and a damaged one are refused`() throws {
    #expect(try cluster("fitted").status == 0)
    try write(Matrix(rows: 2, columns: 2), ids: ["a", "b"], to: "flat")
    let model = folder.file("fitted/model")
    let flat = try cluster("out", "flat", ["--model", model])
    #expect(flat.status == 65 && flat.standardError.contains("2 dimensions, the model 3"))
    var lines = try folder.read("fitted/model/points.tsv").split(separator: "\n").map(String.init)
    var fields = lines[1].split(separator: "\t").map(String.init)
    fields[2] = "99"
    lines[1] = fields.joined(separator: "\t")
    try folder.write(lines.joined(separator: "\n") + "\n", to: "fitted/model/points.tsv")
    let damaged = try cluster("out", "vectors", ["--model", model])
    #expect(damaged.status == 65 && damaged.standardError.contains("has no cluster 99"))
    try folder.write("option\tvalue\nmin-samples\t0\n", to: "fitted/model/options.tsv")
    let options = try cluster("out", "vectors", ["--model", model])
    #expect(options.status == 65 && options.standardError.contains("options.tsv:2"))
  }
}
