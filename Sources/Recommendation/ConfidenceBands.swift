/// How much to rely on a similarity: strong, likely or weak.
///
/// The bands are learned where it is known of some pairs whether they have a tag in common. Pairs are
/// taken from the most similar on: strong is the longest run of which 95 % agree, likely the longest run
/// after it of which 75 % do. Without tags the bands are quarters: strong is as similar as the upper
/// quarter of vectors and their nearest neighbors, likely as all but the lowest quarter.
public struct ConfidenceBands: Sendable, Equatable {
  /// A band.
  public enum Band: String, CaseIterable, Sendable { case strong, likely, weak }

  /// A pair of which it is known whether it agrees.
  public struct Pair: Sendable {
    /// How similar the two are.
    public var similarity: Float
    /// Whether they have a tag in common.
    public var agrees: Bool

    /// Creates a pair.
    public init(similarity: Float, agrees: Bool) {
      (self.similarity, self.agrees) = (similarity, agrees)
    }
  }

  /// The least similarity of strong pairs; nil if none is.
  public let strong: Float?
  /// The least similarity of likely pairs; nil if none is but the strong ones.
  public let likely: Float?
  /// Whether the bands were learned from tags.
  public let isLearned: Bool

  /// The shares of pairs that agree in the two bands, and the least number of pairs to learn from.
  static let (strongShare, likelyShare, leastPairs) = (0.95, 0.75, 50)

  /// Learns the bands; nil if there are fewer than 50 pairs.
  ///
  /// - Complexity: O(*n* log *n*)
  public init?(_ pairs: [Pair]) {
    guard pairs.count >= Self.leastPairs else { return nil }
    let sorted = pairs.sorted { $0.similarity > $1.similarity }
    let first = longestRun(sorted[...], agreeing: Self.strongShare)
    let second = longestRun(sorted[first...], agreeing: Self.likelyShare)
    strong = first > 0 ? sorted[first - 1].similarity : nil
    likely = second > first ? sorted[second - 1].similarity : nil
    isLearned = true
  }

  /// Divides by quarters of the similarities of vectors and their nearest neighbors.
  ///
  /// - Complexity: O(*n* log *n*)
  public init(nearest: [Float]) {
    let sorted = nearest.sorted(by: >)
    strong = sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 4]
    likely = sorted.isEmpty ? nil : sorted[(sorted.count - 1) * 3 / 4]
    isLearned = false
  }

  /// The band of a similarity.
  public func band(of similarity: Float) -> Band {
    if let strong, similarity >= strong { return .strong }
    if let likely, similarity >= likely { return .likely }
    return .weak
  }

  /// The share of `pairs` in each band that agree, where there are some.
  public func agreement(_ pairs: [Pair]) -> [Band: Double] {
    Dictionary(grouping: pairs) { band(of: $0.similarity) }.mapValues { pairs in
      Double(pairs.count(where: \.agrees)) / Double(pairs.count)
    }
  }
}

/// The end of the longest beginning of `pairs`, of falling similarity, of which at least `share` agree;
/// it does not end between equal ones.
private func longestRun(_ pairs: ArraySlice<ConfidenceBands.Pair>, agreeing share: Double) -> Int {
  var (agreeing, end) = (0, pairs.startIndex)
  for index in pairs.indices {
    if pairs[index].agrees { agreeing += 1 }
    let next = index + 1
    let isTied = next < pairs.endIndex && pairs[next].similarity == pairs[index].similarity
    if !isTied, Double(agreeing) >= share * Double(next - pairs.startIndex) { end = next }
  }
  return end
}
