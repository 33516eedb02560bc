import LinearAlgebra
import RealModule

/// The kernels of encoders as plain loops in double precision; see `Reference` in LinearAlgebra.
extension Reference {
  /// Replaces each number by the function of it.
  package static func apply(_ activation: Activation, to x: inout MutableSpan<Float>) {
    for i in x.indices {
      let y = Double(x[i])
      let result =
        switch activation {
        case .gelu: y * 0.5 * (1 + Double.erf(y / 2.0.squareRoot()))
        case .geluTanh:
          y * 0.5 * (1 + Double.tanh((2 / Double.pi).squareRoot() * (y + 0.044715 * y * y * y)))
        case .relu: max(y, 0)
        }
      x[i] = Float(result)
    }
  }

  /// Normalizes a vector to mean 0 and variance 1, then scales and shifts its numbers.
  package static func normalizeLayer(
    _ x: inout MutableSpan<Float>, scale: Span<Float>, shift: Span<Float>, epsilon: Float
  ) {
    var (sum, squares) = (0.0, 0.0)
    for i in x.indices { sum += Double(x[i]) }
    let mean = sum / Double(x.count)
    for i in x.indices { squares += (Double(x[i]) - mean) * (Double(x[i]) - mean) }
    let deviation = (squares / Double(x.count) + Double(epsilon)).squareRoot()
    for i in x.indices {
      x[i] = Float((Double(x[i]) - mean) / deviation * Double(scale[i]) + Double(shift[i]))
    }
  }

  /// Replaces each number by its exponential, after subtracting the largest, and returns their sum.
  package static func exponentiate(_ x: inout MutableSpan<Float>) -> Double {
    var largest = -Double.infinity
    for i in x.indices { largest = max(largest, Double(x[i])) }
    var sum = 0.0
    for i in x.indices {
      let power = Double.exp(Double(x[i]) - largest)
      x[i] = Float(power)
      sum += power
    }
    return sum
  }

  /// Rounds a vector to whole numbers from 0 to `largest`.
  package static func quantize(
    _ x: Span<Float>, largest: Int32, into bytes: inout MutableSpan<UInt8>
  ) -> ByteRange {
    var (low, high) = (Double.infinity, -Double.infinity)
    for i in x.indices { (low, high) = (min(low, Double(x[i])), max(high, Double(x[i]))) }
    let scale = (high - low) / Double(largest)
    for i in x.indices {
      bytes[i] = scale > 0 ? UInt8(((Double(x[i]) - low) / scale).rounded()) : 0
    }
    return ByteRange(scale: Float(scale), least: Float(low))
  }

  /// Attention of each of the tokens `rows` to all of them, for one head.
  ///
  /// `inputs` are queries, keys and values side by side, of shape (tokens, 3 × hidden); `head` are the
  /// columns of the head among the queries. Of `context`, of shape (tokens, hidden), only `rows` and
  /// `head` are written.
  package static func attend(
    _ inputs: Matrix, rows: Range<Int>, head: Range<Int>, into context: inout Matrix
  ) {
    let hidden = inputs.columns / 3
    for i in rows {
      let scores = rows.map { j in
        head.reduce(0.0) { $0 + Double(inputs[i, $1]) * Double(inputs[j, hidden + $1]) }
      }
      let largest = scores.max() ?? 0
      let powers = scores.map { Double.exp($0 - largest) }
      let sum = powers.reduce(0, +)
      for c in head {
        let value = zip(rows, powers).reduce(0.0) { total, pair in
          total + Double(inputs[pair.0, 2 * hidden + c]) * pair.1
        }
        context[i, c] = Float(value / sum)
      }
    }
  }
}
