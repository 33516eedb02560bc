import LinearAlgebra

/// The numbers that topics keep from one night to the next.
///
/// Topics are paired with those of the night before such that the sum of the cosines of their terms is
/// as large as possible; pairs less alike than a threshold are parted again. Topics without a partner
/// get numbers that none has had.
///
///     TopicMatching(previous: [0: ["fish": 2, "sea": 1]], current: [["car": 1], ["fish": 1]]).numbers
///     // [1, 0]
public struct TopicMatching: Sendable {
  /// The number of each current topic, in its order.
  public let numbers: [Int]
  /// The cosine of each current topic and the one whose number it has; 0 for new numbers.
  public let similarities: [Double]

  /// Matches topics.
  ///
  /// - Parameters:
  ///   - previous: The weights of the terms of the topics of the night before, by their numbers.
  ///   - current: The weights of the terms of each topic of this night.
  ///   - minimumSimilarity: The least cosine of a pair.
  /// - Complexity: O(*p* · *c* · *t* + *s*² · *l*) for *p* previous and *c* current topics of *t* terms,
  ///   *s* and *l* the smaller and the larger of *p* and *c*.
  public init(
    previous: [Int: [String: Double]], current: [[String: Double]], minimumSimilarity: Double = 0.3
  ) {
    let old = previous.keys.sorted()
    let gains = current.flatMap { topic in
      old.map { number -> Double in
        let similarity = cosine(topic, previous[number] ?? [:])
        return similarity >= minimumSimilarity ? similarity : 0
      }
    }
    let partners = HungarianAssignment.maximizing(gains, rows: current.count, columns: old.count)
    var next = (old.last ?? -1) + 1
    var (numbers, similarities) = ([Int](), [Double]())
    for (topic, partner) in partners.enumerated() {
      let gain = partner >= 0 ? gains[topic * old.count + partner] : 0
      similarities.append(gain)
      if gain > 0 {
        numbers.append(old[partner])
      } else {
        numbers.append(next)
        next += 1
      }
    }
    (self.numbers, self.similarities) = (numbers, similarities)
  }
}

/// The cosine of two weighted bags of terms. Terms are taken in order, so that rounding is the same
/// every time.
private func cosine(_ a: [String: Double], _ b: [String: Double]) -> Double {
  func squares(_ weights: [String: Double]) -> Double {
    weights.values.sorted().reduce(0) { $0 + $1 * $1 }
  }
  let common = a.keys.filter { b[$0] != nil }.sorted()
  let product = common.reduce(0) { $0 + (a[$1] ?? 0) * (b[$1] ?? 0) }
  let length = (squares(a) * squares(b)).squareRoot()
  return length > 0 ? product / length : 0
}
