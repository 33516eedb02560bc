/// Chooses items that matter and differ from one another ([Carbonell and Goldstein 1998]).
///
/// The first is the most relevant item; each next one has the largest
///
///     (1 − diversity) · relevance − diversity · (largest similarity to a chosen item)
///
/// [Carbonell and Goldstein 1998]: https://doi.org/10.1145/290941.291025
///
/// - Parameters:
///   - relevance: How much each item matters, best in 0...1.
///   - count: The number of items to choose; there may be fewer.
///   - diversity: What difference counts, in 0...1; with 0 the most relevant items are chosen.
///   - similarity: How alike two items are, in 0...1.
///   - excludes: Whether an item that was chosen keeps another one out altogether.
/// - Returns: The places of the items in the order of their choice; ties go to the first.
/// - Complexity: O(*count* · *items*) calls of `similarity`.
public func maximalMarginalRelevance(
  _ relevance: [Double], count: Int, diversity: Double, similarity: (Int, Int) -> Double,
  excludes: (Int, Int) -> Bool = { _, _ in false }
) -> [Int] {
  var chosen: [Int] = []
  var rest = Array(relevance.indices)
  var nearest = [Double](repeating: 0, count: relevance.count)
  while chosen.count < count, !rest.isEmpty {
    func score(_ item: Int) -> Double {
      (1 - diversity) * relevance[item] - diversity * nearest[item]
    }
    var best = 0
    for place in rest.indices.dropFirst() where score(rest[place]) > score(rest[best]) {
      best = place
    }
    let item = rest.remove(at: best)
    chosen.append(item)
    rest.removeAll { excludes(item, $0) }
    for other in rest { nearest[other] = max(nearest[other], similarity(item, other)) }
  }
  return chosen
}
