import LinearAlgebra

/// How far means over users may be off because other users could have come: percentile intervals of the
/// bootstrap ([Efron 1979]).
///
/// As many users as there are are drawn with repetition, a thousand times; the interval holds the middle
/// 95 % of the means of the draws. All measures are drawn together, each draw by a generator of its own.
///
/// [Efron 1979]: https://doi.org/10.1214/aos/1176344552
public enum BootstrapIntervals {
  /// Computes the intervals of several measures of the same users.
  ///
  /// - Parameters:
  ///   - measures: For each measure, its values, one for each user.
  ///   - draws: The number of draws.
  ///   - seed: The seed of the draws.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: An interval for each measure.
  /// - Complexity: O(*draws* × *users* × *measures*)
  public static func intervals(
    _ measures: [[Double]], draws: Int = 1000, seed: UInt64, threads: Int
  ) -> [ClosedRange<Double>] {
    guard let count = measures.first?.count, count > 0 else { return measures.map { _ in 0...0 } }
    precondition(measures.allSatisfy { $0.count == count }, "measures of different users")
    // The values of a user lie side by side.
    let width = measures.count
    var values = [Double](repeating: 0, count: count * width)
    for (column, measure) in measures.enumerated() {
      for user in measure.indices { values[user * width + column] = measure[user] }
    }
    let rows = values
    let means = parallelMap(count: draws, chunk: 16, threads: threads) { range in
      range.map { draw in
        mean(
          rows, width: width, count, KeyedGenerator(seed: seed, purpose: "bootstrap", index: draw))
      }
    }.flatMap(\.self)
    return (0..<width).map { column in
      let sorted = means.map { $0[column] }.sorted()
      let tail = Double(draws - 1) * 0.025
      return sorted[Int(tail.rounded(.down))]...sorted[draws - 1 - Int(tail.rounded(.down))]
    }
  }

  /// The means of a draw.
  private static func mean(
    _ values: [Double], width: Int, _ count: Int, _ source: KeyedGenerator
  ) -> [Double] {
    var generator = source
    var sums = [Double](repeating: 0, count: width)
    for _ in 0..<count {
      let start = generator.below(count) * width
      for column in 0..<width { sums[column] += values[start + column] }
    }
    return sums.map { $0 / Double(count) }
  }
}
