import LinearAlgebra

/// In how many sliding windows of a corpus the terms of each topic stand, alone and in pairs.
public struct WindowCounts: Sendable {
  /// The number of windows of all documents.
  public let windows: Int
  /// The terms of each topic, by their numbers in the occurrences that were counted.
  let topics: [[Int32]]
  /// For each topic, the windows that hold both of two terms, of shape (terms, terms); on the diagonal
  /// those that hold the term.
  package let counts: [[Int]]

  /// Which windows hold a term that stands in them several times.
  public enum Rule: Sendable {
    /// All of them, as [Röder, Both and Hinneburg 2015] have it.
    ///
    /// [Röder, Both and Hinneburg 2015]: https://doi.org/10.1145/2684822.2685324
    case exact
    /// As gensim 4.4 counts, whose numbers most papers report: when one of several occurrences of a term
    /// leaves the window, gensim forgets the others in it until the next one enters.
    case gensim
  }

  /// Counts windows.
  ///
  /// - Parameters:
  ///   - topics: The terms of each topic, by their numbers in `occurrences`, none twice in a topic.
  ///   - occurrences: Where the terms stand.
  ///   - size: The number of terms of a window.
  ///   - rule: Which windows hold a term that stands in them several times.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*n* + *p*) for *n* occurrences and *p* pairs of terms of one topic in one document.
  public init(
    of topics: [[Int]], in occurrences: TermOccurrences, size: Int, rule: Rule = .gensim,
    threads: Int
  ) {
    let counter = WindowCounter(
      topics: topics, occurrences: occurrences,
      sliding: SlidingWindows(size: size, rule: rule))
    // Counts are whole numbers: any division of the work adds up to the same.
    let chunk = max(1024, (occurrences.count + 31) / 32)
    let parts = parallelMap(count: occurrences.count, chunk: chunk, threads: threads) {
      counter.count($0)
    }
    windows = parts.reduce(0) { $0 + $1.windows }
    self.topics = topics.map { $0.map { Int32($0) } }
    counts = topics.indices.map { topic in
      var sum = [Int](repeating: 0, count: topics[topic].count * topics[topic].count)
      for part in parts {
        for index in sum.indices { sum[index] += part.counts[topic][index] }
      }
      return sum
    }
  }
}

/// Counts the windows of a part of the documents.
private struct WindowCounter: Sendable {
  let topics: [[Int]]
  let occurrences: TermOccurrences
  let sliding: SlidingWindows
  /// For each term, the topics that have it, and its place in them.
  let uses: [[(topic: Int, place: Int)]]

  init(topics: [[Int]], occurrences: TermOccurrences, sliding: SlidingWindows) {
    (self.topics, self.occurrences, self.sliding) = (topics, occurrences, sliding)
    var uses = [[(topic: Int, place: Int)]](
      repeating: [], count: (topics.joined().max() ?? -1) + 1)
    for (topic, terms) in topics.enumerated() {
      for (place, term) in terms.enumerated() { uses[term].append((topic, place)) }
    }
    self.uses = uses
  }

  func count(_ documents: Range<Int>) -> (windows: Int, counts: [[Int]]) {
    var counts = topics.map { [Int](repeating: 0, count: $0.count * $0.count) }
    var windows = 0
    for document in documents {
      windows += sliding.count(length: occurrences.lengths[document])
      let ranges = rangesByTopic(document)
      var start = 0
      while start < ranges.count {
        var end = start + 1
        while end < ranges.count, ranges[end].topic == ranges[start].topic { end += 1 }
        let topic = ranges[start].topic
        add(ranges[start..<end], to: &counts[topic], width: topics[topic].count)
        start = end
      }
    }
    return (windows, counts)
  }

  private struct TermRanges {
    var topic: Int
    var place: Int
    var ranges: [Range<Int>]
  }

  /// The windows of each wanted term of a document, once for each topic that has it, topic by topic.
  private func rangesByTopic(_ document: Int) -> [TermRanges] {
    let places = occurrences.offsets[document]..<occurrences.offsets[document + 1]
    if places.isEmpty { return [] }
    let sorted = places.sorted { (occurrences.terms[$0], $0) < (occurrences.terms[$1], $1) }
    var found: [TermRanges] = []
    var start = 0
    while start < sorted.count {
      let term = occurrences.terms[sorted[start]]
      var end = start
      while end < sorted.count, occurrences.terms[sorted[end]] == term { end += 1 }
      if Int(term) < uses.count, !uses[Int(term)].isEmpty {
        let positions = sorted[start..<end].map { occurrences.positions[$0] }
        let ranges = sliding.holding(positions, length: occurrences.lengths[document])
        for use in uses[Int(term)] {
          found.append(TermRanges(topic: use.topic, place: use.place, ranges: ranges))
        }
      }
      start = end
    }
    return found.sorted { ($0.topic, $0.place) < ($1.topic, $1.place) }
  }

  private func add(_ terms: ArraySlice<TermRanges>, to counts: inout [Int], width: Int) {
    for first in terms {
      counts[first.place * width + first.place] += first.ranges.reduce(0) { $0 + $1.count }
      for second in terms where second.place > first.place {
        let shared = sharedCount(first.ranges, second.ranges)
        counts[first.place * width + second.place] += shared
        counts[second.place * width + first.place] += shared
      }
    }
  }
}
