import Artifacts
import Foundation
import LinearAlgebra
import NeuralNetworks
import TestSupport

extension FuzzTarget {
  /// The JSON files of an encoder's folder: ``EncoderConfiguration``, and the ``Encoder`` that they
  /// make of the weights beside them. A form feed stands between two files.
  static let encoderFiles = FuzzTarget(
    "encoder-files",
    law: "the encoder is refused with a remedy, or its vectors are finite numbers",
    seeds: seeds,
    words: [
      "\u{C}", "\"model_type\":", "\"bert\"", "\"xlm-roberta\"", "\"num_hidden_layers\":", "1", "2",
      "32", "64", "\"hidden_size\":", "\"num_attention_heads\":", "\"intermediate_size\":",
      "\"vocab_size\":", "\"max_position_embeddings\":", "\"hidden_act\":", "\"relu\"",
      "\"layer_norm_eps\":", "1e-5", "\"type_vocab_size\":", "\"pad_token_id\":",
      "\"max_seq_length\":", "\"model_max_length\":", "\"type\":", "\"path\":", "\"..\"",
      "\"Transformer\"", "\"Pooling\"", "\"Normalize\"", "\"pooling_mode\":", "\"cls\"",
      "[\"max\"]",
      "\"pooling_mode_cls_token\":", "true", "false", "null", "{", "}", "[", "]", ",", ":", "\"",
    ].map { Array($0.utf8) }
  ) { bytes throws(Violation) in
    let folder: TemporaryFolder
    do {
      folder = try TemporaryFolder()
      for (name, text) in zip(files, bytes.split(separator: 0xC, omittingEmptySubsequences: false))
      {
        if !text.isEmpty { try folder.write(Data(text), to: name) }
      }
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("model.safetensors"), withDestinationPath: "\(model)/model.safetensors")
    } catch {
      throw Violation(problem: "\(error)")
    }
    let configuration: EncoderConfiguration
    let vectors: Matrix
    do throws(FileError) {
      configuration = try EncoderConfiguration(folder.path)
      let encoder = try Encoder(folder.path, precision: .float32)
      vectors = try encoder.encode([[3, 4, 5], [0]], threads: 1)
    } catch {
      try require(!error.remedy.isEmpty, "\(error) has no remedy")
      return refusal(error)
    }
    try require(configuration.maximumTokens > 0, "no text is short enough")
    try require(vectors.rows == 2 && vectors.columns == configuration.hidden, "another shape")
    try require(vectors.elements.allSatisfy(\.isFinite), "a vector is not finite")
    return "\(configuration.architecture) \(configuration.pooling) \(configuration.normalizes)"
  }

  private static let model = "\(projectFolder)/Tests/NeuralNetworksTests/Fixtures/tiny-bert"

  private static let files = [
    "config.json", "modules.json", "1_Pooling/config.json", "sentence_bert_config.json",
    "tokenizer_config.json",
  ]

  /// The files of the fixture, and the same without most of them.
  private static let seeds: [[UInt8]] = {
    let texts = files.map { name in
      FileManager.default.contents(atPath: "\(model)/\(name)").map { [UInt8]($0) } ?? []
    }
    return [
      Array(texts.joined(separator: [0xC])), texts[0],
      Array(
        [texts[0], [], [], [], Array("{\"model_max_length\":1e30}".utf8)].joined(separator: [0xC])),
    ]
  }()
}
