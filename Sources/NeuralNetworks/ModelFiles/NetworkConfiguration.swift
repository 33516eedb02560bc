import Artifacts

/// The values of config.json that this library looks at.
struct NetworkConfiguration: Decodable {
  var architecture: String
  var layers: Int
  var hidden: Int
  var heads: Int
  var intermediate: Int
  var vocabulary: Int
  var positions: Int
  var activation: String?
  var epsilon: Float?
  var types: Int?
  var paddingToken: Int?
  var positionType: String?
  var isDecoder: Bool?
  var hasCrossAttention: Bool?
  var embeddingSize: Int?

  enum CodingKeys: String, CodingKey {
    case architecture = "model_type"
    case layers = "num_hidden_layers"
    case hidden = "hidden_size"
    case heads = "num_attention_heads"
    case intermediate = "intermediate_size"
    case vocabulary = "vocab_size"
    case positions = "max_position_embeddings"
    case activation = "hidden_act"
    case epsilon = "layer_norm_eps"
    case types = "type_vocab_size"
    case paddingToken = "pad_token_id"
    case positionType = "position_embedding_type"
    case isDecoder = "is_decoder"
    case hasCrossAttention = "add_cross_attention"
    case embeddingSize = "embedding_size"
  }

  static let architectures = ["bert", "roberta", "xlm-roberta"]

  /// Checks that this is a network that the library computes, and that its sizes are possible.
  func requireSupported(_ path: String) throws(FileError) {
    guard Self.architectures.contains(architecture) else {
      throw .unsupported(path, "model_type \(architecture)", Self.architectures)
    }
    if let positionType, positionType != "absolute" {
      throw .unsupported(path, "position_embedding_type \(positionType)", ["absolute"])
    }
    if isDecoder == true { throw .unsupported(path, "is_decoder true", ["false"]) }
    if hasCrossAttention == true { throw .unsupported(path, "add_cross_attention true", ["false"]) }
    if let embeddingSize, embeddingSize != hidden {
      throw .unsupported(path, "embedding_size \(embeddingSize)", ["hidden_size"])
    }
    try requirePossible(path)
  }

  /// Sizes beyond these belong to no encoder; they would ask for memory that nobody has.
  private func requirePossible(_ path: String) throws(FileError) {
    let sizes: [(CodingKeys, Int, ClosedRange<Int>)] = [
      (.layers, layers, 1...1_000), (.hidden, hidden, 1...65_536),
      (.heads, heads, 1...max(1, hidden)),
      (.intermediate, intermediate, 1...1_048_576), (.vocabulary, vocabulary, 1...16_777_216),
      (.positions, positions, 1...1_048_576), (.types, types ?? 2, 1...1_024),
      (.paddingToken, paddingToken ?? 0, 0...max(0, positions)),
    ]
    for (key, value, range) in sizes where !range.contains(value) {
      throw .damaged(path, "has an impossible \(key.rawValue), \(value)")
    }
    guard hidden % heads == 0 else {
      throw .damaged(path, "\(heads) heads do not divide a hidden_size of \(hidden)")
    }
    if let epsilon, !(epsilon >= 0 && epsilon < 1) {
      throw .damaged(path, "has an impossible layer_norm_eps, \(epsilon)")
    }
  }

  func supportedActivation(_ path: String) throws(FileError) -> Activation {
    switch activation ?? "gelu" {
    case "gelu": return .gelu
    case "gelu_new", "gelu_pytorch_tanh": return .geluTanh
    case "relu": return .relu
    case let name:
      let known = ["gelu", "gelu_new", "gelu_pytorch_tanh", "relu"]
      throw .unsupported(path, "hidden_act \(name)", known)
    }
  }
}

extension FileError {
  /// A model that has something that is not computed here.
  static func unsupported(_ path: String, _ what: String, _ known: [String]) -> FileError {
    FileError(
      .malformed, path, "\(what) is not supported",
      remedy: "choose a model with \(known.joined(separator: ", "))")
  }
}
