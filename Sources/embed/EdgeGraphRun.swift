import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// `embed --method graph` and `--method propagation` on the nodes of `--edges`.
struct EdgeGraphRun {
  let command: Embed
  /// The table of edges.
  let edges: String
  private static let kind = "node"
  private var threads: Int { command.common.threads }

  func run() throws {
    var output = try StageOutput(command)
    let table = try EdgeTable(output.input(edges, ""))
    let given = try command.graph.nodeFeatures.map {
      try NodeFeatureTable($0, &output, threads: threads)
    }
    let ids = try ids(table, given, &output)
    let result =
      try command.model.map { try placed($0, ids, table, given, &output) }
      ?? fitted(ids, table, given, &output)
    try EdgeTable.write(result.rejects, to: output.file("edge-rejects.tsv"))
    try warn(result.rejects, output.log)
    output.quality["edge_rows"] = Double(table.ends.count)
    output.quality["edge_rejects"] = Double(result.rejects.count)
    output.quality["repeated_edges"] = Double(
      table.ends.count - result.rejects.count - result.edges)
    output.quality["dimensions"] = Double(result.model.dimensions)
    let written = try write(ids, result, output)
    try result.model.write { try output.file("model/\($0)") }
    try output.commit(
      rows: .init(input: ids.count, output: written, rejected: ids.count - written),
      "\(ids.count) nodes, \(result.edges) edges → \(written) vectors of "
        + "\(result.model.dimensions) dimensions")
  }

  /// What a run came to.
  private struct Result {
    let model: GraphModel
    /// The vectors of the nodes, zeros for those without, and the number of edges of each.
    let vectors: Matrix
    let degrees: [Int]
    /// The number of distinct edges.
    let edges: Int
    let rejects: [EdgeTable.Reject]
  }

  /// The nodes, in bytewise order: those of --documents or --node-features, or all that have edges.
  private func ids(
    _ table: EdgeTable, _ given: NodeFeatureTable?, _ output: inout StageOutput
  ) throws -> [String] {
    if let path = try command.documents.map({ try output.input($0, "") }) {
      return try SortedDocuments(path).ids
    }
    return given?.ids ?? table.ids
  }

  private func fitted(
    _ ids: [String], _ table: EdgeTable, _ given: NodeFeatureTable?,
    _ output: inout StageOutput
  ) throws -> Result {
    let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    var list = EdgeList()
    let rejects = table.forEachEdge({ numbers[$0] }) { list.append($0, $1, weight: $2) }
    let graph = HeterogeneousGraph(nodes: [(kind: Self.kind, ids: ids)], list)
    let (seed, threads) = (command.common.seed, threads)
    let fit = GraphFit(command: command, path: table.path, graph: graph) { dimensions in
      SpectralFeatures.nodes(of: graph, dimensions: dimensions, seed: seed, threads: threads)
    }
    let model = try fit.run(given, &output)
    return Result(
      model: model, vectors: model.vectors(threads: threads),
      degrees: ids.indices.map(graph.degree), edges: graph.edgeCount, rejects: rejects)
  }

  /// Known nodes stay where they are; new ones are placed by their edges to them and to one another.
  private func placed(
    _ folder: String, _ ids: [String], _ table: EdgeTable, _ given: NodeFeatureTable?,
    _ output: inout StageOutput
  ) throws -> Result {
    for name in GraphModel.files { _ = try output.input("\(folder)/\(name)", name) }
    let model = try GraphModel(folder: folder)
    guard !model.graph.nodes(Self.kind).isEmpty else {
      throw UsageError("--model \(folder) was learned from documents; leave out --edges")
    }
    let known = model.numbers(of: Self.kind)
    let newIds = ids.filter { known[$0] == nil }
    let places = Dictionary(uniqueKeysWithValues: newIds.enumerated().map { ($1, $0) })
    var new = NewNodes(count: newIds.count, beside: model)
    // New nodes are numbered behind the known ones.
    let first = model.graph.nodeCount
    let rejects = table.forEachEdge({ known[$0] ?? places[$0].map { $0 + first } }) {
      a, b, weight in
      switch (a >= first, b >= first) {
      case (true, true): new.append(a - first, toNew: b - first, weight: weight)
      case (true, false): new.append(a - first, toKnown: b, weight: weight)
      case (false, true): new.append(b - first, toKnown: a, weight: weight)
      case (false, false): break
      }
    }
    if let given {
      let bags = try FeatureBags(model: folder, &output)
      new.features = try given.features(bags, columns: model.features.columns, threads: threads)
        .selecting(given.rows(of: newIds))
    }
    let vectors = model.vectors(threads: threads)
    let all = Matrix(
      rows: first + newIds.count, columns: vectors.columns,
      elements: vectors.elements + model.vectors(of: new, threads: threads).elements)
    let degrees = new.degrees
    return Result(
      model: model, vectors: all.rows(ids.map { known[$0] ?? places[$0].map { $0 + first } ?? 0 }),
      degrees: ids.map { id in
        known[id].map(model.graph.degree) ?? places[id].map { degrees[$0] } ?? 0
      }, edges: table.ends.count - rejects.count, rejects: rejects)
  }

  private func warn(_ rejects: [EdgeTable.Reject], _ log: Log) throws {
    let unknown = rejects.count { $0.reason == "unknown-id" }
    if unknown > 0 {
      log.warning("\(unknown) edges name a node that is not known; see edge-rejects.tsv")
    }
    let own = rejects.count - unknown
    if own > 0 { log.warning("\(own) edges from a node to itself are left out") }
  }

  /// Writes the vectors, and which nodes have none.
  private func write(
    _ ids: [String], _ result: Result, _ output: borrowing StageOutput
  ) throws -> Int {
    let unknown = ids.indices.filter { norm(result.vectors[row: $0]) == 0 }
    guard unknown.count < ids.count else {
      throw FileError(
        .empty, edges, "no node has an edge or features that are known",
        remedy: "its ids must be those of the nodes")
    }
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.rejects,
      unknown.map { [ids[$0], "no-edges", "it has no known edge and no features"] })
    return try writeNonzero(
      result.vectors,
      ids.indices.map {
        [ids[$0], "1", String(result.degrees[$0]), "0", shortTextDigest(ids[$0])]
      },
      to: output.file("vectors.npy"))
  }
}
