import Artifacts
import LinearAlgebra
import Synchronization

/// A pretrained network that turns texts into vectors, read from a model folder as published.
///
///     let encoder = try Encoder("models/minilm")
///     let vectors = try encoder.encode([[101, 7592, 2088, 102]], threads: 2)   // (1, 384)
///
/// Texts come as the numbers of their tokens, special ones included, no longer than
/// ``maximumTokens``. The vector of a text depends on the text alone: its bytes are the same alone and
/// among others, in any order and for any number of threads. (Another processor may round
/// differently.)
public final class Encoder: Sendable {
  /// The folder of the model.
  public let folder: String
  /// What the model's files say about it.
  public let configuration: EncoderConfiguration
  /// The numbers that are multiplied.
  public let precision: EncoderPrecision
  /// The number of weights.
  public let parameters: Int

  private let embeddings: TokenEmbeddings
  private let layers: [EncoderLayer]

  /// The longest text in tokens, special ones included.
  public var maximumTokens: Int { configuration.maximumTokens }

  /// The length of a vector.
  public var dimensions: Int { configuration.hidden }

  /// Reads the model in `folder`: `config.json` with what may stand beside it (see
  /// ``EncoderConfiguration``), and `model.safetensors` or its shards.
  ///
  /// - Throws: ``FileError`` if a file is missing or damaged, if the model has something that is not
  ///   computed here, or if the processor cannot multiply in this precision.
  public init(_ folder: String, precision: EncoderPrecision = .preferred) throws(FileError) {
    self.folder = folder
    self.precision = precision
    let configuration = try EncoderConfiguration(folder)
    let checkpoint = try Checkpoint(folder)
    self.configuration = configuration
    embeddings = try TokenEmbeddings(checkpoint, configuration)
    var layers: [EncoderLayer] = []
    for index in 0..<configuration.layers {
      layers.append(try EncoderLayer(checkpoint, index, configuration, precision))
    }
    self.layers = layers
    parameters = embeddings.parameters + layers.count * EncoderLayer.parameters(configuration)
  }

  /// What a user may want to know about the model, as pairs of a name and a value.
  public var facts: [(name: String, value: String)] {
    [
      ("architecture", configuration.architecture), ("layers", "\(configuration.layers)"),
      ("hidden size", "\(configuration.hidden)"), ("heads", "\(configuration.heads)"),
      ("intermediate size", "\(configuration.intermediate)"),
      ("vocabulary", "\(configuration.vocabulary)"), ("parameters", "\(parameters)"),
      ("pooling", configuration.pooling.rawValue),
      ("normalized", configuration.normalizes ? "yes" : "no"),
      ("maximum tokens", "\(maximumTokens)"), ("precision", precision.rawValue),
    ]
  }

  /// Turns texts into vectors.
  ///
  /// Edge cases: a text without tokens gets zeros.
  ///
  /// - Parameters:
  ///   - texts: The tokens of each text.
  ///   - threads: The largest number of batches at the same time.
  ///   - normalized: Whether vectors are scaled to length 1; nil for what the model says.
  ///   - progress: Is called with the number of texts done since the last call, from any thread.
  /// - Returns: The vectors, of shape (texts, ``dimensions``), pooled as the model says.
  /// - Throws: ``FileError`` if a token is outside of the model's vocabulary, or a text longer than
  ///   ``maximumTokens``: the tokens then come from the files of another model; or if its numbers
  ///   grow beyond all bounds, as those of a damaged model may.
  /// - Complexity: O(*tokens*) products with all weights, besides attention, which grows with the
  ///   square of a text's length. Memory: some megabytes a thread besides the model and the result.
  public func encode(
    _ texts: [[Int32]], threads: Int, normalized: Bool? = nil,
    progress: (@Sendable (Int) -> Void)? = nil
  ) throws(FileError) -> Matrix {
    try requireKnown(texts)
    let normalizes = normalized ?? configuration.normalizes
    let batches = TokenBatches(lengths: texts.map(\.count)).batches
    let spaces = WorkspacePool(configuration)
    var result = Matrix(rows: texts.count, columns: dimensions)
    let dimensions = dimensions
    let isFinite = Atomic(true)
    result.withMutableElements { elements in
      unsafe elements.withUnsafeMutableBufferPointer { buffer in
        // A text is in one batch only, so no two threads write the same row.
        nonisolated(unsafe) let buffer = unsafe buffer
        parallelFor(count: batches.count, chunk: 1, threads: threads) { range in
          for batch in range {
            var space = spaces.take()
            let ends = encode(batches[batch].map { texts[$0] }, &space)
            for (text, rows) in zip(batches[batch], ends) {
              let place = text * dimensions..<(text + 1) * dimensions
              let target = unsafe UnsafeMutableBufferPointer(rebasing: buffer[place])
              var row = unsafe MutableSpan(_unsafeElements: target)
              pool(rows, space, into: &row)
              if normalizes { normalize(&row) }
              if !norm(row.span).isFinite { isFinite.store(false, ordering: .relaxed) }
            }
            spaces.give(space)
            progress?(batches[batch].count)
          }
        }
      }
    }
    guard isFinite.load(ordering: .relaxed) else {
      throw .damaged(folder, "its weights lead to numbers that are infinite")
    }
    return result
  }

  private func requireKnown(_ texts: [[Int32]]) throws(FileError) {
    let known = Int32(configuration.vocabulary)
    for (index, text) in texts.enumerated() {
      guard text.count <= maximumTokens else {
        throw FileError(
          .malformed, folder,
          "text \(index + 1) has \(text.count) tokens, the model takes \(maximumTokens)",
          remedy: "cut texts off at the model's maximum")
      }
      if let id = text.first(where: { $0 < 0 || $0 >= known }) {
        throw FileError(
          .malformed, folder, "text \(index + 1) has a token \(id) of a vocabulary of \(known)",
          remedy: "use the tokenizer that the model was published with")
      }
    }
  }

  /// Computes the vectors of the tokens of some texts; the result are the rows of each text.
  private func encode(_ texts: [[Int32]], _ space: inout EncoderWorkspace) -> [Range<Int>] {
    var (rows, end): ([Range<Int>], Int) = ([], 0)
    for text in texts {
      rows.append(end..<end + text.count)
      end += text.count
    }
    space.reserve(tokens: end, longest: texts.map(\.count).max() ?? 0)
    for (text, rows) in zip(texts, rows) {
      var all = space.vectors.mutableSpan
      var part = all._mutatingExtracting(
        rows.lowerBound * dimensions..<rows.upperBound * dimensions)
      embeddings.embed(text, into: &part)
    }
    for layer in layers { layer.apply(rows, &space) }
    return rows
  }

  private func pool(
    _ rows: Range<Int>, _ space: EncoderWorkspace, into result: inout MutableSpan<Float>
  ) {
    let part = rows.lowerBound * dimensions..<rows.upperBound * dimensions
    configuration.pooling.pool(space.vectors.span.extracting(part), into: &result)
  }
}
