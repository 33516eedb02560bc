import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

extension GraphRun {
  /// Writes the vectors of all kinds of nodes, and which documents have none.
  func write(
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

  /// Writes the model, with what the documents and authors of it are made of.
  func writeModel(
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
  func writeProducts(
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
