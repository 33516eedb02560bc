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
    let encoder = try source.encoder(&record)
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
}
