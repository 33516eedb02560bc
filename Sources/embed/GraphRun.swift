import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

/// `embed --method graph` and `--method propagation` on documents: with their words, links and authors
/// they are the nodes of one graph.
struct GraphRun {
  let command: Embed
  private var threads: Int { command.common.threads }

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
  private struct Result {
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

  // MARK: Writing

  /// Writes the vectors of all kinds of nodes, and which documents have none.
  private func write(
    _ result: Result, _ output: borrowing StageOutput
  ) throws -> (written: Int, rejected: Int) {
    let (documents, vectors) = (result.documents, result.vectors)
    let pool = command.pool == .author ? "author" : "document"
    for (kind, matrix) in vectors.sorted(by: { $0.key < $1.key }) where kind != pool {
      let records = documents.records(kind)
      _ = try writeNonzero(matrix, records, to: output.file("\(kind)s.npy"))
    }
    let own = vectors["document"] ?? Matrix(rows: 0, columns: 0)
    let unknown = documents.ids.indices.filter { norm(own[row: $0]) == 0 }
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.rejects,
      unknown.map {
        [
          documents.ids[$0], "no-edges",
          "none of its \(documents.lengths[$0]) words or links is known, and it has no features",
        ]
      })
    guard unknown.count < documents.ids.count else {
      throw FileError(
        .empty, documents.path, "no document has a word or link that is known",
        remedy: "lower --min-documents, or learn a new model without --model")
    }
    let written = try writeNonzero(
      vectors[pool] ?? own, documents.records(pool), to: output.file("vectors.npy"))
    return (written, unknown.count)
  }

  private func writeModel(
    _ documents: GraphDocuments, _ model: GraphModel, _ output: borrowing StageOutput
  ) throws {
    try model.write { try output.file("model/\($0)") }
    for terms in documents.terms {
      try terms.vocabulary.write { try output.file("model/\(terms.folder)/\($0)") }
    }
    try writeKnown(documents, model, output)
  }

  /// Writes what the documents and authors of the model are made of, so that changed ones can be told.
  private func writeKnown(
    _ documents: GraphDocuments, _ model: GraphModel, _ output: borrowing StageOutput
  ) throws {
    for kind in ["document", "author"] where !model.graph.nodes(kind).isEmpty {
      let path = try output.file("model/\(kind)s.tsv")
      if let folder = command.model {
        let table = try Table(contentsOf: "\(folder)/\(kind)s.tsv")
        let (ids, hashes) = (try table.column("id"), try table.column("hash"))
        try writeTable(path, columns: ["id", "hash"], zip(ids, hashes).lazy.map { [$0, $1] })
      } else {
        try writeTable(
          path, columns: ["id", "hash"], documents.records(kind).lazy.map { [$0[0], $0[4]] })
      }
    }
  }

  /// Places the products of the catalogue as new documents with their words, or their links.
  private func writeProducts(
    _ documents: GraphDocuments, _ model: GraphModel, _ output: inout StageOutput
  ) throws {
    let isLinks = !documents.terms.contains { $0.kind == "word" }
    guard !isLinks || command.linksOptions.linkType.isEmpty,
      let terms = documents.terms.first(where: { $0.kind == (isLinks ? "link" : "word") }),
      let products = try ProductVectors(command, &output, features: isLinks ? .links : .tokens),
      products.hasTerms
    else { return }
    let first = model.graph.nodes(terms.kind).lowerBound
    try products.write(threads: threads, output) { counts in
      var new = NewNodes(count: counts.count, beside: model)
      let weights = TermWeights(terms.vocabulary)
        .weights(of: counts.counts(of: terms.vocabulary.terms))
      new.append(weights, from: 0, toKnown: first)
      return model.vectors(of: new, threads: threads)
    }
  }
}
