import Artifacts
import Embeddings
import StageSupport

/// `embed --method encoder` and `--method static`: titles and texts through a pretrained model.
struct EncoderRun {
  let command: Embed

  func run() throws {
    let source = EncoderSource(command: command)
    if command.encoderOptions.printModel { return try source.describe() }
    var output = try StageOutput(command)
    let documents = try TextTable(output.input(command.documents, "clean/documents.tsv"), key: "id")
    let products = try output.optionalInput(command.products, "clean/products.tsv").map {
      try TextTable($0, key: "product")
    }
    var record = try source.record(&output)
    let model = Model(
      encoder: try source.encoder(&record), digest: record.digest, threads: command.common.threads)

    let started = ContinuousClock.now
    var encoded = model.table(documents)
    var authors: AuthorVectors?
    if command.pool == .author {
      authors = try AuthorVectors(documents, command, dimensions: model.encoder.dimensions)
      try encoded.write("documents", previous: ["documents", "vectors"], output) {
        authors?.add($1, from: $0)
      }
    } else {
      try encoded.write("vectors", previous: ["vectors", "documents"], output)
    }
    let seconds = started.duration(to: .now) / .seconds(1)
    let space = try space(of: authors, &output)
    try space?.write(output.file(Self.spaceFile))
    try authors?.write(to: output.file("vectors.npy"), encoded, in: space)
    if let products { try write(products, model, in: space, output) }

    try writeTable(
      output.file("rejects.tsv"), columns: Schema.rejects,
      documents.empty.map { [$0, "no-text", "it has neither a title nor a text"] })
    try record.write(output.file("model/encoder.tsv"))
    let tokens = encoded.tokens.reduce(0, +)
    output.quality["tokens"] = Double(tokens)
    output.quality["truncated"] = Double(encoded.truncated.reduce(0, +))
    output.quality["dimensions"] = Double(model.encoder.dimensions)
    let (count, rejected) = (documents.ids.count, documents.empty.count)
    let written = authors?.count ?? count
    try output.commit(
      rows: .init(
        input: count + rejected, output: written, rejected: rejected, merged: count - written),
      "\(count + rejected) documents → \(written) vectors of \(model.encoder.dimensions) dimensions, "
        + "\(encoded.copied) copied, \(Int(Double(tokens) / max(seconds, 1e-3))) tokens a second")
  }

  private static let spaceFile = "model/author-space.npy"

  /// The space in which authors are compared: that of an earlier run, or one made of them.
  private func space(
    of authors: AuthorVectors?, _ output: inout StageOutput
  ) throws -> AuthorSpace? {
    guard let authors, command.encoderOptions.authorSpace == .whitened else { return nil }
    guard let model = command.model else { return authors.space() }
    return try AuthorSpace(output.input("\(model)/author-space.npy", ""))
  }

  /// Writes the products' vectors; those in the encoder's own space, which the next run may copy, are
  /// kept beside the model if authors have another.
  private func write(
    _ products: TextTable, _ model: Model, in space: AuthorSpace?, _ output: borrowing StageOutput
  ) throws {
    var encoded = model.table(products)
    guard let space else {
      return try encoded.write("products", previous: ["products"], output)
    }
    try encoded.write("model/products", previous: ["model/products"], output)
    let plain = try VectorFile(output.file("model/products.npy")).matrix()
    try VectorFile.write(
      space.vectors(plain, threads: command.common.threads), to: output.file("products.npy"))
    try encoded.writeRecords(to: output.file("products.tsv"))
  }

  /// A model that is ready to read tables.
  private struct Model {
    let encoder: any TextEncoder
    let digest: String
    let threads: Int

    func table(_ texts: TextTable) -> EncodedTable {
      EncodedTable(texts, encoder, identity: "\(digest) \(encoder.settings)", threads: threads)
    }
  }
}
