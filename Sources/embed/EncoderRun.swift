import Artifacts
import Embeddings
import Foundation
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
    var authors =
      command.pool == .author
      ? try AuthorVectors(documents, command, dimensions: encoder.dimensions) : nil
    let name = authors == nil ? "vectors" : "documents"
    let started = ContinuousClock.now
    try encoded.write(
      to: output.file("\(name).npy"),
      known: KnownVectors(
        // The earlier run may have pooled authors, or not.
        output.previous("documents.npy") ?? output.previous("vectors.npy"),
        dimensions: encoder.dimensions),
      log: output.log
    ) { row, vector in
      authors?.add(row, vector)
    }
    let seconds = started.duration(to: .now) / .seconds(1)
    try writeTable(
      output.file("\(name).tsv"), columns: Schema.vectors, encoded.records)
    try authors?.write(to: output.file("vectors.npy"), encoded)
    if let products {
      var encoded = EncodedTable(products, encoder, identity: identity, threads: threads)
      try encoded.write(
        to: output.file("products.npy"),
        known: KnownVectors(output.previous("products.npy"), dimensions: encoder.dimensions),
        log: output.log)
      try writeTable(output.file("products.tsv"), columns: Schema.vectors, encoded.records)
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
    let written = authors?.count ?? count
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
      guard try modelDigest(record.folder, &output) == record.digest else {
        throw FileError(
          .malformed, record.folder, "is not the encoder that \(path) was made with",
          remedy: "put that one there, or embed the documents again")
      }
      return record
    }
    let folder = try self.folder
    return EncoderRecord(
      folder: folder, digest: try modelDigest(folder, &output),
      options: command.encoderOptions.options)
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

  private func printModel() throws {
    var record = EncoderRecord(
      folder: try folder, digest: "", options: command.encoderOptions.options)
    let encoder = try encoder(&record)
    for fact in encoder.facts { print("\(fact.name)\t\(fact.value)") }
  }
}
