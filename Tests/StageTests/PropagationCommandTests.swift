import Artifacts
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// `embed --method propagation`, on documents and on edges.
@Suite struct PropagationCommandTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
        + GraphTables.documents().map { $0 + "\n" }.joined(), to: "documents.tsv")
    try folder.write(
      "source\ttarget\n" + GraphTables.edges().map { $0 + "\n" }.joined(), to: "edges.tsv")
    try folder.write(
      "id\tfeatures\n" + GraphTables.features().map { $0 + "\n" }.joined(), to: "features.tsv")
  }

  private func embed(_ output: String, _ arguments: [String]) throws -> Command.Result {
    try Command.run(
      "embed",
      ["--method", "propagation", "--dimensions", "6", "--output", folder.file(output)] + arguments)
  }

  private var edges: [String] {
    ["--edges", folder.file("edges.tsv"), "--node-features", folder.file("features.tsv")]
  }

  @Test(arguments: [false, true])
  func `a model applied to its rows gives the fitted vectors, for any threads`(
    isEdges: Bool
  ) throws {
    let given = isEdges ? edges : ["--documents", folder.file("documents.tsv")]
    #expect(try embed("out", given + ["--threads", "1"]).status == 0)
    #expect(try embed("threads", given + ["--threads", "4"]).status == 0)
    let again = try embed("again", given + ["--model", folder.file("out/model")])
    #expect(again.status == 0, "\(again.standardError)")
    for name in ["vectors.npy", "vectors.tsv", "rejects.tsv"] {
      let one = FileManager.default.contents(atPath: folder.file("out/\(name)"))
      for other in ["threads", "again"] {
        #expect(
          one != nil && one == FileManager.default.contents(atPath: folder.file("\(other)/\(name)"))
        )
      }
    }
    let rows = try RunRecord.read(folder.file("out/run.json")).rows
    #expect(rows.input == rows.output + rows.rejected && rows.rejected == (isEdges ? 0 : 1))
  }

  @Test func `without steps documents keep their vectors of latent semantic analysis`() throws {
    let given = ["--documents", folder.file("documents.tsv")]
    #expect(try embed("out", given + ["--steps", "0"]).status == 0)
    let lsa = try Command.run(
      "embed",
      ["--method", "lsa", "--dimensions", "6", "--output", folder.file("lsa")] + given)
    #expect(lsa.status == 0)
    let one = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    let other = try VectorTable(contentsOf: folder.file("lsa/vectors.npy"))
    let rows = Dictionary(uniqueKeysWithValues: other.ids.enumerated().map { ($1, $0) })
    for (row, id) in one.ids.enumerated() {
      #expect(dot(one.vectors[row: row], other.vectors[row: try #require(rows[id])]) > 0.999)
    }
  }

  @Test func `vectors are features too, and nodes without get those of their neighbors`() throws {
    let half = GraphTables.nodeIds.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    var features = Matrix(rows: half.count, columns: 4)
    for (row, id) in half.enumerated() { features[row, Int(id.split(separator: "-")[1]) ?? 0] = 1 }
    try VectorTable.write(
      features, half.map { [$0] }, columns: ["id"], to: folder.file("half.npy"))
    let nodes = try folder.write(
      "id\n" + GraphTables.nodeIds.map { $0 + "\n" }.joined(), to: "nodes.tsv")
    let result = try embed(
      "out",
      [
        "--edges", folder.file("edges.tsv"), "--node-features", folder.file("half.npy"),
        "--documents", nodes, "--steps", "3", "--teleport", "0.1",
      ])
    #expect(result.status == 0, "\(result.standardError)")
    let table = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(table.ids == GraphTables.nodeIds && table.vectors.columns == 4)
    let right = table.ids.indices.count { row in
      let vector = table.vectors[row: row]
      let largest = vector.indices.max { vector[$0] < vector[$1] }
      return largest.map(String.init) == table.ids[row].split(separator: "-").map(String.init)[1]
    }
    #expect(right > 50, "\(right)")
  }

  @Test func `no edges are an error`() throws {
    try folder.write("source\ttarget\nn-0-10\tn-0-10\n", to: "edges.tsv")
    let result = try embed("out", edges)
    #expect(result.status == 4 && result.standardError.contains("has no edge between two nodes"))
  }
}
