import Artifacts
import DocumentTerms
import TestSupport
import Testing
import TopicModeling

@Suite struct ClassTFIDFTests {
  private let corpus: DocumentTermMatrix
  private let classes: DocumentClasses

  init() throws {
    let fixture = try FixtureCorpus()
    (corpus, classes) = (DocumentTermMatrix(fixture.texts), fixture.classes)
  }

  @Test(
    arguments: [
      ("plain", ClassTFIDF.Options()),
      ("reduced", ClassTFIDF.Options(reducesFrequentWords: true)),
      ("bm25", ClassTFIDF.Options(usesBM25: true)),
      ("seeded", ClassTFIDF.Options()),
    ])
  func `weights agree with BERTopic`(variant: String, options: ClassTFIDF.Options) throws {
    let weights = ClassTFIDF(
      corpus, classes: classes, minimumDocumentFrequency: 2, options: options,
      multipliers: variant == "seeded" ? ["word05": 3, "word41": 3, "unknown": 9] : [:])
    let expected = try Table(contentsOf: fixture("ctfidf.tsv"))
    let variants = try expected.column("variant")
    let (terms, labels) = (try expected.column("term"), try expected.integers("class"))
    let values = try expected.numbers("weight")
    let rows = variants.indices.filter { variants[$0] == variant }
    #expect(rows.count == weights.rows.map(\.terms.count).reduce(0, +))
    for row in rows {
      let position = weights.rows[labels[row]].terms.firstIndex(of: corpus.number(terms[row]))
      let weight = weights.rows[labels[row]].weights[try #require(position)]
      #expect(abs(weight - values[row]) < 1e-5 * max(1, abs(values[row])))
    }
  }

  @Test func `runs of two words are weighed as by BERTopic`() throws {
    let texts = try FixtureCorpus().texts
    let grams = TermGrams(1...2)
    let corpus = DocumentTermMatrix(texts.map(grams.text))
    let weights = ClassTFIDF(corpus, classes: classes, minimumDocumentFrequency: 4)
    let expected = try Table(contentsOf: fixture("ngrams.tsv"))
    let (labels, terms) = (try expected.integers("class"), try expected.column("term"))
    for (row, value) in try expected.numbers("weight").enumerated() {
      let place = weights.rows[labels[row]].terms.firstIndex(of: corpus.number(terms[row]))
      #expect(abs(weights.rows[labels[row]].weights[try #require(place)] - value) < 1e-9)
    }
    let runs = weights.rows.map { row in row.terms.count { corpus.terms[$0].contains("_") } }
    #expect(runs.reduce(0, +) == expected.count)
  }

  @Test func `the coherence of the top terms agrees with numpy`() throws {
    let weights = ClassTFIDF(corpus, classes: classes, minimumDocumentFrequency: 2)
    let topics = (0..<4).map { weights.topTerms(ofClass: $0, count: 10).map(\.term) }
    let expected = try Table(contentsOf: fixture("npmi.tsv"))
    #expect(
      topics.map { $0.map { corpus.terms[$0] }.joined(separator: " ") }
        == (try expected.column("terms")))
    let coherence = npmiCoherence(of: topics, in: corpus)
    for (found, value) in zip(coherence, try expected.numbers("npmi")) {
      #expect(abs(found - value) < 1e-5)
    }
  }

  @Test func `the weights do not depend on the number of threads`() {
    let one = ClassTFIDF(corpus, classes: classes, threads: 1)
    let four = ClassTFIDF(corpus, classes: classes, threads: 4)
    #expect(one.rows.map(\.weights) == four.rows.map(\.weights))
    #expect(one.termFactors == four.termFactors)
  }

  @Test func `a class without documents has no weights`() {
    let weights = ClassTFIDF(DocumentTermMatrix(["a b"]), classes: DocumentClasses([0], count: 2))
    #expect(weights.rows[1].terms.isEmpty)
    #expect(weights.topTerms(ofClass: 1, count: 10).isEmpty)
  }

  @Test func `rare terms are left out of the weights and the factors`() {
    let corpus = DocumentTermMatrix(["a b", "a c"])
    let weights = ClassTFIDF(
      corpus, classes: DocumentClasses([0, 1], count: 2), minimumDocumentFrequency: 2)
    #expect(weights.rows.map(\.terms) == [[corpus.number("a")], [corpus.number("a")]])
    #expect(weights.termFactors[corpus.number("b")] == 0)
  }
}
