import Glibc

/// The curve 1 / (1 + *a* *x*²ᵇ) by which a UMAP's map judges distances.
public struct Curve: Sendable, Equatable {
  /// The factor of the distance.
  public let a: Double
  /// Half the exponent of the distance.
  public let b: Double

  /// Creates a curve from its parameters.
  public init(a: Double, b: Double) {
    self.a = a
    self.b = b
  }

  /// The curve nearest, by least squares, to one that stays at 1 up to the least distance and then
  /// falls by exp(−(*x* − *least*) / *spread*): at 300 places between 0 and three times the spread, as
  /// umap-learn has it.
  ///
  /// - Parameters:
  ///   - minimumDistance: How close points may come on the map (`min_dist`).
  ///   - spread: The distance at which points are far from each other (`spread`).
  /// - Complexity: O(1), a few hundred evaluations of the 300 places by Levenberg and Marquardt's way.
  public init(minimumDistance: Double, spread: Double) {
    let places = (0..<300).map { Double($0) * 3 * spread / 299 }
    let goals = places.map { $0 < minimumDistance ? 1 : exp(-($0 - minimumDistance) / spread) }
    var (a, b, damping) = (1.0, 1.0, 1e-3)
    var error = Self.error(a, b, places, goals)
    for _ in 0..<500 {
      let (step, small) = Self.step(a, b, damping, places, goals)
      let next = (a: a + step.a, b: b + step.b)
      let nextError =
        next.a > 0 && next.b > 0 ? Self.error(next.a, next.b, places, goals) : .infinity
      if nextError < error {
        (a, b, error, damping) = (next.a, next.b, nextError, damping / 10)
      } else {
        damping *= 10
      }
      if small || damping > 1e12 { break }
    }
    self.init(a: a, b: b)
  }

  private static func error(
    _ a: Double, _ b: Double, _ places: [Double], _ goals: [Double]
  ) -> Double {
    zip(places, goals).reduce(0) { sum, pair in
      let difference = 1 / (1 + a * pow(pair.0, 2 * b)) - pair.1
      return sum + difference * difference
    }
  }

  /// A damped step of Gauss and Newton, and whether it no longer matters.
  private static func step(
    _ a: Double, _ b: Double, _ damping: Double, _ places: [Double], _ goals: [Double]
  ) -> (step: (a: Double, b: Double), small: Bool) {
    var (aa, ab, bb, ea, eb) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (x, goal) in zip(places, goals) where x > 0 {
      let power = pow(x, 2 * b)
      let value = 1 / (1 + a * power)
      let byA = -power * value * value
      let byB = byA * a * 2 * log(x)
      (aa, ab, bb) = (aa + byA * byA, ab + byA * byB, bb + byB * byB)
      (ea, eb) = (ea + byA * (goal - value), eb + byB * (goal - value))
    }
    (aa, bb) = (aa * (1 + damping), bb * (1 + damping))
    let determinant = aa * bb - ab * ab
    let step = (a: (ea * bb - eb * ab) / determinant, b: (aa * eb - ab * ea) / determinant)
    return (step, abs(step.a) < 1e-10 * a && abs(step.b) < 1e-10 * b)
  }
}
