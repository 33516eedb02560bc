import RealModule

/// The steps of Adam ([Kingma and Ba 2015]) as Keras takes them, and what they do to a number without
/// a gradient.
///
/// In step *t* a number *w* with gradient *g* changes by
///
///     m ← β₁ m + (1 - β₁) g        v ← β₂ v + (1 - β₂) g²        w ← w - rₜ m / (√v + ε)
///     rₜ = rate × √(1 - β₂ᵗ) / (1 - β₁ᵗ)
///
/// also where *g* is 0, as for the rows of an embedding that a batch does not touch: momentum carries
/// them on. To do that to all rows in every step takes most of the time. But without gradients *n*
/// steps after step *s* are known beforehand: *m* and *v* shrink by β₁ⁿ and β₂ⁿ, and *w* moves by
///
///     -m Σₖ rₛ₊ₖ β₁ᵏ / (√v (1 - δₖ) + ε)         δₖ = 1 - β₂^(k/2), k = 1 … n
///
/// As β₁ᵏ is nil before δₖ is large, the fraction's series in δₖ needs four terms only:
///
///     -m / (√v + ε) × (S₀ + q S₁ + q² S₂ + q³ S₃)        Sⱼ = Σₖ rₛ₊ₖ β₁ᵏ δₖʲ,  q = √v / (√v + ε)
///
/// The sums depend on *s* and *n* and not on the number, so any row is brought up to date by one
/// root and one division a number, however many steps it missed. What the series leaves out is below
/// 2 parts in 10⁸ of the movement, less than a `Float` tells apart.
///
/// [Kingma and Ba 2015]: https://arxiv.org/abs/1412.6980
package struct AdamSchedule: Sendable {
  static let firstDecay = 0.9
  static let secondDecay = 0.999
  /// What keeps a division by zero away; Keras has 1e-7.
  static let epsilon: Float = 1e-7
  /// The steps after which momentum is nil: 0.9²²⁰ is below 1e-10.
  private static let memory = 220

  /// What happens to a number without gradients since the step in which it had one.
  package struct Missed {
    /// What m is multiplied by.
    package var first: Float
    /// What v is multiplied by.
    package var second: Float
    /// S₀ … S₃.
    package var sums: SIMD4<Float>
  }

  /// The steps that are done.
  package private(set) var completed = 0
  /// rₜ of the step after those.
  private(set) var nextRate: Double
  private let rate: Double
  /// S₀ … S₃ of each step *s*, up to now.
  private var sums: [SIMD4<Double>] = [.zero]
  /// β₂ᵏ for each *k* so far.
  private var secondPowers: [Float] = [1]
  /// β₁ᵏ × (1, δₖ, δₖ², δₖ³) for each *k* up to ``memory``.
  private let terms: [SIMD4<Double>]

  package init(rate: Double) {
    self.rate = rate
    nextRate = Self.rate(rate, ofStep: 1)
    terms = (0...Self.memory).map { k in
      let shrunk = 1 - Double.pow(Self.secondDecay, Double(k) / 2)
      let powers = SIMD4(1, shrunk, shrunk * shrunk, shrunk * shrunk * shrunk)
      return powers * Double.pow(Self.firstDecay, k)
    }
  }

  private static func rate(_ rate: Double, ofStep step: Int) -> Double {
    rate * (1 - Double.pow(secondDecay, step)).squareRoot() / (1 - Double.pow(firstDecay, step))
  }

  /// Completes a step.
  ///
  /// - Complexity: O(1), 220 additions.
  package mutating func complete() {
    completed += 1
    for step in max(0, completed - Self.memory)..<completed {
      sums[step] += nextRate * terms[completed - step]
    }
    nextRate = Self.rate(rate, ofStep: completed + 1)
    sums.append(.zero)
    secondPowers.append(Float(Double.pow(Self.secondDecay, completed)))
  }

  /// What happened since `step` to a number that had its last gradient then.
  @inline(__always)
  package func missed(since step: Int) -> Missed {
    let count = completed - step
    return Missed(
      first: count < terms.count ? Float(terms[count].x) : 0, second: secondPowers[count],
      sums: SIMD4<Float>(sums[step]))
  }
}
