import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport
import Synchronization

/// Encodes the texts of a table into a file of vectors, some thousand at a time.
struct EncodedTable: ~Copyable {
  /// What is known about each row's vector besides its numbers.
  private(set) var tokens: [Int] = []
  private(set) var truncated: [Int] = []
  /// The hash of each row's text, with the model as key.
  let hashes: [UInt64]
  /// The number of rows whose vectors were copied from an earlier run.
  private(set) var copied = 0
  private var tokensSoFar = 0

  private let texts: TextTable
  private let encoder: any TextEncoder
  private let threads: Int
  private static let block = 4096

  /// Hashes the texts; `identity` is what the vectors depend on besides them.
  init(_ texts: TextTable, _ encoder: any TextEncoder, identity: String, threads: Int) {
    self.texts = texts
    self.encoder = encoder
    self.threads = threads
    let (hash, source) = (SipHash(key: identity), texts.texts(texts.ids.indices))
    hashes = parallelMap(count: source.count, chunk: 1024, threads: threads) { range in
      var text: [UInt8] = []
      return range.map { index in
        source.withText(index, &text) { hash.hash($0) }
      }
    }.flatMap(\.self)
  }

  /// Writes the vectors and the table beside them as `name`, and gives the vectors from a row on to
  /// `receive`, in order. A block is encoded while the one before is written.
  ///
  /// Vectors of an earlier run are copied from the first file that is there of those that `previous`
  /// names.
  ///
  /// - Throws: `FileError` if a file cannot be written.
  mutating func write(
    _ name: String, previous: [String], _ output: borrowing StageOutput,
    receive: (_ first: Int, _ vectors: Matrix) -> Void = { _, _ in }
  ) throws {
    var earlier: String?
    for name in previous where earlier == nil { earlier = output.previous("\(name).npy") }
    let rowEncoder = RowEncoder(
      texts: texts, encoder: encoder, hashes: hashes,
      known: encoder.isSlow ? KnownVectors(earlier, dimensions: encoder.dimensions) : nil,
      threads: threads)
    let count = texts.ids.count
    let writer = Mutex<VectorWriter?>(
      try VectorWriter(
        path: output.file("\(name).npy"), rows: count, columns: encoder.dimensions))
    let progress = Mutex(ProgressLine("embed", total: count, log: output.log))
    let started = ContinuousClock.now
    var last: RowEncoder.Block?
    for start in stride(from: 0, to: count + Self.block, by: Self.block) {
      let rows = min(start, count)..<min(start + Self.block, count)
      let (ready, note) = (last, rate(since: started))
      let done = concurrently(threads: threads) {
        Result { () throws(FileError) in
          if let ready {
            try writer.withLock { writer throws(FileError) in try writer?.append(ready.vectors) }
          }
        }
      } _: {
        Result { () throws(FileError) -> RowEncoder.Block? in
          if rows.isEmpty { return nil }
          return try rowEncoder.block(rows) { chunks in
            progress.withLock {
              $0.update(rows.lowerBound + min(chunks, rows.count), note: note)
            }
          }
        }
      }
      try done.aside.get()
      last = try done.body.get()
      if let last {
        take(last)
        receive(start, last.vectors)
      }
    }
    progress.withLock { $0.finish() }
    try writer.withLock { $0.take() }?.commit()
    try writeRecords(to: output.file("\(name).tsv"))
  }

  /// The tokens a second so far; texts differ so much in length that rows tell little.
  private func rate(since started: ContinuousClock.Instant) -> String {
    let seconds = started.duration(to: .now) / .seconds(1)
    return tokens.isEmpty ? "" : ", \(Int(Double(tokensSoFar) / seconds)) tokens a second"
  }

  /// Notes what came of a block.
  private mutating func take(_ block: RowEncoder.Block) {
    tokens += block.tokens
    tokensSoFar += block.tokens.reduce(0, +)
    truncated += block.truncated
    copied += block.copied
  }

  /// Writes the table beside the vectors.
  ///
  /// - Throws: `FileError` if it cannot be written.
  func writeRecords(to path: String) throws(FileError) {
    let (ids, tokens, truncated, hashes) = (texts.ids, tokens, truncated, hashes)
    try writeTable(path, columns: Schema.vectors, of: Array(ids.indices), threads: threads) {
      row, append in
      append([ids[row], "1", String(tokens[row]), String(truncated[row]), hexadecimal(hashes[row])])
    }
  }
}
