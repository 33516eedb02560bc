import Artifacts

/// A layer of an encoder: attention of each token to its text, then a feed-forward network for each
/// token; both add to the vector of the token, which is normalized after each.
struct EncoderLayer: Sendable {
  private let attentionInput: Linear  // queries, keys and values side by side
  private let attentionOutput: Linear
  private let attentionNormalization: LayerNormalization
  private let intermediate: Linear
  private let output: Linear
  private let outputNormalization: LayerNormalization
  private let activation: Activation
  private let attention: AttentionShape

  /// Reads and packs the weights of the layer `index`.
  init(
    _ checkpoint: Checkpoint, _ index: Int, _ configuration: EncoderConfiguration,
    _ precision: EncoderPrecision
  ) throws(FileError) {
    let (hidden, inner) = (configuration.hidden, configuration.intermediate)
    let reader = LayerReader(
      checkpoint: checkpoint, prefix: "encoder.layer.\(index).", precision: precision)
    activation = configuration.activation
    attention = AttentionShape(heads: configuration.heads, hidden: hidden)
    attentionInput = try reader.attentionInput(hidden, heads: configuration.heads)
    attentionOutput = try reader.linear("attention.output.dense", inputs: hidden, outputs: hidden)
    attentionNormalization = try LayerNormalization(
      checkpoint, reader.prefix + "attention.output.LayerNorm", width: hidden,
      epsilon: configuration.epsilon)
    intermediate = try reader.linear("intermediate.dense", inputs: hidden, outputs: inner)
    output = try reader.linear("output.dense", inputs: inner, outputs: hidden)
    outputNormalization = try LayerNormalization(
      checkpoint, reader.prefix + "output.LayerNorm", width: hidden,
      epsilon: configuration.epsilon)
  }

  /// The number of weights of a layer.
  static func parameters(_ configuration: EncoderConfiguration) -> Int {
    let (hidden, inner) = (configuration.hidden, configuration.intermediate)
    return 4 * (hidden + 1) * hidden + (hidden + 1) * inner + (inner + 1) * hidden + 4 * hidden
  }

  /// Replaces the vectors of the tokens in the workspace by those of the layer above.
  ///
  /// - Parameters:
  ///   - texts: The rows of each text, in their order.
  ///   - space: The vectors, and memory to compute in.
  func apply(_ texts: [Range<Int>], _ space: inout EncoderWorkspace) {
    var next = 0
    for block in 0..<space.blocks {
      project(block, space.vectors, &space.linear, &space.attentionInputs)
      // A text takes its turn as soon as its rows are there, while they are in the cache.
      let end = (block + 1) * PackedProduct.blockRows
      let ready = texts[next...].prefix { $0.upperBound <= end }
      attend(ready, space.attentionInputs, &space.attentionScratch, &space.context)
      next += ready.count
    }
    for block in 0..<space.blocks {
      addAttention(block, space.context, &space.linear, &space.terms, &space.vectors)
      addFeedForward(block, &space.linear, &space.intermediate, &space.terms, &space.vectors)
    }
  }

  /// Computes queries, keys and values.
  private func project(
    _ block: Int, _ vectors: [Float], _ scratch: inout LinearScratch, _ inputs: inout [Float]
  ) {
    var all = inputs.mutableSpan
    var result = all._mutatingExtracting(numbers(block, width: 3 * attention.hidden))
    attentionInput.apply(
      vectors.span.extracting(numbers(block, width: attention.hidden)), scratch: &scratch,
      into: &result)
  }

  private func attend(
    _ texts: ArraySlice<Range<Int>>, _ inputs: [Float], _ scratch: inout [Float],
    _ context: inout [Float]
  ) {
    var scratch = scratch.mutableSpan
    var context = context.mutableSpan
    for rows in texts {
      NeuralNetworks.attend(
        inputs.span, rows: rows, shape: attention, scratch: &scratch, into: &context)
    }
  }

  private func addAttention(
    _ block: Int, _ context: [Float], _ scratch: inout LinearScratch, _ terms: inout [Float],
    _ vectors: inout [Float]
  ) {
    let part = numbers(block, width: attention.hidden)
    var all = vectors.mutableSpan
    var rows = all._mutatingExtracting(part)
    var terms = terms.mutableSpan
    attentionOutput.apply(context.span.extracting(part), scratch: &scratch, into: &terms)
    attentionNormalization.apply(to: &rows, adding: terms.span)
  }

  private func addFeedForward(
    _ block: Int, _ scratch: inout LinearScratch, _ inner: inout [Float], _ terms: inout [Float],
    _ vectors: inout [Float]
  ) {
    var all = vectors.mutableSpan
    var rows = all._mutatingExtracting(numbers(block, width: attention.hidden))
    var inner = inner.mutableSpan
    var terms = terms.mutableSpan
    intermediate.apply(rows.span, scratch: &scratch, into: &inner)
    activation.apply(to: &inner)
    output.apply(inner.span, scratch: &scratch, into: &terms)
    outputNormalization.apply(to: &rows, adding: terms.span)
  }

  /// The numbers of a block of rows of `width` numbers.
  private func numbers(_ block: Int, width: Int) -> Range<Int> {
    let count = PackedProduct.blockRows * width
    return block * count..<(block + 1) * count
  }
}
