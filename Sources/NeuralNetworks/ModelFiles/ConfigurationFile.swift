import Artifacts
import Foundation

/// A JSON file of a model folder.
struct ConfigurationFile {
  let path: String
  private let data: Data

  /// Larger files are no configuration.
  private static let longest = 50_000_000

  /// - Throws: ``FileError`` if the file is missing, cannot be read or is too large.
  init(_ path: String) throws(FileError) {
    self.path = path
    let file = try MappedFile(path)
    guard file.count <= Self.longest else {
      throw .damaged(path, "has \(file.count) bytes, too many for a configuration")
    }
    var bytes = [UInt8](repeating: 0, count: file.count)
    let source = file.bytes
    for i in source.indices { bytes[i] = source[i] }
    data = Data(bytes)
  }

  /// The file, or nil if there is none.
  ///
  /// - Throws: ``FileError`` if there is one that cannot be read.
  static func optional(_ path: String) throws(FileError) -> ConfigurationFile? {
    FileManager.default.fileExists(atPath: path) ? try ConfigurationFile(path) : nil
  }

  /// The contents as values of a type.
  ///
  /// - Throws: ``FileError`` that names the key that is missing or has another type.
  func decode<Value: Decodable>(_ type: Value.Type) throws(FileError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch DecodingError.keyNotFound(let key, _) {
      throw .damaged(path, "has no key \(key.stringValue)")
    } catch DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context)
    {
      let key = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .damaged(path, "the value of \(key.isEmpty ? "the file" : key) is of another type")
    } catch {
      throw .damaged(path, "is not JSON")
    }
  }
}
