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

  /// Writes the vectors to `path`, and gives each row's to `receive` in order. A block is encoded while
  /// the one before is written.
  ///
  /// - Throws: `FileError` if the file cannot be written.
  mutating func write(
    to path: String, known: KnownVectors?, log: Log,
    receive: (_ row: Int, _ vector: borrowing Span<Float>) -> Void = { _, _ in }
  ) throws {
    let count = texts.ids.count
    let rowEncoder = RowEncoder(
      texts: texts, encoder: encoder, hashes: hashes, known: known, threads: threads)
    let writer = Mutex<VectorWriter?>(
      try VectorWriter(path: path, rows: count, columns: encoder.dimensions))
    let progress = Mutex(ProgressLine("embed", total: count, log: log))
    var last: RowEncoder.Block?
    for start in stride(from: 0, to: count + Self.block, by: Self.block) {
      let rows = min(start, count)..<min(start + Self.block, count)
      let (ready, isEnd) = (last, rows.isEmpty)
      let done = parallelMap(count: 2, chunk: 1, threads: min(2, threads)) { task in
        Result { () throws(FileError) -> RowEncoder.Block? in
          if task.lowerBound == 0 {
            return isEnd
              ? nil
              : try rowEncoder.block(rows) { chunks in
                progress.withLock { $0.update(rows.lowerBound + min(chunks, rows.count)) }
              }
          }
          if let ready {
            try writer.withLock { writer throws(FileError) in try writer?.append(ready.vectors) }
          }
          return nil
        }
      }
      _ = try done[1].get()
      last = try done[0].get()
      if let last { take(last, from: rows.lowerBound, receive) }
    }
    progress.withLock { $0.finish() }
    try writer.withLock { $0.take() }?.commit()
  }

  /// Notes what came of a block.
  private mutating func take(
    _ block: RowEncoder.Block, from start: Int,
    _ receive: (_ row: Int, _ vector: borrowing Span<Float>) -> Void
  ) {
    tokens += block.tokens
    truncated += block.truncated
    copied += block.copied
    for row in 0..<block.vectors.rows { receive(start + row, block.vectors[row: row]) }
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
