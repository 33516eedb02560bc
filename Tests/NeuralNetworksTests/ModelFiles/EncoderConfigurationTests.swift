import Artifacts
import Foundation
import NeuralNetworks
import TestSupport
import Testing

struct EncoderConfigurationTests {
  private let folder: TemporaryFolder
  private let valid: [String: Any] = [
    "model_type": "bert", "num_hidden_layers": 2, "hidden_size": 32, "num_attention_heads": 4,
    "intermediate_size": 64, "vocab_size": 100, "max_position_embeddings": 50,
  ]

  init() throws { folder = try TemporaryFolder() }

  @Test func `a network alone takes the mean and does not normalize`() throws {
    try write(valid, "config.json")
    let configuration = try EncoderConfiguration(folder.path)
    #expect(configuration.architecture == "bert" && configuration.hidden == 32)
    #expect(configuration.pooling == .mean && !configuration.normalizes)
    #expect(configuration.maximumTokens == 50)
  }

  @Test(arguments: ["roberta", "xlm-roberta"])
  func `positions behind the padding leave fewer tokens`(type: String) throws {
    try write(valid.merging(["model_type": type, "pad_token_id": 1]) { $1 }, "config.json")
    #expect(try EncoderConfiguration(folder.path).maximumTokens == 48)
  }

  @Test(arguments: [("max_seq_length", 20, 20), ("max_seq_length", 512, 50), ("other", 3, 50)])
  func `the longest text is the shorter of what the files say`(
    key: String, value: Int, expected: Int
  ) throws {
    try write(valid, "config.json")
    try write([key: value], "sentence_bert_config.json")
    #expect(try EncoderConfiguration(folder.path).maximumTokens == expected)
  }

  @Test(
    arguments: [
      ("model_type", "distilbert", "model_type distilbert is not supported"),
      ("hidden_act", "swish", "hidden_act swish is not supported"),
      (
        "position_embedding_type", "relative_key",
        "position_embedding_type relative_key is not supported"
      ),
      ("is_decoder", true, "is_decoder true is not supported"),
      ("add_cross_attention", true, "add_cross_attention true is not supported"),
      ("embedding_size", 16, "embedding_size 16 is not supported"),
      ("num_attention_heads", 5, "5 heads do not divide a hidden_size of 32"),
      ("num_hidden_layers", 0, "has an impossible num_hidden_layers, 0"),
      ("hidden_size", 1_000_000_000, "has an impossible hidden_size, 1000000000"),
      ("hidden_size", 0, "has an impossible hidden_size, 0"),
      ("max_position_embeddings", -7, "has an impossible max_position_embeddings, -7"),
      ("vocab_size", -1, "has an impossible vocab_size, -1"),
      ("layer_norm_eps", -1, "has an impossible layer_norm_eps, -1.0"),
      ("hidden_size", "32", "the value of hidden_size is of another type"),
    ] as [(String, any Sendable, String)])
  func `what is not computed or cannot be is refused by its name`(
    key: String, value: any Sendable, expected: String
  ) throws {
    try write(valid.merging([key: value]) { $1 }, "config.json")
    let error = fileError { _ = try EncoderConfiguration(folder.path) }
    #expect(error?.problem == expected)
    #expect(error?.path == folder.file("config.json"))
  }

  @Test(arguments: ["model_type", "num_hidden_layers", "vocab_size"])
  func `a key that is missing is named`(key: String) throws {
    try write(valid.filter { $0.key != key }, "config.json")
    #expect(fileError { _ = try EncoderConfiguration(folder.path) }?.problem == "has no key \(key)")
  }

  @Test func `a folder that is none, and a file that is no JSON, are errors`() throws {
    #expect(fileError { _ = try EncoderConfiguration(folder.file("none")) }?.kind == .missing)
    try folder.write("{", to: "config.json")
    #expect(fileError { _ = try EncoderConfiguration(folder.path) }?.problem == "is not JSON")
  }

  @Test(
    arguments: [
      (["pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false], Pooling.firstToken),
      (["pooling_mode_max_tokens": true], .maximum), (["pooling_mode_mean_tokens": true], .mean),
      (["pooling_mode": "max"], .maximum), (["pooling_mode": ["cls"]], .firstToken), ([:], .mean),
    ] as [([String: any Sendable], Pooling)])
  func `pooling is read in its old and its new form`(
    values: [String: any Sendable], expected: Pooling
  ) throws {
    try write(valid, "config.json")
    try write(modules(["models.Transformer", "models.Pooling"]), "modules.json")
    try write(values, "module1/config.json")
    let configuration = try EncoderConfiguration(folder.path)
    #expect(configuration.pooling == expected && !configuration.normalizes)
  }

  @Test(
    arguments: [
      (["pooling_mode_lasttoken": true], "pooling lasttoken is not supported"),
      (["pooling_mode": "weightedmean"], "pooling weightedmean is not supported"),
      (
        ["pooling_mode_cls_token": true, "pooling_mode_max_tokens": true],
        "pooling cls_token and max_tokens is not supported"
      ),
    ] as [([String: any Sendable], String)])
  func `other poolings are refused by their names`(
    values: [String: any Sendable], expected: String
  ) throws {
    try write(valid, "config.json")
    try write(modules(["models.Transformer", "models.Pooling"]), "modules.json")
    try write(values, "module1/config.json")
    #expect(fileError { _ = try EncoderConfiguration(folder.path) }?.problem == expected)
  }

  @Test(arguments: [
    (["x.Transformer", "x.Pooling", "x.Dense"], "module 2, x.Dense, is not supported"),
    (["x.Transformer"], "names no Pooling"), ([], "names no Pooling"),
    (["x.CLIPModel"], "module 0, x.CLIPModel, is not supported"),
  ])
  func `other modules are refused by their names`(types: [String], expected: String) throws {
    try write(valid, "config.json")
    try write(modules(types), "modules.json")
    try write(["pooling_mode": "mean"], "module1/config.json")
    #expect(fileError { _ = try EncoderConfiguration(folder.path) }?.problem == expected)
  }

  private func modules(_ types: [String]) -> [[String: String]] {
    types.enumerated().map { ["type": $1, "path": $0 == 0 ? "" : "module\($0)"] }
  }

  private func write(_ value: Any, _ name: String) throws {
    try folder.write(JSONSerialization.data(withJSONObject: value), to: name)
  }
}
