/// How much topics differ in their terms.
public struct TopicDiversity: Equatable, Sendable {
  /// For each topic, the share of its terms that no other topic has; 0 for a topic without terms.
  public let topics: [Double]
  /// The share of different terms among the terms of all topics ([Dieng, Ruiz and Blei 2020]): 1 if no
  /// term occurs twice, 1 ÷ topics if all topics are the same.
  ///
  /// [Dieng, Ruiz and Blei 2020]: https://doi.org/10.1162/tacl_a_00325
  public let overall: Double

  /// Compares topics.
  ///
  /// - Parameter topics: The terms of each topic, none twice in one topic.
  /// - Complexity: O(*n*) in the terms of all topics.
  public init(of topics: [[Int]]) {
    let uses = Dictionary(topics.joined().map { ($0, 1) }, uniquingKeysWith: +)
    let total = topics.map(\.count).reduce(0, +)
    self.topics = topics.map { terms in
      let own = terms.count { uses[$0] == 1 }
      return terms.isEmpty ? 0 : Double(own) / Double(terms.count)
    }
    overall = total == 0 ? 0 : Double(uses.count) / Double(total)
  }

  /// The share of different terms among the first `count` terms of all topics.
  ///
  /// - Complexity: O(*topics* · *count*)
  public static func overall(of topics: [[Int]], first count: Int) -> Double {
    TopicDiversity(of: topics.map { Array($0.prefix(count)) }).overall
  }
}
