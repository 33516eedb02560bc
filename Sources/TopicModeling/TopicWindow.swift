/// The terms of a window, compared with the topics. It is used again for the next window, so that no memory
/// is taken for each.
struct TopicWindow {
  /// The cosine with each topic.
  var cosines: [Double]
  /// The topics that have a term of the window.
  var touched: [Int] = []
  private var isTouched: [Bool]

  init(topics: Int) {
    cosines = [Double](repeating: 0, count: topics)
    isTouched = [Bool](repeating: false, count: topics)
  }

  mutating func compare(_ terms: [Int32], with shares: TopicShares) {
    for topic in touched { (cosines[topic], isTouched[topic]) = (0, false) }
    touched.removeAll(keepingCapacity: true)
    var squares = 0.0
    // In the order of the terms: the sum must not depend on where they stand.
    let sorted = terms.sorted()
    var start = 0
    while start < sorted.count {
      let term = Int(sorted[start])
      var end = start + 1
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      let count = Double(end - start)
      // The length of the window cancels out in the cosine.
      let weight = (shares.takesRoot ? count.squareRoot() : count) * shares.factors[term]
      squares += weight * weight
      add(term, weight, shares)
      start = end
    }
    let norm = squares.squareRoot()
    for topic in touched where norm > 0 { cosines[topic] /= norm }
  }

  private mutating func add(_ term: Int, _ weight: Double, _ shares: TopicShares) {
    for place in shares.offsets[term]..<shares.offsets[term + 1] {
      let topic = Int(shares.uses[place].topic)
      if !isTouched[topic] { touched.append(topic) }
      isTouched[topic] = true
      cosines[topic] += weight * shares.uses[place].weight
    }
  }
}
