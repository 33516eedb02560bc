/// How topics go together to larger ones: a tree of merges.
public struct TopicHierarchy: Sendable {
  /// Two topics, or groups of topics, that go together.
  public struct Node: Sendable {
    /// The classes, ascending.
    public var classes: [Int]
    /// The first of the two: a class below the number of classes, or that number + the place of a node.
    public var first: Int
    /// The other.
    public var second: Int
    /// How far apart the two are.
    public var distance: Double
    /// The most typical terms of all their documents, best first.
    public var terms: [WeightedTerm]
  }

  /// The nodes, by distance; the last one has all classes.
  public let nodes: [Node]

  /// Joins the classes of `weights` by the cosine distance of their terms.
  ///
  /// The terms of a node are weighed as those of a class of all its documents.
  ///
  /// - Parameters:
  ///   - weights: The weights of the terms of the classes.
  ///   - method: How far apart groups are; BERTopic takes ``Linkage/Method/ward``.
  ///   - terms: The number of terms of a node.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*c*² · *v*) for *c* classes and *v* terms.
  public init(
    _ weights: ClassTFIDF, method: Linkage.Method = .ward, terms: Int = 10, threads: Int = 1
  ) {
    let count = weights.rows.count
    let similarity = ClassSimilarity(weights, threads: threads)
    let distances = (0..<count * count).map { place in
      place / count == place % count ? 0 : max(0, 1 - similarity[place / count, place % count])
    }
    let merges = Linkage(distances: distances, count: count, method: method).merges
    var counts = weights.rows.map { Dictionary(uniqueKeysWithValues: zip($0.terms, $0.counts)) }
    var classes = (0..<count).map { [$0] }
    nodes = merges.map { merge in
      classes.append((classes[merge.first] + classes[merge.second]).sorted())
      // The smaller into the larger; the parts are not needed any more.
      let isFirstLarger = counts[merge.first].count >= counts[merge.second].count
      let (large, small) =
        isFirstLarger ? (merge.first, merge.second) : (merge.second, merge.first)
      var sum = counts[large]
      counts[large] = [:]
      sum.merge(counts[small], uniquingKeysWith: +)
      counts[small] = [:]
      let best = weights.topTerms(counts: sum, count: terms)
      counts.append(sum)
      return Node(
        classes: classes[classes.count - 1], first: merge.first, second: merge.second,
        distance: merge.distance, terms: best)
    }
  }
}

extension ClassTFIDF {
  /// The terms of the largest weights in documents that have `counts` of terms.
  func topTerms(counts: [Int: Double], count: Int) -> [WeightedTerm] {
    // Counts are whole numbers, so the order in which they are added does not matter.
    let total = counts.values.reduce(0, +)
    let found = counts.map { term, count in
      WeightedTerm(term: term, weight: weight(share: count / total, factor: termFactors[term]))
    }
    return Array(
      found.filter { $0.weight > 0 }.sorted { (-$0.weight, $0.term) < (-$1.weight, $1.term) }
        .prefix(count))
  }
}
