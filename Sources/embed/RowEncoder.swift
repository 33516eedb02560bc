import Artifacts
import Embeddings
import LinearAlgebra
import Synchronization

/// Makes the vectors of some rows of a table: known ones are copied, others encoded.
struct RowEncoder: Sendable {
  let texts: TextTable
  let encoder: any TextEncoder
  /// The hash of each row's text, with the model as key.
  let hashes: [UInt64]
  /// The vectors of an earlier run, if they are worth looking for.
  let known: KnownVectors?
  let threads: Int

  /// The vectors of consecutive rows, and what is known about them besides.
  struct Block: Sendable {
    var vectors: Matrix
    var tokens: [Int]
    var truncated: [Int]
    /// The number of rows that were copied.
    var copied = 0
  }

  /// The vectors of some rows.
  ///
  /// `progress` is called with the number of chunks of them that are done, from any thread.
  ///
  /// - Throws: `FileError` if the files of the model do not fit together.
  func block(
    _ rows: Range<Int>, _ progress: @escaping @Sendable (Int) -> Void
  ) throws(FileError) -> Block {
    let new = rows.filter { known?.row(hashes[$0]) == nil }
    let source = texts.texts(rows)
    let done = Atomic(rows.count - new.count)
    let encoded = try encoder.encode(
      new.count < rows.count ? source.selecting(new.map { $0 - rows.lowerBound }) : source,
      threads: threads
    ) { chunks in progress(done.add(chunks, ordering: .relaxed).newValue) }
    let block = Block(
      vectors: encoded.vectors, tokens: encoded.tokens, truncated: encoded.truncated)
    guard let known, new.count < rows.count else { return block }
    return merged(rows, block, known)
  }

  /// Puts the vectors of new rows among those that are known.
  private func merged(_ rows: Range<Int>, _ new: Block, _ known: KnownVectors) -> Block {
    let columns = encoder.dimensions
    var elements: [Float] = []
    elements.reserveCapacity(rows.count * columns)
    var (tokens, truncated): ([Int], [Int]) = ([], [])
    var next = 0
    for row in rows {
      if let old = known.row(hashes[row]) {
        known.append(old, to: &elements)
        tokens.append(known.number(old, "tokens"))
        truncated.append(known.number(old, "truncated"))
      } else {
        elements += new.vectors.elements[next * columns..<(next + 1) * columns]
        tokens.append(new.tokens[next])
        truncated.append(new.truncated[next])
        next += 1
      }
    }
    return Block(
      vectors: Matrix(rows: rows.count, columns: columns, elements: elements), tokens: tokens,
      truncated: truncated, copied: rows.count - next)
  }
}
