/// What a layer keeps of a group of texts for the way back.
struct LayerActivations: Sendable {
  /// Queries (scaled), keys and values, of shape (tokens, 3 × hidden).
  let attentionInputs: TokenRows
  /// What the tokens take up from their texts, of shape (tokens, hidden).
  let context: TokenRows
  /// The sums behind attention, standardized, of shape (tokens, hidden), and the factor of each.
  let attentionSums: TokenRows
  let attentionFactors: TokenRows
  /// The inner vectors before the activation, of shape (tokens, intermediate).
  let inner: TokenRows
  /// The sums behind the feed-forward part, standardized, of shape (tokens, hidden), and their factors.
  let outputSums: TokenRows
  let outputFactors: TokenRows

  init(_ configuration: EncoderConfiguration) {
    let hidden = configuration.hidden
    attentionInputs = TokenRows(width: 3 * hidden)
    (context, attentionSums, outputSums) =
      (TokenRows(width: hidden), TokenRows(width: hidden), TokenRows(width: hidden))
    (attentionFactors, outputFactors) = (TokenRows(width: 1), TokenRows(width: 1))
    inner = TokenRows(width: configuration.intermediate)
  }

  var all: [TokenRows] {
    [
      attentionInputs, context, attentionSums, attentionFactors, inner, outputSums, outputFactors,
    ]
  }
}

/// The memory in which an encoder is tuned: what a group of texts leaves behind on its way through the
/// layers, and gradients. It is used again for each group.
struct TuningSpace: Sendable {
  /// The vectors of the tokens that come into each tuned layer, and those that come out of the last.
  let vectors: [TokenRows]
  /// A place for each tuned layer.
  let layers: [LayerActivations]
  /// The sums of the embeddings, standardized, and their factors.
  let embeddingSums: TokenRows
  let embeddingFactors: TokenRows

  /// The gradient with respect to the vectors of a layer, and those of the layer below.
  let gradient: TokenRows
  let gradientBelow: TokenRows
  /// The gradient with respect to the sums behind attention.
  let attentionGradient: TokenRows
  let contextGradient: TokenRows
  let inputsGradient: TokenRows  // of shape (tokens, 3 × hidden)
  /// The vectors between the two parts of a layer.
  let middle: TokenRows
  /// The inner vectors behind the activation.
  let activated: TokenRows
  let innerGradient: TokenRows

  init(_ configuration: EncoderConfiguration, layers count: Int, tunesEmbeddings: Bool) {
    let (hidden, inner) = (configuration.hidden, configuration.intermediate)
    func rows(_ width: Int) -> TokenRows { TokenRows(width: width) }
    // A frozen layer needs two places, one to read and one to write.
    vectors = (0...max(1, count)).map { _ in rows(hidden) }
    layers = (0..<max(1, count)).map { _ in LayerActivations(configuration) }
    (embeddingSums, embeddingFactors) = (rows(tunesEmbeddings ? hidden : 0), rows(1))
    (gradient, gradientBelow) = (rows(hidden), rows(hidden))
    (attentionGradient, contextGradient) = (rows(hidden), rows(hidden))
    (inputsGradient, middle) = (rows(3 * hidden), rows(hidden))
    (activated, innerGradient) = (rows(inner), rows(inner))
  }

  private var all: [TokenRows] {
    vectors + layers.flatMap(\.all) + [
      embeddingSums, embeddingFactors, gradient, gradientBelow, attentionGradient,
      contextGradient, inputsGradient, middle, activated, innerGradient,
    ]
  }

  /// The bytes of a token.
  var bytesPerToken: Int { all.reduce(0) { $0 + $1.width } * MemoryLayout<Float>.size }

  /// Makes room for `tokens` tokens.
  func reserve(_ tokens: Int) {
    for rows in all { rows.reserve(tokens) }
  }

  /// The number of rows that a thread works on at once: it depends on the tokens alone, and is large
  /// for few of them to be spent on the packing of weights.
  static func chunk(_ tokens: Int) -> Int { min(512, max(64, (tokens / 8 + 31) / 32 * 32)) }
}
