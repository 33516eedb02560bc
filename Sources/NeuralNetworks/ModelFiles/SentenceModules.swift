import Artifacts
import Foundation

/// What follows the network, as the files of sentence-transformers say.
struct SentenceModules {
  var pooling = Pooling.mean
  var normalizes = false
  var maximumTokens: Int?

  /// - Throws: ``FileError`` if there is a module or a pooling that is not computed here.
  init(_ folder: String) throws(FileError) {
    try readModules(folder)
    try readMaximum(folder)
  }

  private mutating func readModules(_ folder: String) throws(FileError) {
    let path = "\(folder)/modules.json"
    guard let modules = try ConfigurationFile.optional(path)?.decode([Module].self) else { return }
    for (index, module) in modules.enumerated() {
      // Releases have moved the classes from package to package, so only the last part tells.
      switch (index, String(module.type.split(separator: ".").last ?? "")) {
      case (0, "Transformer"):
        guard module.path.isEmpty || module.path == "." else {
          throw .unsupported(path, "a network in the folder \(module.path)", ["it at the top"])
        }
      case (1, "Pooling"):
        guard !module.path.contains("..") && !module.path.hasPrefix("/") else {
          throw .damaged(path, "names a folder \(module.path), which is not inside")
        }
        pooling = try PoolingFile.read("\(folder)/\(module.path)/config.json")
      case (2..., "Normalize"): normalizes = true
      default:
        throw .unsupported(
          path, "module \(index), \(module.type),", ["Transformer, Pooling and Normalize"])
      }
    }
    guard modules.count >= 2 else { throw .damaged(path, "names no Pooling") }
  }

  /// Newer releases leave the longest text to the tokenizer, which may say a number beyond all bounds
  /// for none.
  private mutating func readMaximum(_ folder: String) throws(FileError) {
    for (name, key) in [
      ("sentence_bert_config.json", \Limit.texts), ("tokenizer_config.json", \Limit.tokenizer),
    ] where maximumTokens == nil {
      let path = "\(folder)/\(name)"
      guard let limit = try ConfigurationFile.optional(path)?.decode(Limit.self)[keyPath: key]
      else { continue }
      guard limit >= 1 else { throw .damaged(path, "has an impossible longest text, \(limit)") }
      maximumTokens = limit < 1e9 ? Int(limit) : nil
    }
  }

  private struct Module: Decodable { var path, type: String }

  private struct Limit: Decodable {
    var texts: Double?
    var tokenizer: Double?

    enum CodingKeys: String, CodingKey {
      case texts = "max_seq_length"
      case tokenizer = "model_max_length"
    }
  }
}

/// The config.json of a pooling module, in the form of one name or of a flag for each.
private struct PoolingFile: Decodable {
  var names: [String]

  private static let flag = "pooling_mode_"

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let one = Key(stringValue: "pooling_mode")
    if let name = try? values.decode(String.self, forKey: one) {
      names = [name]
    } else if values.contains(one) {
      names = try values.decode([String].self, forKey: one)
    } else {
      names = values.allKeys.filter {
        $0.stringValue.hasPrefix(Self.flag) && (try? values.decode(Bool.self, forKey: $0)) == true
      }.map { String($0.stringValue.dropFirst(Self.flag.count)) }
    }
  }

  static func read(_ path: String) throws(FileError) -> Pooling {
    let names = try ConfigurationFile(path).decode(PoolingFile.self).names.sorted()
    switch names.count == 1 ? names[0] : names.joined(separator: " and ") {
    case "mean", "mean_tokens", "": return .mean
    case "cls", "cls_token": return .firstToken
    case "max", "max_tokens": return .maximum
    case let name: throw .unsupported(path, "pooling \(name)", ["mean, cls or max"])
    }
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
