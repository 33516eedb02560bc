import Artifacts
import LinearAlgebra

/// An encoder whose weights are changed by training on texts: all of its layers or the upper ones, with
/// its embeddings or without.
///
///     var encoder = try TunableEncoder("models/minilm", layers: 3)
///     encoder.clearGradients()
///     let loss = encoder.addGradients(of: tokens, threads: 2) { vectors in
///       …                                       // the loss, and its gradient in each vector
///     }
///     optimizer.step(&encoder, rate: 2e-5, threads: 2)
///     try encoder.write("tuned/model.safetensors")
///
/// Texts lie side by side without padding. A batch may be larger than memory: its vectors are computed in
/// groups of texts first, then the loss and its gradient in the vectors, then each group goes forward
/// once more and back (GradCache, [Gao et al. 2021](https://arxiv.org/abs/2101.06983)), so that a
/// loss over the whole batch has its exact gradient. The same bytes come out for any number of threads.
/// There is no dropout: the same texts give the same gradient.
///
/// Not for several threads at once: it owns the memory that it computes in.
public struct TunableEncoder: Trainable {
  /// The folder of the model.
  public let folder: String
  /// What the model's files say about it.
  public let configuration: EncoderConfiguration
  /// The number of upper layers that are tuned.
  public let tunedLayers: Int
  /// The bytes that texts on their way through the network may take. It changes neither vectors nor,
  /// beyond rounding, gradients.
  public var memory = 1 << 30

  private let checkpoint: Checkpoint
  let frozenEmbeddings: TokenEmbeddings?
  let tunedEmbeddings: TunableEmbeddings?
  let layers: [TunableLayer]
  /// The parameters that are tuned, then those of the layers below.
  var weights: [Parameter]
  private let tunedCount: Int
  /// The gradients of a batch as it is worked off.
  let gradients: [TokenRows]
  let space: TuningSpace

  /// Reads the model in `folder`, as ``Encoder`` does.
  ///
  /// - Parameters:
  ///   - folder: The folder of the model.
  ///   - layers: The number of upper layers to tune; nil for all.
  ///   - embeddings: Whether the vectors of tokens, positions and types are tuned too.
  /// - Precondition: `layers` is at most the number of layers, and all if embeddings are tuned.
  /// - Throws: ``FileError`` if a file is missing or damaged, or if the model has something that is not
  ///   computed here.
  public init(_ folder: String, layers: Int? = nil, embeddings: Bool = false) throws(FileError) {
    let configuration = try EncoderConfiguration(folder)
    let checkpoint = try Checkpoint(folder)
    let tuned = layers ?? configuration.layers
    precondition(tuned >= 1 && tuned <= configuration.layers, "\(tuned) layers to tune")
    precondition(!embeddings || tuned == configuration.layers, "embeddings below frozen layers")
    var reader = TunableReader(checkpoint, configuration)
    tunedEmbeddings = embeddings ? try reader.embeddings() : nil
    frozenEmbeddings = embeddings ? nil : try TokenEmbeddings(checkpoint, configuration)
    let frozen = configuration.layers - tuned
    var upper: [TunableLayer] = []
    for index in frozen..<configuration.layers { upper.append(try reader.layer(index)) }
    tunedCount = reader.parameters.count
    var lower: [TunableLayer] = []
    for index in 0..<frozen { lower.append(try reader.layer(index)) }
    (self.folder, self.configuration, self.checkpoint) = (folder, configuration, checkpoint)
    (tunedLayers, self.layers, weights) = (tuned, lower + upper, reader.parameters)
    gradients = weights.prefix(tunedCount).map { parameter in
      TokenRows(zeros: parameter.shape[0], width: parameter.count / parameter.shape[0])
    }
    space = TuningSpace(configuration, layers: tuned, tunesEmbeddings: embeddings)
  }

  /// The length of a vector.
  public var dimensions: Int { configuration.hidden }

  /// The most tokens that are on their way through the network at once, unless a text is longer.
  public var tokensAtOnce: Int { max(64, memory / space.bytesPerToken) }

  /// Calls `body` with each parameter that is tuned, always in the same order.
  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    for index in 0..<tunedCount { try body(&weights[index]) }
  }

  /// Turns texts into vectors, pooled as the model says and not scaled to length 1.
  ///
  /// - Parameters:
  ///   - texts: The tokens of each text, special ones included, at most
  ///     ``EncoderConfiguration/maximumTokens``, all of them in the vocabulary.
  ///   - threads: The largest number of threads.
  /// - Returns: The vectors, of shape (texts, ``dimensions``).
  public func encode(_ texts: [[Int32]], threads: Int) -> Matrix {
    var vectors = Matrix(rows: texts.count, columns: dimensions)
    for group in groups(texts) { forward(texts, group, threads, into: &vectors) }
    return vectors
  }

  /// Adds the gradient of a loss over a batch of texts to the parameters.
  ///
  /// - Parameters:
  ///   - texts: The tokens of each text, as for ``encode(_:threads:)``.
  ///   - threads: The largest number of threads.
  ///   - loss: Returns the loss of vectors, of shape (texts, ``dimensions``), and its gradient in each
  ///     of their numbers, of the same shape.
  /// - Returns: The loss. Where it is no finite number, gradients stay as they were.
  public mutating func addGradients(
    of texts: [[Int32]], threads: Int, loss: (Matrix) throws -> (loss: Double, gradient: Matrix)
  ) rethrows -> Double {
    let groups = groups(texts)
    var vectors = Matrix(rows: texts.count, columns: dimensions)
    for group in groups { forward(texts, group, threads, into: &vectors) }
    let (loss, gradient) = try loss(vectors)
    guard loss.isFinite else { return loss }
    // The last group is still on its way.
    for (index, group) in groups.enumerated().reversed() {
      if index < groups.count - 1 { forward(texts, group, threads, into: &vectors) }
      backward(texts, group, gradient, threads)
    }
    takeGradients()
    return loss
  }

  /// Writes the weights, tuned and others, as one `model.safetensors` with the names of the original.
  ///
  /// - Returns: Whether all of the original's weights were of single precision; otherwise config.json has
  ///   to be told.
  /// - Throws: ``FileError`` if it cannot be written.
  public func write(_ path: String) throws(FileError) -> Bool {
    let values = weights.prefix(tunedCount).map { ($0.name, $0.values) }
    let copy = CheckpointCopy(
      original: checkpoint, values: Dictionary(uniqueKeysWithValues: values))
    try copy.write(path)
    return copy.keepsTypes
  }
}
