import Artifacts
import LinearAlgebra

/// Points and their ids, as a stage keeps them: row *i* of `NAME.npy` belongs to record *i* of `NAME.tsv`
/// beside it.
///
/// Up to half a gigabyte is read into memory; more than that stays in the file, from which rows are read
/// as they are needed.
public struct PointTable: Sendable {
  /// The ids, one a row.
  public let ids: [String]
  /// The points, of shape (ids, dimensions).
  public let points: PointSource
  /// The points, if they are in memory.
  public let matrix: Matrix?

  /// The most bytes of points that are read into memory.
  public static let memory = 1 << 29

  /// Opens `path` (`NAME.npy`) and reads `NAME.tsv`.
  ///
  /// - Parameters:
  ///   - path: The path of the points.
  ///   - memory: The most bytes of points that are read into memory.
  ///   - threads: The largest number of threads.
  /// - Throws: ``FileError`` if one of the two is missing or damaged, if they have different numbers of
  ///   rows, if an id is repeated, if there are no rows, or if a number is not finite.
  public init(
    contentsOf path: String, memory: Int = Self.memory, threads: Int
  ) throws(FileError) {
    let file = try VectorFile(path)
    ids = try VectorTable.records(of: file).ids
    guard file.rows * file.columns * 4 > memory else {
      let matrix = try file.matrix()
      points = PointSource(matrix)
      self.matrix = matrix
      return
    }
    try Self.requireFinite(file, threads: threads)
    points = PointSource(rows: file.rows, columns: file.columns) {
      file.release(rows: 0..<file.rows)
    } _: { rows, target in
      PointSource.copy(file[rows: rows], to: &target)
    }
    matrix = nil
  }

  private static func requireFinite(_ file: VectorFile, threads: Int) throws(FileError) {
    guard file.isFloat else {
      throw FileError(
        .malformed, file.path, "holds integers", remedy: "give a file of float32 numbers")
    }
    let bad = parallelMap(count: file.rows, chunk: 4096, threads: threads) { rows in
      rows.first { row in
        let numbers = file[row: row]
        return !numbers.indices.allSatisfy { numbers[$0].isFinite }
      }
    }
    if let row = bad.compactMap({ $0 }).first {
      throw FileError(
        .malformed, file.path, "row \(row) holds a number that is not finite",
        remedy: "vectors must be finite; make the file again")
    }
  }
}

extension PointSource {
  /// Writes the points to a `.npy` file, some rows at a time.
  ///
  /// - Throws: ``FileError`` if it cannot be written.
  public func write(to path: String) throws(FileError) {
    var writer = try VectorWriter(path: path, rows: rows, columns: columns)
    let block = max(1, (1 << 20) / max(1, columns))
    for start in stride(from: 0, to: rows, by: block) {
      try writer.append(self.block(start..<min(start + block, rows)))
    }
    try writer.commit()
  }
}
