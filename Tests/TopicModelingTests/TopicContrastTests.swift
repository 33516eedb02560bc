import Artifacts
import DocumentTerms
import TestSupport
import Testing
import TopicModeling

@Suite struct TopicContrastTests {
  @Test func `log-odds are those of the paper`() throws {
    let fixtureCorpus = try FixtureCorpus()
    let corpus = DocumentTermMatrix(fixtureCorpus.texts)
    let weights = ClassTFIDF(corpus, classes: fixtureCorpus.classes)
    var options = TopicContrast.Options()
    (options.terms, options.minimumZ, options.priorTokens) = (5, 0.5, 500)
    let pairs = TopicContrast(weights, options: options).pairs
    let table = try Table(contentsOf: fixture("contrast.tsv"))
    let (firsts, seconds) = (try table.integers("first"), try table.integers("second"))
    let (kinds, terms) = (try table.column("kind"), try table.column("term"))
    let values = try table.numbers("z")
    #expect(pairs.count == 12)
    for pair in pairs {
      for (kind, found) in [("own", pair.own), ("both", pair.shared)] {
        let rows = terms.indices.filter {
          firsts[$0] == pair.first && seconds[$0] == pair.second && kinds[$0] == kind
        }
        #expect(found.map { corpus.terms[$0.term] } == rows.map { terms[$0] })
        for (term, row) in zip(found, rows) { #expect(abs(term.z - values[row]) < 1e-9) }
      }
    }
  }

  private static let texts =
    [String](repeating: "music guitar song", count: 20)
    + [String](repeating: "music drum song", count: 20)
    + [String](repeating: "oven bread dough", count: 40)

  private func pairs(neighbors: Int, threads: Int = 1) -> [TopicContrast.Pair] {
    let corpus = DocumentTermMatrix(Self.texts)
    let classes = DocumentClasses((0..<80).map { $0 / 20 - $0 / 60 }, count: 3)
    var options = TopicContrast.Options()
    (options.completeUpTo, options.neighbors, options.priorTokens) = (2, neighbors, 10)
    return TopicContrast(
      ClassTFIDF(corpus, classes: classes), options: options, threads: threads
    ).pairs
  }

  @Test func `what two clusters share and what is their own is told`() throws {
    let corpus = DocumentTermMatrix(Self.texts)
    let pair = try #require(pairs(neighbors: 1).first)
    #expect((pair.first, pair.second) == (0, 1))
    #expect(Set(pair.shared.map { corpus.terms[$0.term] }) == ["music", "song"])
    #expect(pair.own.map { corpus.terms[$0.term] } == ["guitar"])
    #expect(pair.similarity > 0.3)
  }

  @Test func `with many clusters each is compared with the most similar ones`() {
    #expect(pairs(neighbors: 1).map { [$0.first, $0.second] } == [[0, 1], [1, 0], [2, 0]])
    #expect(pairs(neighbors: 9).count == 6)
  }

  @Test func `the pairs do not depend on the number of threads`() {
    let (one, four) = (pairs(neighbors: 2), pairs(neighbors: 2, threads: 4))
    #expect(one.map(\.own) == four.map(\.own) && one.map(\.shared) == four.map(\.shared))
  }

  @Test func `one class, and classes without terms, have nothing to contrast`() {
    let corpus = DocumentTermMatrix(["a", ""])
    let one = ClassTFIDF(corpus, classes: DocumentClasses([0, 0], count: 1))
    #expect(TopicContrast(one).pairs.isEmpty)
    let two = ClassTFIDF(corpus, classes: DocumentClasses([0, 1], count: 2))
    #expect(TopicContrast(two).pairs.allSatisfy { $0.own.isEmpty && $0.shared.isEmpty })
  }
}
