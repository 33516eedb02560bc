import DocumentTerms
import TopicModeling

extension DocumentTermMatrix {
  /// A corpus of texts.
  init(_ texts: [String], threads: Int = 1) {
    self.init(count: texts.count, threads: threads) { texts[$0] }
  }

  /// The number of a term, or −1.
  func number(_ term: String) -> Int { terms.firstIndex(of: term) ?? -1 }
}
