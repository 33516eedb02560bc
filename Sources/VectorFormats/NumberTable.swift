import Artifacts

/// A table of vectors: the column `id`, then a column for each dimension, as `vectors tsv` writes
/// it.
///
///     id      1       2
///     king    0.5     -0.25
public struct NumberTable: VectorReader {
  /// The path of the file.
  public var path: String { lines.file.path }
  /// The number of vectors.
  public let count: Int
  /// The number of dimensions.
  public let dimensions: Int
  /// The one column: `id`.
  public let columns = ["id"]

  private var lines: LineCursor
  private static let tab = UInt8(ascii: "\t")

  /// Opens a table.
  ///
  /// - Throws: ``FileError`` if it cannot be read or has no column of numbers.
  /// - Complexity: O(*n*) in the bytes, to count the lines.
  public init(_ path: String) throws(FileError) {
    let file = try MappedFile(path)
    lines = LineCursor(file)
    count = max(0, LineCursor.count(file) - 1)
    let header = lines.next() ?? 0..<0
    dimensions = header.count { file.bytes[$0] == Self.tab }
    guard dimensions > 0 else {
      throw lines.error(
        "has no columns of numbers", remedy: "the columns are id, then one for each dimension")
    }
  }

  /// Reads the next vector.
  ///
  /// - Throws: ``FileError`` with the line of what is malformed.
  public mutating func next(into numbers: inout [Float]) throws(FileError) -> [String] {
    let line = lines.next() ?? 0..<0
    let bytes = lines.file.bytes
    var end = line.lowerBound
    while end < line.upperBound, bytes[end] != Self.tab { end += 1 }
    guard end < line.upperBound else {
      throw lines.error("holds no numbers", remedy: "the file may be cut short; make it again")
    }
    try lines.numbers(end + 1..<line.upperBound, separator: Self.tab, into: &numbers)
    _ = try lines.text(line.lowerBound..<end)
    return [unescaped(bytes.extracting(line.lowerBound..<end))]
  }

  /// Nothing can stand behind the last vector: the lines were counted.
  public mutating func finish() {}

  /// An error about the line that was read last.
  public func error(_ problem: String, remedy: String) -> FileError {
    lines.error(problem, remedy: remedy)
  }
}
