import Artifacts
import Cleaning
import TestSupport
import Testing

/// Against gensim's `npmi_scorer`: Tests/References/phrases.py.
@Suite struct PhraseLearnerTests {
  private static let fixtures = projectFolder + "/Tests/CleaningTests/Fixtures"

  private static func documents() throws -> [String] {
    try Table(contentsOf: fixtures + "/phrase-documents.tsv").column("tokens")
  }

  private static func learn(
    _ documents: [String], minimumCount: Int = 4, threshold: Double = 0.3, threads: Int = 1
  ) -> Phrases {
    var options = Phrases.Options()
    (options.minimumCount, options.threshold) = (minimumCount, threshold)
    var learner = PhraseLearner(options)
    for document in documents { learner.append(document.split(separator: " ").map(String.init)) }
    return learner.learn(threads: threads)
  }

  @Test func `phrases, counts and NPMI of both rounds are gensim's`() throws {
    let table = try Table(contentsOf: Self.fixtures + "/phrases.tsv")
    let expected = Dictionary(
      uniqueKeysWithValues: zip(
        try table.column("phrase"), zip(try table.integers("count"), try table.numbers("npmi"))))
    let phrases = Self.learn(try Self.documents()).entries
    #expect(
      phrases.map(\.phrase) == expected.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for phrase in phrases {
      let (count, npmi) = try #require(expected[phrase.phrase])
      #expect(phrase.count == count, "\(phrase.phrase)")
      #expect(abs(phrase.npmi - npmi) < 1e-12, "\(phrase.phrase)")
    }
  }

  @Test func `the order of documents and the threads change nothing`() throws {
    let documents = try Self.documents()
    let phrases = Self.learn(documents).entries
    #expect(Self.learn(documents.reversed()).entries == phrases)
    #expect(Self.learn(documents, threads: 2).entries == phrases)
  }

  @Test func `words of different documents do not stand side by side`() {
    let apart = Self.learn(Array(repeating: "ice", count: 9) + Array(repeating: "cream", count: 9))
    #expect(apart.isEmpty)
    let together = Self.learn(Array(repeating: "ice cream", count: 9) + ["w0", "w1"])
    #expect(together.entries.map(\.phrase) == ["ice_cream"])
    #expect(together.entries[0].count == 9)
  }

  @Test func `a rare pair and a common one by chance are no phrases`() {
    #expect(Self.learn(Array(repeating: "ice cream", count: 3) + ["a", "b"]).isEmpty)
    let chance = ["a a", "a b", "b a", "b b"]
    #expect(Self.learn(Array(repeating: chance, count: 9).flatMap { $0 }).isEmpty)
  }

  @Test func `no documents have no phrases`() {
    #expect(Self.learn([]).isEmpty)
  }
}
