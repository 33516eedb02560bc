import Artifacts

/// Vectors with names that are read one after the other, so that they need not all be in memory.
public protocol VectorReader {
  /// The path of the file or folder.
  var path: String { get }
  /// The number of vectors that the file has, or says that it has.
  var count: Int { get }
  /// The number of dimensions; at least 1.
  var dimensions: Int { get }
  /// The columns of the records, the first one `id`.
  var columns: [String] { get }

  /// Reads the next vector.
  ///
  /// - Parameter numbers: Takes the vector; of length ``dimensions``.
  /// - Returns: Its record, a field for each of ``columns``.
  /// - Precondition: It was called fewer than ``count`` times.
  /// - Throws: ``FileError`` with the place of what is malformed.
  mutating func next(into numbers: inout [Float]) throws(FileError) -> [String]

  /// Checks that nothing stands behind the last vector.
  ///
  /// - Throws: ``FileError`` if something does.
  mutating func finish() throws(FileError)

  /// An error about the vector that was read last.
  func error(_ problem: String, remedy: String) -> FileError
}

/// The dimensions that a file may have; a row of more would be a damaged header.
let dimensionLimit = 1 << 24

/// Writes the vectors of a reader to `path` (`NAME.npy`) and their records to `NAME.tsv`.
///
/// - Parameters:
///   - reader: The vectors.
///   - path: The path of the vectors; the table is written beside it.
///   - progress: Called with the number of vectors so far, some hundred times a second.
/// - Throws: ``FileError`` at the first vector that is malformed or not finite, or whose id is
///   empty or not the first of its name; then neither file appears.
/// - Complexity: O(*vectors* × *dimensions*) time; besides the ids, a few megabytes of memory.
public func importVectors(
  _ reader: inout some VectorReader, to path: String, progress: (Int) -> Void = { _ in }
) throws(FileError) {
  guard reader.count > 0 else {
    throw FileError(.empty, reader.path, "holds no vectors", remedy: "make it again")
  }
  var vectors = try BlockWriter(path: path, rows: reader.count, columns: reader.dimensions)
  var table = try TableWriter(path: tablePath(path), columns: reader.columns)
  var ids = Set<String>(minimumCapacity: reader.count)
  var numbers = [Float](repeating: 0, count: reader.dimensions)
  for row in 0..<reader.count {
    let record = try reader.next(into: &numbers)
    try check(record, numbers, &ids, reader)
    try vectors.append(numbers)
    try table.append(record)
    if row % 1024 == 0 { progress(row) }
  }
  try reader.finish()
  try table.commit()
  try vectors.commit()
}

/// The path of the table beside `path` (`NAME.npy`).
public func tablePath(_ path: String) -> String {
  (path.hasSuffix(".npy") ? String(path.dropLast(4)) : path) + ".tsv"
}

private func check(
  _ record: [String], _ numbers: [Float], _ ids: inout Set<String>, _ reader: some VectorReader
) throws(FileError) {
  guard let id = record.first, !id.isEmpty else {
    throw reader.error("the name is empty", remedy: "give every vector a name")
  }
  guard ids.insert(id).inserted else {
    throw reader.error(
      "'\(id)' stands already before", remedy: "names must differ; remove or rename one")
  }
  // The sum of a few hundred finite numbers can overflow, but most vectors are done with one sum.
  if !numbers.reduce(0, +).isFinite, let number = numbers.first(where: { !$0.isFinite }) {
    throw reader.error(
      "the vector of '\(id)' holds \(number)", remedy: "vectors must be finite; make it again")
  }
}
