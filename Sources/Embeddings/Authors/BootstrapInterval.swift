import LinearAlgebra

/// The range in which a mean would probably lie if other authors had been drawn: percentiles of the means of
/// samples with replacement ([Efron 1979](https://doi.org/10.1214/aos/1176344552)).
public struct BootstrapInterval: Sendable, Equatable {
  /// The 2.5th percentile.
  public let low: Double
  /// The 97.5th percentile.
  public let high: Double

  /// The interval of the mean of numbers, of which there is at least one.
  ///
  /// - Complexity: O(*resamples* × *n*)
  public init(of numbers: [Double], resamples: Int = 2000, seed: UInt64) {
    precondition(!numbers.isEmpty && resamples > 0, "nothing to draw from")
    var generator = KeyedGenerator(seed: seed, purpose: "bootstrap")
    let means = (0..<resamples).map { _ in
      var sum = 0.0
      for _ in numbers.indices { sum += numbers[generator.below(numbers.count)] }
      return sum / Double(numbers.count)
    }.sorted()
    low = means[Int(0.025 * Double(resamples))]
    high = means[min(resamples - 1, Int(0.975 * Double(resamples)))]
  }
}
