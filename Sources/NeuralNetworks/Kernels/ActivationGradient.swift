import RealModule

extension Activation {
  /// Computes the function and multiplies a gradient by its derivative, in one pass.
  ///
  /// - Parameters:
  ///   - x: The numbers that the function was taken of.
  ///   - values: The function of each.
  ///   - gradient: The gradient with respect to the function, which becomes that with respect to `x`.
  /// - Complexity: O(*n*), vectorized.
  package func backpropagate(
    _ x: Span<Float>, values: inout MutableSpan<Float>, gradient: inout MutableSpan<Float>
  ) {
    precondition(x.count == values.count && x.count == gradient.count, "lengths differ")
    switch self {
    case .gelu:
      for i in x.indices {
        let y = x[i]
        let probability = Relaxed.multiplyAdd(0.5, errorFunctionOfRoot(y), 0.5)
        let density = 0.398_942_28 * exponential(-0.5 * y * y)
        values[i] = y * probability
        gradient[i] *= Relaxed.multiplyAdd(y, density, probability)
      }
    case .geluTanh:
      for i in x.indices {
        let y = x[i]
        let inner = y * Relaxed.multiplyAdd(0.071_354_816 * y, y, 1.595_769_1)
        let slope = Relaxed.multiplyAdd(0.214_064_45 * y, y, 1.595_769_1)
        let share = 1 / (1 + exponential(inner > -87 ? -inner : 87))
        values[i] = y * share
        gradient[i] *= Relaxed.multiplyAdd(y * slope * share, 1 - share, share)
      }
    case .relu:
      for i in x.indices {
        let isPositive = x[i] > 0
        values[i] = isPositive ? x[i] : 0
        gradient[i] = isPositive ? gradient[i] : 0
      }
    }
  }
}
