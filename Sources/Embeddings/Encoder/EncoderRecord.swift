import Artifacts
import NeuralNetworks

/// What `model/encoder.tsv` says of an encoder that vectors came from, so that other texts can be
/// embedded with the same one.
public struct EncoderRecord: Equatable, Sendable {
  /// The folder of the encoder.
  public var folder: String
  /// The SHA-256 of its files.
  public var digest: String
  /// How texts were given to it.
  public var options: EncoderOptions

  /// Creates a record.
  public init(folder: String, digest: String, options: EncoderOptions) {
    (self.folder, self.digest, self.options) = (folder, digest, options)
  }

  /// Writes the record as a table.
  ///
  /// - Throws: ``FileError`` if it cannot be written.
  public func write(_ path: String) throws(FileError) {
    try writeTable(
      path, columns: ["name", "value"],
      [
        ["folder", folder], ["sha256", digest], ["precision", options.precision.rawValue],
        ["prefix", options.prefix ?? ""], ["long_texts", options.longTexts.rawValue],
        ["maximum_tokens", options.maximumTokens.map(String.init) ?? ""],
        ["overlap", options.overlap.map(String.init) ?? ""],
      ])
  }

  /// Reads the record at `path`.
  ///
  /// - Throws: ``FileError`` if it is missing or malformed.
  public init(_ path: String) throws(FileError) {
    let table = try Table(contentsOf: path)
    let (names, values) = (try table.column("name"), try table.column("value"))
    func value(_ name: String) throws(FileError) -> String {
      guard let row = names.firstIndex(of: name) else {
        throw FileError(
          .malformed, path, "has no row '\(name)'", remedy: "embed the documents again")
      }
      return values[row]
    }
    func choice<Value: RawRepresentable<String>>(_ name: String) throws(FileError) -> Value {
      let value = try value(name)
      guard let choice = Value(rawValue: value) else {
        throw FileError(
          .malformed, path, "'\(value)' is no \(name)", remedy: "embed the documents again")
      }
      return choice
    }
    folder = try value("folder")
    digest = try value("sha256")
    options = EncoderOptions()
    options.precision = try choice("precision")
    options.prefix = try value("prefix")
    options.longTexts = try choice("long_texts")
    options.maximumTokens = Int(try value("maximum_tokens"))
    options.overlap = Int(try value("overlap"))
  }
}
