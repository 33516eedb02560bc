import LinearAlgebra
import RealModule

/// The layers that are trained as plain loops in double precision, one row at a time: their derivatives by
/// central differences are what the way back is compared with.
extension Reference {
  /// *W* · *x* + *b*, for *W* of shape (outputs, inputs), row by row.
  package static func dense(_ x: [Double], weight: [Double], bias: [Double]) -> [Double] {
    bias.indices.map { output in
      x.indices.reduce(bias[output]) { $0 + weight[output * x.count + $1] * x[$1] }
    }
  }

  /// The states of a layer of ``GRU`` over one sequence.
  ///
  /// `weights` are those of inputs and of states, then their biases.
  package static func gru(_ rows: [[Double]], weights: [[Double]], hidden: Int) -> [[Double]] {
    var h = [Double](repeating: 0, count: hidden)
    return rows.map { x in
      let inputs = dense(x, weight: weights[0], bias: weights[2])
      let states = dense(h, weight: weights[1], bias: weights[3])
      h = (0..<hidden).map { j in
        let r = logistic(inputs[j] + states[j])
        let z = logistic(inputs[hidden + j] + states[hidden + j])
        let n = Double.tanh(inputs[2 * hidden + j] + r * states[2 * hidden + j])
        return (1 - z) * n + z * h[j]
      }
      return h
    }
  }

  /// The states of a layer of ``LSTM`` over one sequence.
  ///
  /// `weights` are those of inputs and of states, then their biases.
  package static func lstm(_ rows: [[Double]], weights: [[Double]], hidden: Int) -> [[Double]] {
    var h = [Double](repeating: 0, count: hidden)
    var cell = h
    return rows.map { x in
      let inputs = dense(x, weight: weights[0], bias: weights[2])
      let states = dense(h, weight: weights[1], bias: weights[3])
      let terms = zip(inputs, states).map { $0 + $1 }
      for j in 0..<hidden {
        let (i, f) = (logistic(terms[j]), logistic(terms[hidden + j]))
        cell[j] = f * cell[j] + i * Double.tanh(terms[2 * hidden + j])
        h[j] = logistic(terms[3 * hidden + j]) * Double.tanh(cell[j])
      }
      return h
    }
  }

  private static func logistic(_ x: Double) -> Double { 1 / (1 + Double.exp(-x)) }

  /// A row of ``NormalizationLayer``.
  package static func normalizeLayer(
    _ x: [Double], scale: [Double], shift: [Double], epsilon: Double
  ) -> [Double] {
    let mean = x.reduce(0, +) / Double(x.count)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    let deviation = (variance + epsilon).squareRoot()
    return x.indices.map { (x[$0] - mean) / deviation * scale[$0] + shift[$0] }
  }

  /// The output of ``AttentionPooling`` for one sequence that is its own values.
  ///
  /// `weights` are *W*, *b* and *u*.
  package static func attentionPooling(_ rows: [[Double]], weights: [[Double]]) -> [Double] {
    let powers = rows.map { x in
      let features = dense(x, weight: weights[0], bias: weights[1])
      return Double.exp(zip(features, weights[2]).reduce(0) { $0 + Double.tanh($1.0) * $1.1 })
    }
    let sum = powers.reduce(0, +)
    return (rows.first ?? []).indices.map { column in
      zip(rows, powers).reduce(0) { $0 + $1.0[column] * $1.1 } / sum
    }
  }

  /// A vector of length 1 in the direction of `x`.
  package static func unit(_ x: [Double]) -> [Double] {
    let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return x.map { $0 / length }
  }
}
