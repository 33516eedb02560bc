import LinearAlgebra
import NeuralNetworks
import RealModule
import Testing

/// The kernels of the way back, against central differences of plain loops in double precision.
struct GradientKernelTests {
  @Test(arguments: [1, 2, 5, 17], [(2, 8), (3, 5)])
  func `the gradient of attention`(tokens: Int, heads: (count: Int, size: Int)) {
    let shape = AttentionShape(heads: heads.count, hidden: heads.count * heads.size)
    let hidden = shape.hidden
    let inputs = randomNumbers(tokens * 3 * hidden, in: -1.5...1.5, seed: UInt64(tokens))
    let gradient = randomNumbers(tokens * hidden, seed: 9)
    let context = attend(inputs.map(Double.init), tokens, heads).map { Float($0) }
    let queryScale: Float = 0.5
    var result = [Float](repeating: .nan, count: inputs.count)
    var span = result.mutableSpan
    attentionGradient(
      inputs.span, context: context.span, gradient: gradient.span, shape: shape,
      queryScale: queryScale, into: &span)
    var expected = centralDifferences(of: inputs.map(Double.init)) {
      product(attend($0, tokens, heads), gradient)
    }
    // The gradient of queries is that before they were scaled.
    for row in 0..<tokens {
      for i in 0..<hidden { expected[row * 3 * hidden + i] *= Double(queryScale) }
    }
    #expect(relativeError(result, expected) < 1e-5)
  }

  @Test(arguments: [3, 8, 33])
  func `the gradient of layer normalization`(width: Int) {
    let epsilon: Float = 1e-3
    let x = randomNumbers(width, in: -2...3, seed: 4)
    let (scale, gradient) = (randomNumbers(width, seed: 5), randomNumbers(width, seed: 6))
    var (standard, result) = (x, gradient)
    var (scales, shifts) = (
      [Float](repeating: 0, count: width), [Float](repeating: 0, count: width)
    )
    var rows = standard.mutableSpan
    let factor = standardize(&rows, epsilon: epsilon)
    var a = result.mutableSpan
    var b = scales.mutableSpan
    var c = shifts.mutableSpan
    standardizationGradient(
      &a, x: rows.span, factor: factor, scale: scale.span, scaleGradient: &b, shiftGradient: &c)
    let expected = centralDifferences(of: x.map(Double.init)) { x in
      let y = zip(self.standardized(x, Double(epsilon)), scale).map { $0 * Double($1) }
      return product(y, gradient)
    }
    #expect(relativeError(result, expected) < 1e-5)
    let values = standardized(x.map(Double.init), Double(epsilon))
    #expect(relativeError(scales, zip(values, gradient).map { $0 * Double($1) }) < 1e-5)
    #expect(shifts == gradient)
  }

  @Test(arguments: Activation.allCases)
  func `the derivative of an activation, and its value`(activation: Activation) {
    // No number near 0, where the rectifier has no derivative.
    let x = randomNumbers(200, in: -6...6, seed: 2).map { abs($0) < 1e-3 ? 0.5 : $0 }
    var values = [Float](repeating: .nan, count: x.count)
    var result = [Float](repeating: 2, count: x.count)
    var a = values.mutableSpan
    var b = result.mutableSpan
    activation.backpropagate(x.span, values: &a, gradient: &b)
    let step = 1e-6
    let expected = x.map { x in
      (value(activation, Double(x) + step) - value(activation, Double(x) - step)) / step
    }
    #expect(relativeError(result, expected) < 1e-5)
    #expect(relativeError(values, x.map { value(activation, Double($0)) }) < 1e-5)
  }

  @Test(arguments: Pooling.allCases, [1, 2, 5])
  func `the gradient of pooling`(pooling: Pooling, tokens: Int) {
    let (x, gradient) = (randomNumbers(tokens * 7, seed: 3), randomNumbers(7, seed: 8))
    var result = [Float](repeating: .nan, count: x.count)
    var span = result.mutableSpan
    pooling.backpropagate(x.span, gradient: gradient.span, into: &span)
    let expected = centralDifferences(of: x.map(Double.init)) { x in
      let pooled = (0..<7).map { i in
        let column = stride(from: i, to: x.count, by: 7).map { x[$0] }
        return switch pooling {
        case .mean: column.reduce(0, +) / Double(tokens)
        case .firstToken: column[0]
        case .maximum: column.max() ?? 0
        }
      }
      return product(pooled, gradient)
    }
    #expect(relativeError(result, expected) < 1e-5)
  }

  /// Attention of all heads over one text, in plain loops.
  private func attend(_ inputs: [Double], _ tokens: Int, _ heads: (count: Int, size: Int))
    -> [Double]
  {
    let hidden = heads.count * heads.size
    var context = [Double](repeating: 0, count: tokens * hidden)
    for head in 0..<heads.count {
      let columns = head * heads.size..<(head + 1) * heads.size
      for i in 0..<tokens {
        let powers = (0..<tokens).map { j in
          var score = 0.0
          for c in columns {
            score += inputs[i * 3 * hidden + c] * inputs[j * 3 * hidden + hidden + c]
          }
          return Double.exp(score)
        }
        let sum = powers.reduce(0, +)
        for c in columns {
          for j in 0..<tokens {
            context[i * hidden + c] += powers[j] / sum * inputs[j * 3 * hidden + 2 * hidden + c]
          }
        }
      }
    }
    return context
  }

  private func standardized(_ x: [Double], _ epsilon: Double) -> [Double] {
    let mean = x.reduce(0, +) / Double(x.count)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    return x.map { ($0 - mean) / (variance + epsilon).squareRoot() }
  }

  private func value(_ activation: Activation, _ x: Double) -> Double {
    switch activation {
    case .gelu: x * 0.5 * (1 + Double.erf(x / 2.0.squareRoot()))
    case .geluTanh:
      x * 0.5 * (1 + Double.tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .relu: max(x, 0)
    }
  }
}
