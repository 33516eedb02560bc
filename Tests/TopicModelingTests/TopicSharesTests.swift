import Artifacts
import DocumentTerms
import TestSupport
import Testing
import TopicModeling

@Suite struct TopicSharesTests {
  @Test func `shares are BERTopic's`() throws {
    let fixtureCorpus = try FixtureCorpus()
    let corpus = DocumentTermMatrix(fixtureCorpus.texts)
    let weights = ClassTFIDF(
      corpus, classes: fixtureCorpus.classes, minimumDocumentFrequency: 2,
      options: .init(reducesFrequentWords: true))
    var options = TopicShares.Options()
    (options.minimumSimilarity, options.relativeSimilarity) = (0.1, 0)
    let shares = TopicShares(weights, terms: corpus.terms, options: options)
    let table = try Table(contentsOf: fixture("shares.tsv"))
    let (documents, classes) = (try table.integers("document"), try table.integers("class"))
    let values = try table.numbers("share")
    for document in Set(documents) {
      let rows = documents.indices.filter { documents[$0] == document }
      let found = shares.shares(fixtureCorpus.texts[document])
      #expect(found.map(\.topic) == rows.map { classes[$0] })
      for (share, row) in zip(found, rows) { #expect(abs(share.share - values[row]) < 1e-9) }
    }
  }

  private func shares(grams: TermGrams = .single) -> TopicShares {
    let corpus = DocumentTermMatrix(["red fish", "old car"].map(grams.text))
    let weights = ClassTFIDF(corpus, classes: DocumentClasses([0, 1], count: 2))
    return TopicShares(weights, terms: corpus.terms, grams: grams)
  }

  @Test func `a document of one topic has only this one, of both both`() {
    #expect(shares().shares("red fish fish") == [.init(topic: 0, share: 1)])
    let both = shares().shares("red fish old car")
    #expect(both.map(\.topic) == [0, 1])
    #expect(abs(both[0].share - 0.5) < 1e-12)
  }

  @Test func `a window counts for topics at least half as like it as the best`() {
    let corpus = DocumentTermMatrix(["a b c d", "e f g d", "h i j k"])
    let weights = ClassTFIDF(corpus, classes: DocumentClasses([0, 1, 2], count: 3))
    #expect(
      TopicShares(weights, terms: corpus.terms).shares("a b c d") == [.init(topic: 0, share: 1)])
    var options = TopicShares.Options()
    options.relativeSimilarity = 0
    let all = TopicShares(weights, terms: corpus.terms, options: options).shares("a b c d")
    #expect(all.map(\.topic) == [0, 1])
  }

  @Test func `an empty document, and one of unknown words, has no shares`() {
    #expect(shares().shares("") == [])
    #expect(shares().shares("what is this thing here") == [])
    #expect(shares().cosines("") == [0, 0])
  }

  @Test func `runs of words count`() {
    let found = shares(grams: TermGrams(2...2))
    #expect(found.shares("fish red") == [])
    #expect(found.shares("a red fish") == [.init(topic: 0, share: 1)])
  }

  @Test func `a text like a topic has a cosine of 1 with it`() {
    let cosines = shares().cosines("fish red")
    #expect(abs(cosines[0] - 1) < 1e-12 && cosines[1] == 0)
  }
}
