import Artifacts
import Foundation

/// What a model wants to stand before each text.
enum TextPrefix {
  /// The prefix of the model in a folder.
  ///
  /// The default prompt that `config_sentence_transformers.json` names counts first. The E5 models
  /// ([Wang et al. 2022]) were published without one, though they were trained with `query: ` before
  /// texts to be compared with each other; they are known by their names.
  ///
  /// [Wang et al. 2022]: https://arxiv.org/abs/2212.03533
  ///
  /// - Throws: ``FileError`` if a file is damaged.
  static func standard(folder: String) throws(FileError) -> String {
    if let prompts: Prompts = try read("\(folder)/config_sentence_transformers.json"),
      let name = prompts.defaultName, let prompt = prompts.prompts?[name]
    {
      return prompt
    }
    let published: Model? = try read("\(folder)/config.json")
    let names = [URL(fileURLWithPath: folder).lastPathComponent, published?.name ?? ""]
    let words = names.flatMap { $0.lowercased().split { !$0.isLetter && !$0.isNumber } }
    return words.contains("e5") ? "query: " : ""
  }

  private struct Prompts: Decodable {
    var prompts: [String: String]?
    var defaultName: String?

    enum CodingKeys: String, CodingKey {
      case prompts
      case defaultName = "default_prompt_name"
    }
  }

  private struct Model: Decodable {
    var name: String?

    enum CodingKeys: String, CodingKey { case name = "_name_or_path" }
  }

  private static func read<Value: Decodable>(_ path: String) throws(FileError) -> Value? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path),
      let value = try? JSONDecoder().decode(Value.self, from: data)
    else {
      throw FileError(
        .malformed, path, "is not the JSON of a model", remedy: "download the model again")
    }
    return value
  }
}
