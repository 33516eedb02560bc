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

  /// - Parameter identity: What the vectors depend on besides the texts.
  init(_ texts: TextTable, _ encoder: any TextEncoder, identity: String, threads: Int) {
    self.texts = texts
    self.encoder = encoder
    self.threads = threads
    let (hash, source) = (SipHash(key: identity), texts.texts(texts.ids.indices))
    hashes = parallelMap(count: source.count, chunk: 1024, threads: threads) { range in
      var text: [UInt8] = []
      return range.map { index in
        source.read(index, into: &text)
        return hash.hash(text.span)
      }
    }.flatMap(\.self)
  }

  /// Writes the vectors and the table beside them as `name`, and gives the vectors from a row on to
  /// `receive`, in order.
  ///
  /// - Parameter previous: The names under which an earlier run may have written vectors to copy; the
  ///   first that is there counts.
  /// - Throws: `FileError` if a file cannot be written.
  mutating func write(
    _ name: String, previous: [String], _ output: borrowing StageOutput,
    receive: (_ first: Int, _ vectors: Matrix) -> Void = { _, _ in }
  ) throws {
    var earlier: String?
    for name in previous where earlier == nil { earlier = output.previous("\(name).npy") }
    let known = encoder.isSlow ? KnownVectors(earlier, dimensions: encoder.dimensions) : nil
    let count = texts.ids.count
    var writer = try VectorWriter(
      path: output.file("\(name).npy"), rows: count, columns: encoder.dimensions)
    let progress = Mutex(ProgressLine("embed", total: count, log: output.log))
    let started = ContinuousClock.now
    for start in stride(from: 0, to: count, by: Self.block) {
      let rows = start..<min(start + Self.block, count)
      // Texts differ much in length, so that tokens tell more about the speed than rows do.
      let rate = Double(tokens.reduce(0, +)) / (started.duration(to: .now) / .seconds(1))
      let note = start > 0 ? ", \(Int(rate)) tokens a second" : ""
      let vectors = try vectors(rows, known) { chunks in
        progress.withLock {
          $0.update(rows.lowerBound + min(chunks, rows.count), note: note)
        }
      }
      receive(start, vectors)
      try writer.append(vectors)
    }
    progress.withLock { $0.finish() }
    try writer.commit()
    try writeRecords(to: output.file("\(name).tsv"))
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

  /// The vectors of some rows: known ones copied, others encoded.
  private mutating func vectors(
    _ rows: Range<Int>, _ known: KnownVectors?, _ progress: @escaping @Sendable (Int) -> Void
  ) throws(FileError) -> Matrix {
    let new = rows.indices.filter { known?.row(hashes[rows[$0]]) == nil }
    let source = texts.texts(rows)
    let done = Atomic(rows.count - new.count)
    let encoded = try encoder.encode(
      new.count < rows.count ? source.selecting(new.map { $0 - rows.lowerBound }) : source,
      threads: threads
    ) { chunks in progress(done.add(chunks, ordering: .relaxed).newValue) }
    copied += rows.count - new.count
    guard let known, new.count < rows.count else {
      tokens += encoded.tokens
      truncated += encoded.truncated
      return encoded.vectors
    }
    var elements: [Float] = []
    elements.reserveCapacity(rows.count * encoder.dimensions)
    var next = 0
    for row in rows {
      if let old = known.row(hashes[row]) {
        known.append(old, to: &elements)
        tokens.append(known.number(old, "tokens"))
        truncated.append(known.number(old, "truncated"))
      } else {
        elements +=
          encoded.vectors.elements[next * encoder.dimensions..<(next + 1) * encoder.dimensions]
        tokens.append(encoded.tokens[next])
        truncated.append(encoded.truncated[next])
        next += 1
      }
    }
    return Matrix(rows: rows.count, columns: encoder.dimensions, elements: elements)
  }
}
