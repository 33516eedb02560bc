import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

/// `embed --method links`: vectors learned from which document links to what.
struct LinksRun {
  let command: Embed

  private var threads: Int { command.common.threads }

  func run() throws {
    var output = try StageOutput(command)
    let documents = try LinkedDocuments(command, &output)
    let space = try space(documents, &output)
    let counts = try writeVectors(documents, space, output)
    try writeLinks(space, output)
    try writeProducts(space, &output)
    try space.write { try output.file("model/\($0)") }
    output.quality["dimensions"] = Double(space.dimensions)
    output.quality["targets"] = Double(space.targets.count)
    let measures = [("loss", "loss"), ("AUC of held-out links", "held_out_auc")]
      .compactMap { name, key in output.quality[key].map { ", \(name) \(rounded($0))" } }
    try output.commit(
      rows: .init(
        input: documents.ids.count, output: counts.written, rejected: counts.rejected),
      "\(documents.ids.count) documents → \(counts.written) vectors of \(space.dimensions) "
        + "dimensions, \(space.targets.count) targets" + measures.joined())
  }

  private func space(
    _ documents: LinkedDocuments, _ output: inout StageOutput
  ) throws -> LinkSpace {
    if let model = command.model { return try read(model, &output) }
    let graph = LinkGraph(ids: documents.ids, documents.links, command.vocabularyOptions)
    try require(graph, documents.path)
    let previous = try command.training.warmStart.map { try read($0, &output) }
    return try LinkTraining(command: command, graph: graph, previous: previous).run(&output)
  }

  private func read(_ folder: String, _ output: inout StageOutput) throws -> LinkSpace {
    for name in LinkSpace.files { _ = try output.input("\(folder)/\(name)", name) }
    return try LinkSpace(folder: folder)
  }

  /// Refuses links from which nothing can be learned.
  private func require(_ graph: LinkGraph, _ path: String) throws {
    guard !graph.targets.isEmpty else {
      throw FileError(
        .empty, path,
        "no target is linked from \(command.minDocuments) documents or more, and at most "
          + "\(command.maxShare) of them",
        remedy: "lower --min-documents, raise --max-share, or bring more documents")
    }
    guard graph.documents.count > 1 else {
      throw FileError(
        .empty, path, "has links of one document alone", remedy: "bring more documents with links")
    }
    let missing = graph.documents.count * graph.targets.count - graph.counts.values.count
    // Made-up pairs are drawn until one is no link.
    guard missing * 100 >= graph.documents.count * graph.targets.count else {
      throw FileError(
        .empty, path, "all documents link to the same targets",
        remedy: "bring documents that differ, or lower --max-share")
    }
  }

  /// Writes the documents' vectors, and which documents have none.
  private func writeVectors(
    _ documents: LinkedDocuments, _ space: LinkSpace, _ output: borrowing StageOutput
  ) throws -> (written: Int, rejected: Int) {
    let ids = documents.ids
    let vectors = space.vectors(
      ids: ids, documents.links, negatives: command.training.negatives ?? 2,
      seed: command.common.seed, threads: threads)
    let known = ids.indices.filter { norm(vectors[row: $0]) > 0 }
    let unknown = ids.indices.filter { norm(vectors[row: $0]) == 0 }
    guard !known.isEmpty else {
      throw FileError(
        .empty, documents.path, "no document is known to the model or links to a target of it",
        remedy: "give the links that it was learned from, or learn a new one without --model")
    }
    let lengths = documents.links.lengths
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.rejects,
      unknown.map { [ids[$0], "no-known-links", "none of its \(lengths[$0]) links is known"] })
    try VectorTable.write(
      vectors.rows(known),
      known.map { [ids[$0], "1", String(lengths[$0]), "0", documents.hash(of: $0)] },
      columns: Schema.vectors, to: output.file("vectors.npy"))
    return (known.count, unknown.count)
  }

  private func writeLinks(_ space: LinkSpace, _ output: borrowing StageOutput) throws {
    let records = zip(space.targets, space.documentsOfTarget).map { target, documents in
      [target, String(documents), "1", "0", shortTextDigest(target)]
    }
    try VectorTable.write(
      space.targetVectors(threads: threads), records, columns: Schema.vectors,
      to: output.file("links.npy"))
  }

  /// Places the products of the catalogue at the mean of what they link to, if they have links: those
  /// are articles as clean spells them, no categories or hosts.
  private func writeProducts(_ space: LinkSpace, _ output: inout StageOutput) throws {
    guard command.linksOptions.linkType.isEmpty,
      let products = try ProductVectors(command, &output, features: .links),
      products.hasTerms
    else { return }
    try products.write(threads: threads, output) { space.means(of: $0, threads: threads) }
  }

  private func rounded(_ number: Double) -> Double { (number * 10_000).rounded() / 10_000 }
}
