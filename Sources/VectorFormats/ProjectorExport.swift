import Artifacts
import Foundation

extension VectorExport {
  /// Writes the three files of ``ProjectorFolder``.
  func writeProjector(_ folder: String, _ progress: (Int) -> Void) throws(FileError) {
    try makeFolder(folder)
    var vectors = try OutputFile(path: "\(folder)/vectors.tsv")
    try source.write(to: &vectors, threads: threads, progress: progress) { row, bytes in
      appendNumbers(source.vectors[row: row], separator: UInt8(ascii: "\t"), to: &bytes)
    }
    var metadata = try OutputFile(path: "\(folder)/metadata.tsv")
    if table.columns.count > 1 { try metadata.write(Self.line(table.columns)) }
    for row in 0..<table.count { try metadata.write(Self.line(table.record(row))) }
    var configuration = try OutputFile(path: "\(folder)/projector_config.json")
    try configuration.write(configurationText)
    try vectors.commit()
    try metadata.commit()
    try configuration.commit()
  }

  /// A line of metadata; what would end a field or the line becomes a blank.
  private static func line(_ fields: [String]) -> String {
    fields.map { field in
      field.utf8.contains { $0 < 0x20 }
        ? String(field.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) }) : field
    }.joined(separator: "\t") + "\n"
  }

  private var configurationText: String {
    let quoted = (try? JSONEncoder().encode(name)).map { String(decoding: $0, as: UTF8.self) }
    return """
      {
        "embeddings": [
          {
            "tensorName": \(quoted ?? "\"vectors\""),
            "tensorShape": [\(source.count), \(source.dimensions)],
            "tensorPath": "vectors.tsv",
            "metadataPath": "metadata.tsv"
          }
        ]
      }

      """
  }
}

/// Makes a folder and those it lies in, unless they are there.
///
/// - Throws: ``FileError`` if it cannot be made.
public func makeFolder(_ path: String) throws(FileError) {
  do {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  } catch {
    throw FileError(.cannotCreate, path, "cannot create the folder", remedy: "check its rights")
  }
}
