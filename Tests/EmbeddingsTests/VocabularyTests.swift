import DocumentTerms
import Artifacts
import Embeddings
import TestSupport
import Testing

@Suite struct VocabularyTests {
  // In how many of ten documents: a 10, b 6, c 5, d 2, é 2, e 2, f 1. One holds f many times.
  private let corpus = DocumentTermMatrix(
    [
      "a b c d é f f f f", "a b c d é", "a b c e", "a b c e", "a b c", "a b", "a", "a", "a", "a",
    ], threads: 1)

  private func terms(_ change: (inout Vocabulary.Options) -> Void) -> [String] {
    var options = Vocabulary.Options()
    change(&options)
    return Vocabulary(of: corpus, options).terms
  }

  @Test func `rare and common terms are left out`() {
    #expect(terms { _ in } == ["c", "d", "e", "é"])
    #expect(terms { $0.minimumDocuments = 1 } == ["c", "d", "e", "f", "é"])
    #expect(terms { $0.minimumDocuments = 3 } == ["c"])
    #expect(terms { $0.maximumShare = 0.6 } == ["b", "c", "d", "e", "é"])
    #expect(terms { $0.maximumShare = 1 } == ["a", "b", "c", "d", "e", "é"])
    #expect(terms { $0.maximumShare = 0.49 } == ["d", "e", "é"])
    #expect(terms { $0.minimumDocuments = 11 } == [])
  }

  @Test func `of too many the most frequent are kept, of equals the bytewise first`() {
    #expect(terms { $0.maximumTerms = 1 } == ["c"])
    #expect(terms { $0.maximumTerms = 2 } == ["c", "d"])
    #expect(terms { $0.maximumTerms = 3 } == ["c", "d", "e"])
    #expect(terms { $0.maximumTerms = 4 } == ["c", "d", "e", "é"])
    #expect(terms { $0.maximumTerms = 0 } == [])
  }

  @Test func `documents are counted, not occurrences`() {
    var options = Vocabulary.Options()
    options.minimumDocuments = 1
    options.maximumShare = 1
    let vocabulary = Vocabulary(of: corpus, options)
    #expect(vocabulary.terms == ["a", "b", "c", "d", "e", "f", "é"])
    #expect(vocabulary.documents == [10, 6, 5, 2, 2, 1, 2])
    #expect(vocabulary.corpusSize == 10)
  }

  @Test func `the order of documents changes nothing`() throws {
    let texts = randomDocuments(500)
    let forth = DocumentTermMatrix(texts, threads: 1)
    let back = DocumentTermMatrix(texts.reversed(), threads: 1)
    var options = Vocabulary.Options()
    options.maximumTerms = 40
    #expect(Vocabulary(of: forth, options) == Vocabulary(of: back, options))
  }

  @Test func `it agrees with scikit-learn`() throws {
    let vocabulary = Vocabulary(of: try sampleCounts(), Vocabulary.Options())
    let reference = try Table(contentsOf: fixture("terms.tsv"))
    #expect(vocabulary.terms == (try reference.column("id")))
    #expect(vocabulary.documents == (try reference.integers("documents")))
    #expect(vocabulary.corpusSize == 40)
  }
}
