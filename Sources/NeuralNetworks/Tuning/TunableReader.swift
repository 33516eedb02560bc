import Artifacts

/// Reads the tensors of an encoder that is tuned, and keeps them as parameters.
struct TunableReader {
  let checkpoint: Checkpoint
  let configuration: EncoderConfiguration
  /// The parameters so far.
  private(set) var parameters: [Parameter] = []

  init(_ checkpoint: Checkpoint, _ configuration: EncoderConfiguration) {
    (self.checkpoint, self.configuration) = (checkpoint, configuration)
  }

  /// Reads a tensor; the result is its place. Biases and normalizations do not decay.
  mutating func parameter(_ name: String, shape: [Int]) throws(FileError) -> Int {
    let values = try checkpoint.floats(name, shape: shape)
    let decays = shape.count > 1
    parameters.append(
      Parameter(checkpoint.fileName(of: name), shape: shape, values: values, decays: decays))
    return parameters.count - 1
  }

  mutating func linear(_ name: String, inputs: Int, outputs: Int) throws(FileError) -> TunableLinear
  {
    let weight = try parameter(name + ".weight", shape: [outputs, inputs])
    let bias = try parameter(name + ".bias", shape: [outputs])
    return TunableLinear(weight: weight, bias: bias, inputs: inputs, outputs: outputs)
  }

  mutating func normalization(_ name: String) throws(FileError) -> TunableNormalization {
    let hidden = configuration.hidden
    let scale = try parameter(name + ".weight", shape: [hidden])
    let shift = try parameter(name + ".bias", shape: [hidden])
    return TunableNormalization(
      scale: scale, shift: shift, epsilon: configuration.epsilon, width: hidden)
  }

  mutating func embeddings() throws(FileError) -> TunableEmbeddings {
    let hidden = configuration.hidden
    let tokens = try parameter(
      "embeddings.word_embeddings.weight", shape: [configuration.vocabulary, hidden])
    let positions = try parameter(
      "embeddings.position_embeddings.weight", shape: [configuration.positions, hidden])
    let types = try parameter(
      "embeddings.token_type_embeddings.weight", shape: [configuration.typeVocabulary, hidden])
    return TunableEmbeddings(
      tokens: tokens, positions: positions, types: types,
      normalization: try normalization("embeddings.LayerNorm"), configuration: configuration)
  }

  mutating func layer(_ index: Int) throws(FileError) -> TunableLayer {
    let (hidden, inner) = (configuration.hidden, configuration.intermediate)
    let prefix = "encoder.layer.\(index)."
    func name(_ part: String) -> String { prefix + part }
    return TunableLayer(
      queries: try linear(name("attention.self.query"), inputs: hidden, outputs: hidden),
      keys: try linear(name("attention.self.key"), inputs: hidden, outputs: hidden),
      values: try linear(name("attention.self.value"), inputs: hidden, outputs: hidden),
      attentionOutput: try linear(
        name("attention.output.dense"), inputs: hidden, outputs: hidden),
      attentionNormalization: try normalization(name("attention.output.LayerNorm")),
      intermediate: try linear(name("intermediate.dense"), inputs: hidden, outputs: inner),
      output: try linear(name("output.dense"), inputs: inner, outputs: hidden),
      outputNormalization: try normalization(name("output.LayerNorm")),
      activation: configuration.activation,
      attention: AttentionShape(heads: configuration.heads, hidden: hidden))
  }
}
