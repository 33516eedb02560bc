import Artifacts
import DocumentTerms
import TestSupport
import TopicModeling

/// The path of a fixture.
func fixture(_ name: String) -> String {
  projectFolder + "/Tests/TopicModelingTests/Fixtures/" + name
}

/// The documents that `Tests/References/ctfidf.py` makes, of which some are in no class.
struct FixtureCorpus {
  let texts: [String]
  let classes: DocumentClasses

  init() throws {
    let table = try Table(contentsOf: fixture("documents.tsv"))
    texts = try table.column("tokens")
    classes = DocumentClasses(try table.integers("class").map { $0 < 0 ? nil : $0 }, count: 4)
  }
}

extension DocumentTermMatrix {
  /// A corpus of texts.
  init(_ texts: [String], threads: Int = 1) {
    self.init(count: texts.count, threads: threads) { texts[$0] }
  }

  /// The number of a term, or −1.
  func number(_ term: String) -> Int { terms.firstIndex(of: term) ?? -1 }
}
