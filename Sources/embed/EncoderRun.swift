import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import StageSupport

/// `embed --method encoder` and `--method static`: titles and texts through a pretrained model.
struct EncoderRun {
  let command: Embed

  func run() throws {
    if command.encoderOptions.printModel { return try printModel() }
    var output = try StageOutput(command)
    let documents = try TextTable(output.input(command.documents, "clean/documents.tsv"), key: "id")
    let products = try output.optionalInput(command.products, "clean/products.tsv").map {
      try TextTable($0, key: "product")
    }
    var record = try self.record(&output)
    let encoder = try encoder(&record)
    let identity = "\(record.digest) \(encoder.settings)"
    let threads = command.common.threads

    var encoded = EncodedTable(documents, encoder, identity: identity, threads: threads)
    let authors = command.pool == .author ? try authors(documents) : nil
    var means = [WeightedMean](
      repeating: WeightedMean(dimensions: encoder.dimensions), count: authors?.authors.count ?? 0)
    let name = authors == nil ? "vectors" : "documents"
    let started = ContinuousClock.now
    try encoded.write(
      to: output.file("\(name).npy"),
      known: !encoder.isSlow
        ? nil
        : KnownVectors(
          // The earlier run may have pooled authors, or not.
          output.previous("documents.npy") ?? output.previous("vectors.npy"),
          dimensions: encoder.dimensions),
      log: output.log
    ) { row, vector in
      if let authors { means[authors.authorOfDocument[row]].add(vector) }
    }
    let seconds = started.duration(to: .now) / .seconds(1)
    try encoded.writeRecords(to: output.file("\(name).tsv"))
    if let authors {
      try VectorTable.write(
        vectors(means, encoder), records(authors, encoded), columns: Schema.vectors,
        to: output.file("vectors.npy"))
    }
    if let products {
      var encoded = EncodedTable(products, encoder, identity: identity, threads: threads)
      try encoded.write(
        to: output.file("products.npy"),
        known: !encoder.isSlow
          ? nil : KnownVectors(output.previous("products.npy"), dimensions: encoder.dimensions),
        log: output.log)
      try encoded.writeRecords(to: output.file("products.tsv"))
    }
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.rejects,
      documents.empty.map { [$0, "no-text", "it has neither a title nor a text"] })
    try record.write(output.file("model/encoder.tsv"))
    let tokens = encoded.tokens.reduce(0, +)
    output.quality["tokens"] = Double(tokens)
    output.quality["truncated"] = Double(encoded.truncated.reduce(0, +))
    output.quality["dimensions"] = Double(encoder.dimensions)
    let (count, rejected) = (documents.ids.count, documents.empty.count)
    let written = authors?.authors.count ?? count
    try output.commit(
      rows: .init(
        input: count + rejected, output: written, rejected: rejected, merged: count - written),
      "\(count + rejected) documents → \(written) vectors of \(encoder.dimensions) dimensions, "
        + "\(encoded.copied) copied, \(Int(Double(tokens) / max(seconds, 1e-3))) tokens a second")
  }

  /// The model of a record, which is told the prefix that the model wants.
  private func encoder(_ record: inout EncoderRecord) throws -> any TextEncoder {
    guard command.method == .encoder else { return try StaticEncoder(record.folder) }
    let encoder = try SentenceEncoder(record.folder, record.options)
    record.options.prefix = encoder.prefix
    return encoder
  }

  /// The encoder to use: that of an earlier run, or of the options.
  private func record(_ output: inout StageOutput) throws -> EncoderRecord {
    if let model = command.model {
      let path = try output.input("\(model)/encoder.tsv", "")
      let record = try EncoderRecord(path)
      guard try digest(record.folder, &output) == record.digest else {
        throw FileError(
          .malformed, record.folder, "is not the encoder that \(path) was made with",
          remedy: "put that one there, or embed the documents again")
      }
      return record
    }
    let folder = try self.folder
    return EncoderRecord(
      folder: folder, digest: try digest(folder, &output), options: command.encoderOptions.options)
  }

  private var folder: String {
    get throws {
      guard let folder = command.encoderOptions.encoder else {
        throw UsageError(
          "embed: --method \(command.method.rawValue) needs --encoder FOLDER; see --help")
      }
      return folder
    }
  }

  /// The SHA-256 of the names and contents of the files that a model is made of.
  private func digest(_ folder: String, _ output: inout StageOutput) throws -> String {
    let kinds: Set = ["json", "txt", "model", "safetensors"]
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let chosen = bytewiseOrder(names).map { names[$0] }.filter {
      kinds.contains(URL(fileURLWithPath: $0).pathExtension)
    }
    guard !chosen.isEmpty else {
      throw FileError(
        .missing, folder, "holds no model", remedy: "give --encoder the folder of a model")
    }
    let lines = try chosen.map { "\(try fileDigest("\(folder)/\($0)"))  \($0)\n" }
    let digest = textDigest(lines.joined())
    output.addInputs([(path: "model", digest: digest)], as: folder)
    return digest
  }

  private func printModel() throws {
    var record = EncoderRecord(
      folder: try folder, digest: "", options: command.encoderOptions.options)
    let encoder = try encoder(&record)
    for fact in encoder.facts { print("\(fact.name)\t\(fact.value)") }
  }

  private func authors(_ documents: TextTable) throws -> AuthorGroups {
    let authors = AuthorGroups(authorsOfDocuments: try documents.column("author"))
    if authors.authors.first == "" {
      throw FileError(
        .malformed, documents.path, "has documents without an author",
        remedy: "fill the column, or use --pool document")
    }
    return authors
  }

  /// The mean vector of each author's documents, of length 1.
  private func vectors(_ means: [WeightedMean], _ encoder: any TextEncoder) -> Matrix {
    Matrix(
      rows: means.count, columns: encoder.dimensions,
      elements: means.flatMap { $0.vector(normalized: true) })
  }

  private func records(_ authors: AuthorGroups, _ encoded: borrowing EncodedTable) -> [[String]] {
    let counts = authors.sums(of: encoded.hashes.map { _ in 1 })
    let tokens = authors.sums(of: encoded.tokens)
    let truncated = authors.sums(of: encoded.truncated)
    var hashes = [String](repeating: "", count: authors.authors.count)
    for (hash, author) in zip(encoded.hashes, authors.authorOfDocument) {
      hashes[author] += hexadecimal(hash)
    }
    return authors.authors.indices.map { author in
      [
        authors.authors[author], String(counts[author]), String(tokens[author]),
        String(truncated[author]), String(textDigest(hashes[author]).prefix(16)),
      ]
    }
  }
}
