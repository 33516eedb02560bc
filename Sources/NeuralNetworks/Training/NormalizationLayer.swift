import LinearAlgebra

/// A layer normalization to be trained ([Ba, Kiros and Hinton 2016](https://arxiv.org/abs/1607.06450)): each
/// row gets the mean 0 and the variance 1, then a scale and a shift for each of its numbers; PyTorch's
/// `LayerNorm`.
public struct NormalizationLayer: Trainable {
  /// What a number is multiplied by, of shape (width).
  public var scale: Parameter
  /// What is added to it, of shape (width).
  public var shift: Parameter
  /// What is added to the variance.
  public let epsilon: Float

  /// The length of a row.
  public var width: Int { scale.count }

  /// Creates a layer that scales by 1 and does not shift; `name` stands before `.weight` and `.bias` in the
  /// model file.
  public init(_ name: String, width: Int, epsilon: Float = 1e-5) {
    scale = Parameter(
      name + ".weight", shape: [width], values: [Float](repeating: 1, count: width), decays: false)
    shift = Parameter(
      name + ".bias", shape: [width], values: [Float](repeating: 0, count: width), decays: false)
    self.epsilon = epsilon
  }

  /// Calls `body` with the scales, then with the shifts.
  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&scale)
    try body(&shift)
  }

  /// What the way back needs.
  public struct Activations: Sendable {
    /// What comes out, of shape (rows, width).
    public let output: Matrix
    /// The rows of mean 0 and variance 1, of shape (rows, width).
    let normalized: Matrix
    /// 1 / √(variance + ε) of each row.
    let factors: [Float]
  }

  /// Normalizes rows of shape (rows, ``width``).
  ///
  /// - Complexity: O(*rows* × *width*)
  public func forward(_ x: Matrix) -> Activations {
    precondition(x.columns == width, "\(x.columns) numbers a row, not \(width)")
    var (normalized, output) = (x, x)
    var factors: [Float] = []
    for row in 0..<x.rows {
      let (mean, factor) = moments(x[row: row])
      factors.append(factor)
      normalized.withMutableRow(row) { for i in $0.indices { $0[i] = ($0[i] - mean) * factor } }
      let unit = normalized[row: row]
      let (scale, shift) = (scale.values.span, shift.values.span)
      output.withMutableRow(row) {
        for i in $0.indices { $0[i] = unit[i] * scale[i] + shift[i] }
      }
    }
    return Activations(output: output, normalized: normalized, factors: factors)
  }

  /// The mean, and 1 / √(variance + ε).
  private func moments(_ x: Span<Float>) -> (mean: Float, factor: Float) {
    var (sum, squares) = (0.0, 0.0)
    for i in x.indices { sum += Double(x[i]) }
    let mean = sum / Double(x.count)
    for i in x.indices { squares += (Double(x[i]) - mean) * (Double(x[i]) - mean) }
    let variance = squares / Double(x.count)
    return (Float(mean), Float(1 / (variance + Double(epsilon)).squareRoot()))
  }

  /// Adds to the gradients of the parameters and returns the gradient in what came in, of shape (rows,
  /// ``width``).
  ///
  /// What of the gradient would move or stretch the whole row is taken off: normalization undoes it.
  ///
  /// - Complexity: O(*rows* × *width*)
  public mutating func backward(_ activations: Activations, outputGradient: Matrix) -> Matrix {
    var result = outputGradient
    for row in 0..<result.rows {
      let (unit, gradient) = (activations.normalized[row: row], outputGradient[row: row])
      addGradients(unit, gradient)
      let factor = activations.factors[row]
      let scale = scale.values.span
      result.withMutableRow(row) { target in
        var (sum, along) = (0.0, 0.0)
        for i in target.indices {
          target[i] = gradient[i] * scale[i]
          sum += Double(target[i])
          along += Double(target[i]) * Double(unit[i])
        }
        let mean = Float(sum / Double(target.count))
        let slope = Float(along / Double(target.count))
        for i in target.indices { target[i] = factor * (target[i] - mean - slope * unit[i]) }
      }
    }
    return result
  }

  private mutating func addGradients(_ unit: Span<Float>, _ gradient: Span<Float>) {
    var scales = scale.gradient.mutableSpan
    for i in gradient.indices { scales[i] += gradient[i] * unit[i] }
    var shifts = shift.gradient.mutableSpan
    for i in gradient.indices { shifts[i] += gradient[i] }
  }
}
