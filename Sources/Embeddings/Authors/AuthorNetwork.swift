import LinearAlgebra
import NeuralNetworks

/// A network that reads some posts of an author and gives a vector, the same one, as far as it can, for any
/// posts of that author, and different ones for different authors.
///
///     z = (post - center) · whitening                           see ``AuthorSpace``
///     vector = mean of z + W · network(z) + b, of length 1
///
/// At first W and b are 0: training starts with the mean of the posts in the space of authors, which is hard
/// to beat for authors that were not trained on, and learns what to add. The network is a GRU or an LSTM that
/// reads the posts in turn, of which the last state counts, or attention, which also weights the mean.
public struct AuthorNetwork: Trainable {
  /// What reads the posts.
  public enum Kind: String, CaseIterable, Codable, Sendable {
    case gru, lstm, attention
  }

  /// What reads the posts.
  public let kind: Kind
  /// The number of posts that are read at a time.
  public let sample: Int
  /// The space of authors, which is not trained.
  package let space: AuthorSpace

  private var recurrent: RecurrentLayer?
  private var pooling: AttentionPooling?
  /// What attention takes the mean of, besides *z*: tanh of this.
  private var features: DenseLayer?
  private var output: DenseLayer

  /// The length of a vector.
  public var dimensions: Int { space.center.count }
  /// The length of the network's state.
  public var hidden: Int { output.inputs }

  /// Creates a network that gives the mean of posts in a space.
  public init(_ kind: Kind, space: AuthorSpace, hidden: Int, sample: Int, seed: UInt64) {
    let dimensions = space.center.count
    (self.kind, self.space, self.sample) = (kind, space, sample)
    switch kind {
    case .gru, .lstm:
      recurrent = RecurrentLayer(
        kind == .gru ? .gru : .lstm, "network", inputs: dimensions, hidden: hidden, seed: seed)
    case .attention:
      pooling = AttentionPooling(
        "network", inputs: dimensions, hidden: hidden, startsAsMean: true, seed: seed)
      features = DenseLayer("features", inputs: dimensions, outputs: hidden, seed: seed)
    }
    output = DenseLayer(
      "output", inputs: hidden, outputs: dimensions, initializer: .constant(0), seed: seed)
  }

  /// Calls `body` with all that is trained.
  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try recurrent?.forEachParameter(body)
    try pooling?.forEachParameter(body)
    try features?.forEachParameter(body)
    try output.forEachParameter(body)
  }

  /// What the way back needs.
  package struct Activations: Sendable {
    /// The vectors of the samples before they are scaled, of shape (samples, dimensions).
    package let raw: Matrix
    let z: Matrix  // (posts, dimensions)
    let state: Matrix  // (samples, hidden)
    let lengths: [Int]
    let recurrent: RecurrentLayer.Activations?
    let pooling: AttentionPooling.Activations?
  }

  /// Reads samples.
  ///
  /// - Parameters:
  ///   - posts: The vectors of the posts, sample after sample, of shape (posts, ``dimensions``).
  ///   - lengths: The number of posts of each sample, 1 or more.
  /// - Returns: The vectors, and what the way back needs.
  /// - Complexity: O(*n* × (*d*² + *d* × *h* + *h*²)) for *n* posts of *d* dimensions, states of *h*.
  package func forward(_ posts: Matrix, lengths: [Int]) -> Activations {
    let z = space.whitened(posts, threads: 1)
    let recurrent = recurrent?.forward(z, lengths: lengths)
    var pooled: AttentionPooling.Activations?
    if let pooling, let features {
      var inner = features.forward(z)
      inner.applyTanh()
      pooled = pooling.forward(z, values: z.beside(inner), lengths: lengths)
    }
    let mean = pooled.map { $0.output.columns(0..<dimensions) } ?? means(z, lengths)
    let state =
      pooled.map { $0.output.columns(dimensions..<dimensions + hidden) }
      ?? (recurrent?.states ?? z).rows(ends(lengths))
    var raw = output.forward(state)
    let base = mean.elements.span
    raw.withMutableElements { for i in $0.indices { $0[i] += base[i] } }
    return Activations(
      raw: raw, z: z, state: state, lengths: lengths, recurrent: recurrent, pooling: pooled)
  }

  /// Adds to the gradients of the parameters, from that of the loss in ``Activations/raw``.
  package mutating func backward(_ activations: Activations, outputGradient: Matrix) {
    let state = output.backward(activations.state, outputGradient: outputGradient)
    let atEnds = kind == .attention ? state : atEnds(state, activations.lengths)
    if let states = activations.recurrent { _ = recurrent?.backward(states, stateGradient: atEnds) }
    guard let pooled = activations.pooling else { return }
    let gradients = pooling?.backward(pooled, outputGradient: outputGradient.beside(state))
    guard let gradients, let features else { return }
    var inner = gradients.values.columns(dimensions..<dimensions + hidden)
    var outputs = features.forward(activations.z)
    outputs.applyTanh()
    let levels = outputs.elements.span
    inner.withMutableElements { for i in $0.indices { $0[i] *= 1 - levels[i] * levels[i] } }
    self.features?.addGradients(activations.z, outputGradient: inner)
  }

  /// The last row of each sequence.
  private func ends(_ lengths: [Int]) -> [Int] {
    var end = -1
    return lengths.map { length in
      end += length
      return end
    }
  }

  /// Rows at the ends of sequences, zeros elsewhere.
  private func atEnds(_ rows: Matrix, _ lengths: [Int]) -> Matrix {
    var result = Matrix(rows: lengths.reduce(0, +), columns: rows.columns)
    for (index, end) in ends(lengths).enumerated() {
      let row = rows[row: index]
      result.withMutableRow(end) { for i in $0.indices { $0[i] = row[i] } }
    }
    return result
  }

  private func means(_ z: Matrix, _ lengths: [Int]) -> Matrix {
    var (result, start) = (Matrix(rows: lengths.count, columns: z.columns), 0)
    for (sample, length) in lengths.enumerated() {
      result.withMutableRow(sample) { target in
        for row in start..<start + length {
          addScaled(z[row: row], times: 1 / Float(length), to: &target)
        }
      }
      start += length
    }
    return result
  }
}
