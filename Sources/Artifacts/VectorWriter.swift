import LinearAlgebra

/// Writes the vectors of a `.npy` file some rows at a time, so that they need not all be in memory.
///
///     var writer = try VectorWriter(path: "vectors.npy", rows: 1_000_000, columns: 384)
///     for block in blocks { try writer.append(block) }
///     try writer.commit()
public struct VectorWriter: ~Copyable {
  /// The number of rows so far.
  public private(set) var count = 0
  private let rows: Int
  private let columns: Int
  private var file: OutputFile

  /// Creates the file for vectors of shape (`rows`, `columns`).
  ///
  /// - Throws: ``FileError`` if it cannot be created.
  public init(path: String, rows: Int, columns: Int) throws(FileError) {
    var file = try OutputFile(path: path)
    let header = VectorHeader(element: .float32, rows: rows, columns: columns)
    try file.write { $0 += header.bytes }
    (self.rows, self.columns) = (rows, columns)
    self.file = file
  }

  /// Writes the next rows.
  ///
  /// - Precondition: They have as many columns as the file.
  /// - Throws: ``FileError`` if the disk is full or fails.
  public mutating func append(_ vectors: Matrix) throws(FileError) {
    precondition(vectors.columns == columns, "\(vectors.columns) columns for \(columns)")
    for row in 0..<vectors.rows {
      try file.write { buffer in
        unsafe vectors[row: row].withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
      }
    }
    count += vectors.rows
  }

  /// Completes the file and gives it its name.
  ///
  /// - Precondition: All rows have been written.
  /// - Throws: ``FileError`` if the disk is full or fails; the file then does not appear.
  public consuming func commit() throws(FileError) {
    precondition(count == rows, "\(count) rows of \(rows)")
    try file.commit()
  }
}
