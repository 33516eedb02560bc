import Artifacts
import LinearAlgebra

/// Writes the vectors of a `.npy` file one at a time, in blocks of a megabyte or so.
struct BlockWriter: ~Copyable {
  private let columns: Int
  private let blockCount: Int
  private var elements: [Float] = []
  private var file: VectorWriter

  /// Creates the file for vectors of shape (`rows`, `columns`).
  ///
  /// - Throws: ``FileError`` if it cannot be created.
  init(path: String, rows: Int, columns: Int) throws(FileError) {
    file = try VectorWriter(path: path, rows: rows, columns: columns)
    self.columns = columns
    blockCount = max(1, (1 << 18) / columns) * columns
    elements.reserveCapacity(blockCount)
  }

  /// Writes the next vector.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  mutating func append(_ vector: [Float]) throws(FileError) {
    elements += vector
    if elements.count >= blockCount { try flush() }
  }

  /// Completes the file and gives it its name.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  consuming func commit() throws(FileError) {
    try flush()
    try file.commit()
  }

  private mutating func flush() throws(FileError) {
    try file.append(Matrix(rows: elements.count / columns, columns: columns, elements: elements))
    elements.removeAll(keepingCapacity: true)
  }
}
