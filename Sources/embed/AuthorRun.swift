import Artifacts
import Embeddings
import LinearAlgebra
import NeuralNetworks
import StageSupport

/// `embed --method author`: authors by a network that reads their posts.
struct AuthorRun {
  let command: Embed

  private var threads: Int { command.common.threads }

  func run() throws {
    var output = try StageOutput(command)
    let documents = try output.input(command.documents, "clean/documents.tsv")
    if let vectors = command.documentVectors {
      let path = try output.input(vectors, "")
      let table = try AuthorPostTable(vectors: path, documents: documents)
      let network = try network(table.posts, path, &output)
      return try finish(table, network, output)
    }
    let source = EncoderSource(command: command)
    if command.encoderOptions.printModel { return try source.describe() }
    let texts = try TextTable(documents, key: "id")
    let products = try output.optionalInput(command.products, "clean/products.tsv").map {
      try TextTable($0, key: "product")
    }
    var record = try source.record(&output)
    let encoder = try source.encoder(&record)
    let identity = "\(record.digest) \(encoder.settings)"
    var encoded = EncodedTable(texts, encoder, identity: identity, threads: threads)
    try encoded.write("documents", previous: ["documents", "vectors"], output)
    try record.write(output.file("model/encoder.tsv"))
    let table = try AuthorPostTable(texts, encoded, vectors: output.file("documents.npy"))
    let network = try network(table.posts, documents, &output)
    if let products {
      var encoded = EncodedTable(products, encoder, identity: identity, threads: threads)
      try write(&encoded, network, output)
    }
    try finish(table, network, output)
  }

  /// The network: that of an earlier run, or one that is trained.
  private func network(
    _ posts: AuthorPosts, _ path: String, _ output: inout StageOutput
  ) throws -> AuthorNetwork {
    if let model = command.model { return try read(model, posts, &output) }
    let previous = try command.training.warmStart.map { try read($0, posts, &output) }
    return try AuthorTraining(command: command, posts: posts, path: path, previous: previous)
      .run(&output)
  }

  private func read(
    _ folder: String, _ posts: AuthorPosts, _ output: inout StageOutput
  ) throws -> AuthorNetwork {
    for name in AuthorNetwork.files { _ = try output.input("\(folder)/\(name)", name) }
    let network = try AuthorNetwork(folder: folder)
    guard network.dimensions == posts.dimensions else {
      throw FileError(
        .malformed, "\(folder)/\(AuthorNetwork.files[0])",
        "is for vectors of \(network.dimensions) dimensions, and documents have "
          + "\(posts.dimensions)", remedy: "use the encoder that it was trained with")
    }
    return network
  }

  /// Writes the products as the network reads them, and keeps their own vectors, which the next run may
  /// copy, beside the model.
  private func write(
    _ products: inout EncodedTable, _ network: AuthorNetwork, _ output: borrowing StageOutput
  ) throws {
    try products.write("model/products", previous: ["model/products"], output)
    let plain = try VectorFile(output.file("model/products.npy")).matrix()
    try VectorFile.write(
      network.vectors(ofTexts: plain, threads: threads), to: output.file("products.npy"))
    try products.writeRecords(to: output.file("products.tsv"))
  }

  private func finish(
    _ table: AuthorPostTable, _ network: AuthorNetwork, _ output: consuming StageOutput
  ) throws {
    try VectorTable.write(
      network.vectors(of: table.posts, threads: threads), table.records, columns: Schema.vectors,
      to: output.file("vectors.npy"))
    try writeTable(output.file("rejects.tsv"), columns: Schema.rejects, table.rejects)
    try network.write { try output.file("model/\($0)") }
    output.quality["dimensions"] = Double(network.dimensions)
    let measures = [
      ("start_auc", "AUC of held-out authors ", " before training"), ("held_out_auc", "", " after"),
    ].compactMap { key, name, time in
      output.quality[key].map { ", \(name)\(($0 * 10_000).rounded() / 10_000)\(time)" }
    }
    let (count, authors, rejected) = (table.count, table.posts.authors.count, table.rejects.count)
    try output.commit(
      rows: .init(
        input: count, output: authors, rejected: rejected, merged: count - rejected - authors),
      "\(count) documents → \(authors) authors of \(network.dimensions) dimensions"
        + measures.joined())
  }
}
