import Artifacts

/// Reads the tensors of one layer and packs them.
struct LayerReader {
  let checkpoint: Checkpoint
  let prefix: String
  let precision: EncoderPrecision

  func linear(_ name: String, inputs: Int, outputs: Int) throws(FileError) -> Linear {
    try packed(
      checkpoint.floats(prefix + name + ".weight", shape: [outputs, inputs]),
      checkpoint.floats(prefix + name + ".bias", shape: [outputs]))
  }

  /// One product for queries, keys and values. The queries are divided by √(head size) here, once.
  func attentionInput(_ hidden: Int, heads: Int) throws(FileError) -> Linear {
    var (weights, bias): ([Float], [Float]) = ([], [])
    for part in ["query", "key", "value"] {
      let name = "\(prefix)attention.self.\(part)"
      weights += try checkpoint.floats(name + ".weight", shape: [hidden, hidden])
      bias += try checkpoint.floats(name + ".bias", shape: [hidden])
    }
    let factor = 1 / Float(hidden / heads).squareRoot()
    for i in 0..<hidden * hidden { weights[i] *= factor }
    for i in 0..<hidden { bias[i] *= factor }
    return try packed(weights, bias)
  }

  private func packed(_ weights: [Float], _ bias: [Float]) throws(FileError) -> Linear {
    guard let linear = Linear(weights: weights, bias: bias, precision: precision) else {
      throw FileError(
        .configuration, "--precision \(precision.rawValue)",
        "this processor cannot multiply such numbers", remedy: "choose float32 or int8")
    }
    return linear
  }
}
