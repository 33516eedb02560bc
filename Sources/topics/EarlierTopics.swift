import Artifacts
import LinearAlgebra
import StageSupport
import TopicModeling

/// The topics of the night before, whose numbers those that are like them keep.
struct EarlierTopics {
  /// The terms of each topic of each cluster.
  private let clusters: [Int: [Int: [String: Double]]]

  /// The number of terms by which topics are compared.
  private static let terms = 25

  /// Reads `terms.tsv` of the previous run; without one, or if `isIgnored`, no topic keeps a number.
  ///
  /// - Throws: ``FileError`` if it is malformed.
  init(isIgnored: Bool, _ output: inout StageOutput) throws {
    guard !isIgnored, let path = output.previous("terms.tsv") else {
      clusters = [:]
      return
    }
    let table = try Table(contentsOf: output.input(path, ""))
    let (numbers, topics) = (try table.integers("cluster"), try table.integers("topic"))
    let (terms, weights) = (try table.column("term"), try table.numbers("weight"))
    var clusters: [Int: [Int: [String: Double]]] = [:]
    for row in 0..<table.count {
      clusters[numbers[row], default: [:]][topics[row], default: [:]][terms[row]] = weights[row]
    }
    self.clusters = clusters
  }

  /// The order in which topics of a cluster have the numbers of those that they continue: the topic of each
  /// number. New ones take the numbers that are left.
  func order(of topics: [[String: Double]], inCluster cluster: Int) -> [Int] {
    let matching = TopicMatching(previous: clusters[cluster] ?? [:], current: topics)
    var order = [Int?](repeating: nil, count: topics.count)
    var new: [Int] = []
    for (topic, number) in matching.numbers.enumerated() {
      if matching.similarities[topic] > 0, number < order.count {
        order[number] = topic
      } else {
        new.append(topic)
      }
    }
    var rest = new.makeIterator()
    return order.map { $0 ?? rest.next() ?? 0 }
  }

  /// The topics that were fitted in a group, in that order.
  func continued(_ fitted: FittedMixture, in group: MixtureGroup, _ terms: [String])
    -> FittedMixture
  {
    let weights = fitted.model.topicTerms
    let none = Matrix(rows: 0, columns: weights.rows)
    let topics = TopicMixture(terms: weights, documentShares: none).topTerms(count: Self.terms).map
    {
      Dictionary(
        $0.map { (terms[group.vocabulary.terms[$0.term]], $0.weight) },
        uniquingKeysWith: { a, _ in a })
    }
    let order = order(of: topics, inCluster: group.cluster)
    return order == Array(order.indices) ? fitted : fitted.reordered(order)
  }
}
