import Artifacts

/// What a token's vector begins as: the vector of the token, that of its position and that of the
/// first type of text, added and normalized.
struct TokenEmbeddings: Sendable {
  private let tokens: StoredTensor  // (vocabulary, hidden)
  private let positions: [Float]  // (positions, hidden), the type added
  private let normalization: LayerNormalization
  private let configuration: EncoderConfiguration
  /// The number of weights.
  let parameters: Int

  init(_ checkpoint: Checkpoint, _ configuration: EncoderConfiguration) throws(FileError) {
    let hidden = configuration.hidden
    self.configuration = configuration
    // The largest table stays in the file: a run looks up but a part of it.
    tokens = try checkpoint.tensor(
      "embeddings.word_embeddings.weight", shape: [configuration.vocabulary, hidden])
    try tokens.requireFinite()
    var positions = try checkpoint.floats(
      "embeddings.position_embeddings.weight", shape: [configuration.positions, hidden])
    let types = try checkpoint.floats(
      "embeddings.token_type_embeddings.weight", shape: [configuration.typeVocabulary, hidden])
    parameters = tokens.count + positions.count + types.count + 2 * hidden
    for i in positions.indices { positions[i] += types[i % hidden] }
    self.positions = positions
    normalization = try LayerNormalization(
      checkpoint, "embeddings.LayerNorm", width: hidden, epsilon: configuration.epsilon)
  }

  /// Computes the vectors of a text's tokens.
  ///
  /// - Parameters:
  ///   - ids: The tokens, all of them within the vocabulary, at most `maximumTokens`.
  ///   - rows: The vectors, of shape (tokens, hidden).
  func embed(_ ids: [Int32], into rows: inout MutableSpan<Float>) {
    let hidden = configuration.hidden
    let places = configuration.places(of: ids)
    for (index, id) in ids.enumerated() {
      var row = rows._mutatingExtracting(index * hidden..<(index + 1) * hidden)
      tokens.copy(from: Int(id) * hidden, into: &row)
      let term = positions.span.extracting(
        places[index] * hidden..<(places[index] + 1) * hidden)
      for i in row.indices { row[i] += term[i] }
    }
    normalization.apply(to: &rows)
  }
}
