import Artifacts
import LinearAlgebra

/// The vectors of an earlier run, found by the hash of text and model.
struct KnownVectors: Sendable {
  private let rows: [UInt64: Int]
  private let table: Table
  private let vectors: VectorFile

  /// Opens the vectors at `path`; nil if there are none, or none that can be used.
  init?(_ path: String?, dimensions: Int) {
    guard let path, let vectors = try? VectorFile(path), vectors.isFloat,
      vectors.columns == dimensions,
      let table = try? Table(contentsOf: path.replacing(/\.npy$/, with: ".tsv")),
      table.count == vectors.rows, let hashes = try? table.column("hash")
    else { return nil }
    (self.table, self.vectors) = (table, vectors)
    let known = hashes.enumerated().compactMap { row, hash in
      UInt64(hash, radix: 16).map { ($0, row) }
    }
    rows = Dictionary(known) { first, _ in first }
  }

  /// The row of a hash, if it is known.
  func row(_ hash: UInt64) -> Int? { rows[hash] }

  /// Appends the vector at a row.
  func append(_ row: Int, to elements: inout [Float]) {
    let vector = vectors[row: row]
    for column in vector.indices { elements.append(vector[column]) }
  }

  /// The number in a column of the row.
  func number(_ row: Int, _ column: String) -> Int {
    let index = (try? table.index(of: column)) ?? 0
    return Int(table.string(row, index)) ?? 0
  }
}
