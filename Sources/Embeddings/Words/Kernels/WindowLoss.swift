import Glibc

/// The mean loss of windows, watched at one in ``period`` of them: logarithms take more time than the
/// steps themselves.
struct WindowLoss: Sendable, Equatable {
  /// The sum of −ln of the probabilities given to what was true.
  private(set) var sum = 0.0
  /// The number of pairs of an input and an output to be predicted.
  private(set) var pairs = 0.0
  /// Whether the window at hand is watched.
  private(set) var isWatching = false
  private var windows = 0

  private static let period = 16

  /// Starts a window in which `count` rows predict a word.
  @inline(__always)
  mutating func begin(_ count: Int) {
    isWatching = windows % Self.period == 0
    windows += 1
    if isWatching { pairs += Double(count) }
  }

  /// Adds the inner products of `count` inputs and a group of outputs, 8 numbers for each input.
  @unsafe mutating func add(
    _ products: UnsafeMutablePointer<Float>, count: Int, _ group: OutputGroup
  ) {
    for output in 0..<OutputGroup.width where group.weights[output] > 0 {
      let isTrue = group.targets[output] > 0
      for input in 0..<count {
        let product = Double(unsafe products[8 * input + output])
        // ln(1 + e^x), which for large x is x.
        let x = isTrue ? -product : product
        sum += Double(group.weights[output]) * (max(x, 0) + log1p(exp(-abs(x))))
      }
    }
  }

  /// Adds what another part of the epoch has.
  mutating func add(_ other: WindowLoss) {
    sum += other.sum
    pairs += other.pairs
  }

  /// The mean for a pair of words; 0 if there was none.
  var mean: Double { pairs > 0 ? sum / pairs : 0 }
}
