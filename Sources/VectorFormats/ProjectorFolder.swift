import Artifacts
import Foundation

/// A folder for the TensorFlow Projector (projector.tensorflow.org).
///
///     vectors.tsv              a vector a line, numbers separated by tabs, no header
///     metadata.tsv             a record a line; a header only if there is more than one column
///     projector_config.json    where the two are, and their shape
///
/// The page knows no escapes, so a tab or line break within a field becomes a blank when written.
/// Reading, the first column names the vectors, whatever it is called.
public struct ProjectorFolder: VectorReader {
  /// The path of the folder.
  public let path: String
  /// The number of vectors.
  public let count: Int
  /// The number of dimensions.
  public let dimensions: Int
  /// The columns of the metadata, the first one called `id`.
  public let columns: [String]

  private var vectors: LineCursor
  private var metadata: LineCursor
  private static let tab = UInt8(ascii: "\t")

  /// Opens a folder.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, or the two have different lengths.
  /// - Complexity: O(*n*) in the bytes, to count the lines.
  public init(_ folder: String) throws(FileError) {
    let files = try ProjectorConfiguration(folder)
    let (vectorFile, metadataFile) = (try MappedFile(files.vectors), try MappedFile(files.metadata))
    (path, vectors, metadata) = (folder, LineCursor(vectorFile), LineCursor(metadataFile))
    count = LineCursor.count(vectorFile)
    var first = vectors
    let row = first.next() ?? 0..<0
    dimensions = 1 + row.count { vectorFile.bytes[$0] == Self.tab }
    var header = metadata
    let names = try header.text(header.next() ?? 0..<0)
      .split(separator: "\t", omittingEmptySubsequences: false)
    columns = ["id"] + names.dropFirst().map(String.init)
    if columns.count > 1 { metadata = header }
    let records = LineCursor.count(metadataFile) - metadata.line
    guard records == count else {
      throw FileError(
        .malformed, files.metadata, "has \(records) records, but \(files.vectors) \(count) vectors",
        remedy: "it needs a line for each vector, and a header only if it has several columns")
    }
  }

  /// Reads the next vector.
  ///
  /// - Throws: ``FileError`` with the line of what is malformed.
  public mutating func next(into numbers: inout [Float]) throws(FileError) -> [String] {
    try vectors.numbers(vectors.next() ?? 0..<0, separator: Self.tab, into: &numbers)
    let record = try metadata.text(metadata.next() ?? 0..<0)
      .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard record.count == columns.count else {
      throw metadata.error(
        "expected \(columns.count) fields, found \(record.count)",
        remedy: "fields are separated by one tab")
    }
    return record
  }

  /// Nothing can stand behind the last vector: the lines were counted.
  public mutating func finish() {}

  /// An error about the line that was read last.
  public func error(_ problem: String, remedy: String) -> FileError {
    metadata.error(problem, remedy: remedy)
  }
}

/// What `projector_config.json` says, or the usual names without one.
private struct ProjectorConfiguration {
  let vectors: String
  let metadata: String

  private struct File: Decodable {
    struct Embedding: Decodable {
      var tensorPath: String
      var metadataPath: String
    }
    var embeddings: [Embedding]
  }

  init(_ folder: String) throws(FileError) {
    let path = "\(folder)/projector_config.json"
    guard FileManager.default.fileExists(atPath: path) else {
      (vectors, metadata) = ("\(folder)/vectors.tsv", "\(folder)/metadata.tsv")
      return
    }
    let file = try MappedFile(path)
    let data = unsafe file.bytes.withUnsafeBytes { unsafe Data($0) }
    guard let embedding = (try? JSONDecoder().decode(File.self, from: data))?.embeddings.first
    else {
      throw FileError(
        .malformed, path, "names no embedding with a tensorPath and a metadataPath",
        remedy: "remove it if the files are vectors.tsv and metadata.tsv")
    }
    // A configuration from elsewhere must not make us read files outside its folder.
    for name in [embedding.tensorPath, embedding.metadataPath] {
      guard !name.hasPrefix("/"), !name.contains(":"), !name.split(separator: "/").contains("..")
      else {
        throw FileError(
          .malformed, path, "'\(name)' is not a file in its folder",
          remedy: "fetch the file and give its name there")
      }
    }
    vectors = "\(folder)/\(embedding.tensorPath)"
    metadata = "\(folder)/\(embedding.metadataPath)"
  }
}
