import Artifacts
import Foundation
import NeuralNetworks
import StageSupport

/// The folder of a tuned encoder, as sentence-transformers and this package read it.
struct TunedFolder {
  /// The folder of the model that was tuned.
  let original: String

  /// Writes the weights and copies what else belongs to the model.
  ///
  /// - Throws: `FileError` if a file cannot be read or written.
  func write(_ encoder: TunableEncoder, _ output: borrowing StageOutput) throws {
    let isSinglePrecision = try encoder.write(output.file("model.safetensors"))
    for name in names where isSinglePrecision || name != "config.json" {
      try copy("\(original)/\(name)", to: output.file(name))
    }
    if !isSinglePrecision { try writeConfiguration(to: output.file("config.json")) }
    if !names.contains("modules.json") { try writeModules(output) }
  }

  /// The files beside the weights: configurations, vocabularies, tokenizers.
  private var names: [String] {
    let kinds: Set = ["json", "txt", "model"]
    // What a run of this program left there, and weights that are not the new ones.
    let others: Set = ["run.json", "model.safetensors.index.json", "pytorch_model.bin.index.json"]
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: original)) ?? []
    return bytewiseOrder(all).map { all[$0] }.filter { name in
      let folders = name.split(separator: "/").dropLast()
      return kinds.contains(URL(fileURLWithPath: name).pathExtension) && !others.contains(name)
        && !folders.contains { $0.hasPrefix(".") || ["onnx", "openvino"].contains($0) }
    }
  }

  private func copy(_ source: String, to target: String) throws(FileError) {
    let original = try MappedFile(source)
    var copy = try OutputFile(path: target)
    try copy.write { copy in
      for index in original.bytes.indices { copy.append(original.bytes[index]) }
    }
    try copy.commit()
  }

  /// The configuration with the new type of the weights.
  private func writeConfiguration(to path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(original)/config.json"))
    guard var values = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw FileError(
        .malformed, "\(original)/config.json", "is no object", remedy: "download it again")
    }
    for key in ["torch_dtype", "dtype"] where values[key] != nil { values[key] = "float32" }
    try write(values, to: path)
  }

  /// What sentence-transformers takes a plain network for: the mean of the tokens' vectors.
  private func writeModules(_ output: borrowing StageOutput) throws {
    let configuration = try EncoderConfiguration(original)
    let names = [("", "Transformer"), ("1_Pooling", "Pooling")]
    let modules = names.enumerated().map { index, module in
      [
        "idx": index, "name": "\(index)", "path": module.0,
        "type": "sentence_transformers.models.\(module.1)",
      ] as [String: Any]
    }
    try write(modules, to: output.file("modules.json"))
    let pooling: [String: Any] = [
      "word_embedding_dimension": configuration.hidden, "pooling_mode_mean_tokens": true,
      "pooling_mode_cls_token": false, "pooling_mode_max_tokens": false,
    ]
    try write(pooling, to: output.file("1_Pooling/config.json"))
  }

  private func write(_ value: Any, to path: String) throws {
    let data = try JSONSerialization.data(
      withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    var file = try OutputFile(path: path)
    try file.write { $0 += data }
    try file.write("\n")
    try file.commit()
  }
}
