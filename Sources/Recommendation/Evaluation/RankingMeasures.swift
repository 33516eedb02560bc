import RealModule

/// How well a list of items meets the items that were held out of one user, by the definitions that
/// RecBole and trec_eval use ([Zhao et al. 2021]).
///
/// [Zhao et al. 2021]: https://doi.org/10.1145/3459637.3482016
public struct RankingMeasures: Sendable, Equatable {
  /// 1 if an item that was held out is in the list.
  public let hit: Double
  /// The gains 1 ÷ log₂(1 + rank) of the items found, by those of the best possible list (NDCG).
  public let gain: Double
  /// 1 ÷ the rank of the first item found (MRR).
  public let reciprocalRank: Double
  /// The share of the held-out items that were found.
  public let recall: Double
  /// The number of items found ÷ the length that the list was asked to have.
  public let precision: Double
  /// The mean of the precision at the rank of each item found, by the number that could be found (MAP).
  public let averagePrecision: Double

  /// Measures a list.
  ///
  /// - Parameters:
  ///   - list: The items, best first; those behind `count` do not matter.
  ///   - targets: The items that were held out, at least one and each once.
  ///   - count: *k*, the length that lists are asked to have.
  /// - Complexity: O(*k* × *targets*)
  public init(_ list: [Int32], targets: [Int32], count: Int) {
    var (found, first) = (0, 0)
    var (gained, precisions) = (0.0, 0.0)
    for (place, item) in list.prefix(count).enumerated() where targets.contains(item) {
      found += 1
      if first == 0 { first = place + 1 }
      gained += Self.gain(rank: place + 1)
      precisions += Double(found) / Double(place + 1)
    }
    let possible = min(count, targets.count)
    let best = (0..<possible).reduce(0.0) { $0 + Self.gain(rank: $1 + 1) }
    hit = found > 0 ? 1 : 0
    gain = gained / best
    reciprocalRank = first > 0 ? 1 / Double(first) : 0
    recall = Double(found) / Double(targets.count)
    precision = Double(found) / Double(count)
    averagePrecision = precisions / Double(possible)
  }

  private static func gain(rank: Int) -> Double { 1 / Double.log2(1 + Double(rank)) }
}
