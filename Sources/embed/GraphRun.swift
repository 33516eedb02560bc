import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// `embed --method graph` and `--method propagation` on documents: with their words, links and authors
/// they are the nodes of one graph.
struct GraphRun {
  let command: Embed
  var threads: Int { command.common.threads }

  func run() throws {
    var output = try StageOutput(command)
    let result = try command.model.map { try placed($0, &output) } ?? fitted(&output)
    let (documents, model) = (result.documents, result.model)
    let counts = try write(result, output)
    try writeProducts(documents, model, &output)
    try writeModel(documents, model, output)
    output.quality["dimensions"] = Double(model.dimensions)
    let count = documents.ids.count
    try output.commit(
      rows: .init(
        input: count, output: counts.written, rejected: counts.rejected,
        merged: count - counts.written - counts.rejected),
      "\(count) documents → \(counts.written) vectors of \(model.dimensions) dimensions, "
        + "\(model.graph.nodeCount) nodes, \(model.graph.edgeCount) edges")
  }

  /// A model with the vectors of the documents and authors of this run.
  struct Result {
    let documents: GraphDocuments
    let model: GraphModel
    /// The vectors of nodes, by kind.
    var vectors: [String: Matrix]
  }

  private var types: Set<GraphArguments.EdgeType> {
    guard command.graph.edgeType.isEmpty else { return Set(command.graph.edgeType) }
    let content: GraphArguments.EdgeType = command.features == .links ? .links : .words
    return command.pool == .author ? [content, .authors] : [content]
  }

  // MARK: Learning a model

  private func fitted(_ output: inout StageOutput) throws -> Result {
    let types = types
    guard types != [.authors] else {
      throw UsageError(
        "authors alone connect nothing with another author's documents; add --edge-type words or links"
      )
    }
    let documents = try GraphDocuments(command, types, model: nil, &output)
    for terms in documents.terms where terms.vocabulary.terms.isEmpty {
      throw command.noTermsError(documents.path)
    }
    guard documents.ids.count > 1 else {
      throw FileError(
        .empty, documents.path, "has one document, from which nothing can be learned",
        remedy: "bring more documents, or give --model")
    }
    let given = try command.graph.nodeFeatures.map {
      try NodeFeatureTable($0, &output, threads: threads)
    }
    let graph = documents.graph()
    let fit = GraphFit(command: command, path: documents.path, graph: graph) { dimensions in
      spectral(documents, graph, dimensions)
    }
    let model = try fit.run(given, &output)
    let vectors = model.vectors(threads: threads)
    return Result(documents: documents, model: model, vectors: byKind(vectors, model))
  }

  /// The directions of latent semantic analysis, as features of words and links.
  private func spectral(
    _ documents: GraphDocuments, _ graph: HeterogeneousGraph, _ dimensions: Int
  ) -> Matrix {
    let columns = SpectralFeatures.columns(
      of: documents.weights(), dimensions: dimensions, seed: command.common.seed, threads: threads)
    let zeros = Matrix(rows: graph.nodeCount - columns.rows, columns: columns.columns)
    return Matrix(
      rows: graph.nodeCount, columns: columns.columns, elements: zeros.elements + columns.elements)
  }

  private func byKind(_ vectors: Matrix, _ model: GraphModel) -> [String: Matrix] {
    Dictionary(
      uniqueKeysWithValues: model.graph.kinds.map { ($0.name, vectors.rows($0.nodes)) })
  }

  // MARK: Applying a model

  private func placed(_ folder: String, _ output: inout StageOutput) throws -> Result {
    for name in GraphModel.files { _ = try output.input("\(folder)/\(name)", name) }
    let model = try GraphModel(folder: folder)
    let types = try types(of: model, folder)
    let documents = try GraphDocuments(command, types, model: folder, &output)
    let given = try command.graph.nodeFeatures.map {
      try NodeFeatureTable($0, &output, threads: threads)
    }
    let bags = try FeatureBags(model: folder, &output)
    var vectors = byKind(model.vectors(threads: threads), model)
    let placement = DocumentPlacement(
      documents, model, documentRows: try known("document", documents, model, folder, &output),
      authorRows: try known("author", documents, model, folder, &output))
    var new = placement.nodes
    if let given {
      new.features = try given.features(bags, columns: model.features.columns, threads: threads)
        .selecting(given.rows(of: placement.ids) + placement.authorsWithoutFeatures)
    }
    let placed = model.vectors(of: new, threads: threads)
    for kind in ["document", "author"] {
      vectors[kind] = vectors[kind].map { placement.merged(kind, known: $0, placed) }
    }
    return Result(documents: documents, model: model, vectors: vectors)
  }

  /// What the nodes of a model are.
  private func types(
    of model: GraphModel, _ folder: String
  ) throws -> Set<GraphArguments.EdgeType> {
    let kinds = Set(model.graph.kinds.map(\.name))
    guard kinds.contains("document") else {
      throw UsageError(
        "--model \(folder) was learned from --edges; give the edges of the new nodes")
    }
    guard command.pool == .document || kinds.contains("author") else {
      throw UsageError("--model \(folder) has no authors; learn one with --pool author")
    }
    let kindOfType: [(GraphArguments.EdgeType, String)] = [
      (.words, "word"), (.links, "link"), (.authors, "author"),
    ]
    return Set(kindOfType.filter { kinds.contains($0.1) }.map(\.0))
  }

  /// For each document or author the row among those of the model that is made of the same; nil for new
  /// and changed ones.
  private func known(
    _ kind: String, _ documents: GraphDocuments, _ model: GraphModel, _ folder: String,
    _ output: inout StageOutput
  ) throws -> [Int?] {
    guard !model.graph.nodes(kind).isEmpty else { return [] }
    let table = try Table(contentsOf: output.input("\(folder)/\(kind)s.tsv", ""))
    let (ids, hashes) = (try table.keys("id"), try table.column("hash"))
    guard ids == model.graph.nodes(kind).map({ model.graph.ids[$0] }) else {
      throw FileError(
        .malformed, table.path, "has not the \(kind)s of nodes.tsv beside it",
        remedy: "the files of a model belong together; learn it again")
    }
    let rows = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    return documents.records(kind).map { record in
      rows[record[0]].flatMap { hashes[$0] == record[4] ? $0 : nil }
    }
  }
}
