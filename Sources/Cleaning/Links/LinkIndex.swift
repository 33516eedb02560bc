import DocumentTerms

/// The links of documents as numbers of their targets.
struct LinkIndex: Sendable {
  /// The targets as they are spelled.
  private(set) var targets = TermIndex()

  private let filter: LinkFilter
  /// The targets as they are written, and the number of each in ``targets``; -1 for links within a
  /// page. Spelling costs more than finding, and most links were seen before.
  private var written = TermIndex()
  private var spellings: [Int32] = []
  /// The written targets of all documents, one after another, and where those of each end.
  private var links: [Int32] = []
  private var ends: [Int] = []

  init(_ filter: LinkFilter) { self.filter = filter }

  /// Adds the links of the next document.
  mutating func append(_ targets: [String]) {
    for target in targets {
      let number = written.number(of: target.utf8.span)
      if Int(number) == spellings.count { spellings.append(spelling(of: target)) }
      if spellings[Int(number)] >= 0 { links.append(number) }
    }
    ends.append(links.count)
  }

  private mutating func spelling(of target: String) -> Int32 {
    let spelled = filter.spelled(target)
    return spelled.isEmpty ? -1 : targets.number(of: spelled.utf8.span)
  }

  private func range(_ document: Int) -> Range<Int> {
    (document == 0 ? 0 : ends[document - 1])..<ends[document]
  }

  /// The targets of a document, with repeats, in its order.
  func numbers(_ document: Int) -> [Int32] {
    links[range(document)].map { spellings[Int($0)] }
  }

  /// The count of each target.
  func counts(_ counting: LinkFilter.Counting) -> [Int] {
    var counts = [Int](repeating: 0, count: targets.count)
    // The last document in which each was seen.
    var seen = [Int](repeating: -1, count: counting == .spellings ? written.count : targets.count)
    for document in ends.indices {
      for link in links[range(document)] {
        let target = Int(spellings[Int(link)])
        let key = counting == .spellings ? Int(link) : target
        if counting != .occurrences, seen[key] == document { continue }
        seen[key] = document
        counts[target] += 1
      }
    }
    return counts
  }
}
