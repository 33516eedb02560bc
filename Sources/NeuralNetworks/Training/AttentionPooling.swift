import LinearAlgebra

/// The mean of a sequence's rows, weighted by how much each row matters ([Yang et al.
/// 2016](https://doi.org/10.18653/v1/N16-1174)): the weights are softmax(*u* · tanh(*W* *x* + *b*)) over the
/// sequence.
///
/// While *u* is 0, as at first if so wished, this is the mean.
public struct AttentionPooling: Trainable {
  /// *W* and *b*, (hidden, inputs).
  private var layer: DenseLayer
  /// *u*, (1, hidden).
  private var query: DenseLayer

  /// The length of a row by which the weights are chosen.
  public var inputs: Int { layer.inputs }

  /// Creates a pooling of random weights.
  ///
  /// - Parameters:
  ///   - name: What stands before the names of the tensors in the model file.
  ///   - inputs: The length of a row.
  ///   - hidden: The number of features that a row is judged by.
  ///   - startsAsMean: Whether *u* begins at 0.
  ///   - seed: The seed of the program.
  public init(_ name: String, inputs: Int, hidden: Int, startsAsMean: Bool = false, seed: UInt64) {
    layer = DenseLayer(name + ".layer", inputs: inputs, outputs: hidden, seed: seed)
    query = DenseLayer(
      name + ".query", inputs: hidden, outputs: 1, hasBias: false,
      initializer: startsAsMean ? .constant(0) : nil, seed: seed)
  }

  /// Calls `body` with *W*, *b* and *u*.
  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try layer.forEachParameter(body)
    try query.forEachParameter(body)
  }

  /// What the way back needs.
  public struct Activations: Sendable {
    /// The weighted mean of each sequence, of shape (sequences, columns of the values).
    public let output: Matrix
    /// The weight of each row; those of a sequence add up to 1.
    public let weights: [Float]
    fileprivate let x: Matrix
    fileprivate let values: Matrix
    fileprivate let lengths: [Int]
    fileprivate let features: Matrix  // tanh(…), (rows, hidden)
  }

  /// Pools each sequence.
  ///
  /// - Parameters:
  ///   - x: The rows by which the weights are chosen, sequence after sequence, of shape (rows, ``inputs``).
  ///   - values: The rows that are averaged, of shape (rows, any); `x` itself in the simplest case.
  ///   - lengths: The number of rows of each sequence, 1 or more.
  /// - Returns: The means, and what the way back needs.
  /// - Complexity: O(*rows* × *inputs* × *hidden*), on the calling thread.
  public func forward(_ x: Matrix, values: Matrix, lengths: [Int]) -> Activations {
    precondition(x.rows == values.rows && lengths.reduce(0, +) == x.rows, "lengths differ")
    var features = layer.forward(x)
    features.withMutableElements { for i in $0.indices { $0[i] = hyperbolicTangent($0[i]) } }
    var weights = query.forward(features).elements
    var output = Matrix(rows: lengths.count, columns: values.columns)
    var start = 0
    for (sequence, length) in lengths.enumerated() {
      softmax(&weights, start..<start + length)
      output.withMutableRow(sequence) { target in
        for row in start..<start + length {
          addScaled(values[row: row], times: weights[row], to: &target)
        }
      }
      start += length
    }
    return Activations(
      output: output, weights: weights, x: x, values: values, lengths: lengths, features: features)
  }

  private func softmax(_ scores: inout [Float], _ rows: Range<Int>) {
    let largest = rows.reduce(-Float.infinity) { max($0, scores[$1]) }
    var sum = 0.0
    for row in rows {
      scores[row] = exponential(scores[row] - largest)
      sum += Double(scores[row])
    }
    for row in rows { scores[row] = Float(Double(scores[row]) / sum) }
  }

  /// The gradients in what came in.
  public struct Gradients: Sendable {
    /// By way of the weights, of shape (rows, ``AttentionPooling/inputs``).
    public var x: Matrix
    /// In the rows that were averaged.
    public var values: Matrix
  }

  /// Adds to the gradients of the parameters and returns those in what came in.
  ///
  /// - Parameters:
  ///   - activations: Of the way there.
  ///   - outputGradient: The gradient of the loss in the means, of shape (sequences, columns of the values).
  /// - Returns: The gradients in `x` and in `values`, to be added if they were the same.
  /// - Complexity: O(*rows* × *inputs* × *hidden*), on the calling thread.
  public mutating func backward(
    _ activations: Activations, outputGradient: Matrix
  ) -> Gradients {
    let (weights, values) = (activations.weights, activations.values)
    var valueGradient = Matrix(rows: values.rows, columns: values.columns)
    var scores = [Float](repeating: 0, count: weights.count)
    var start = 0
    for (sequence, length) in activations.lengths.enumerated() {
      let rows = start..<start + length
      let gradient = outputGradient[row: sequence]
      for row in rows {
        scores[row] = dot(gradient, values[row: row])
        valueGradient.withMutableRow(row) { addScaled(gradient, times: weights[row], to: &$0) }
      }
      let mean = rows.reduce(0.0) { $0 + Double(weights[$1]) * Double(scores[$1]) }
      for row in rows { scores[row] = weights[row] * (scores[row] - Float(mean)) }
      start += length
    }
    return Gradients(x: scoreGradient(activations, scores), values: valueGradient)
  }

  private mutating func scoreGradient(_ activations: Activations, _ scores: [Float]) -> Matrix {
    let scoreRows = Matrix(rows: scores.count, columns: 1, elements: scores)
    var features = query.backward(activations.features, outputGradient: scoreRows)
    let outputs = activations.features.elements.span
    features.withMutableElements { for i in $0.indices { $0[i] *= 1 - outputs[i] * outputs[i] } }
    return layer.backward(activations.x, outputGradient: features)
  }
}
