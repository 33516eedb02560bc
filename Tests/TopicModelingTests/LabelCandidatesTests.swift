import DocumentTerms
import LinearAlgebra
import Testing
import TopicModeling

@Suite struct LabelCandidatesTests {
  private static let texts = [
    "new york bagel", "new york subway", "best new york bagel", "new york pizza shop",
    "guitar string shop", "guitar pick shop", "guitar amp", "string guitar amp",
  ]

  private func labels(
    diversity: Double = 0.3, vectors: DocumentVectors? = nil, threads: Int = 1
  ) -> [[String]] {
    let corpus = DocumentTermMatrix(Self.texts)
    let classes = DocumentClasses([0, 0, 0, 0, 1, 1, 1, 1], count: 2)
    let weights = ClassTFIDF(corpus, classes: classes)
    let candidates = LabelCandidates(
      weights, corpus: corpus, classes: classes, vectors: vectors, threads: threads
    ) { Self.texts[$0] }
    return (0..<2).map { number in
      candidates.ranked(ofClass: number, count: 4, diversity: diversity) { $0.uppercased() }
    }
  }

  @Test func `a phrase stands for words that seldom come without it`() {
    #expect(labels()[0].first == "NEW YORK")
    #expect(!labels()[0].contains("YORK") && !labels()[0].contains("NEW"))
    #expect(labels()[1].first == "GUITAR")
  }

  @Test func `a word that is more frequent in another class is in no label`() {
    #expect(!labels(diversity: 0)[0].contains("SHOP"))
  }

  @Test func `labels do not depend on the number of threads`() {
    #expect(labels(threads: 4) == labels())
  }

  @Test func `vectors turn labels to what is near the class`() {
    // All documents of the first class point one way, but for that of the subway.
    let vectors = Matrix(
      rows: 8, columns: 2,
      elements: [1, 0, -0.9, 0.4, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1])
    let found = labels(diversity: 0, vectors: DocumentVectors(vectors, rows: Array(0..<8)))
    #expect(found[0].first == "NEW YORK")
    let (bagel, subway) = (found[0].firstIndex(of: "BAGEL"), found[0].firstIndex(of: "SUBWAY"))
    #expect((bagel ?? 9) < (subway ?? 9))
  }
}
