import DocumentTerms
import LinearAlgebra
import TestSupport
import Testing

@Suite struct TermSelectionTests {
  @Test func `counts of a vocabulary leave other terms out`() {
    let counts = DocumentTermMatrix(["a b a", "c", "", "b d"], threads: 1)
    let matrix = Reference.dense(counts.counts(of: ["d", "a", "zz", "b"]))
    #expect(
      matrix
        == Matrix(rows: 4, columns: 4, elements: [0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]))
    #expect(counts.counts(of: []).columns == 0)
  }

  @Test func `a term counts once a document when they are pooled`() {
    let counts = DocumentTermMatrix(["a a a b", "a c", "b", ""], threads: 1)
    let pooled = counts.pooled(by: [1, 1, 0, 3], count: 4)
    #expect(pooled.terms == counts.terms)
    #expect(pooled.dictionaries == [["b": 1], ["a": 2, "b": 1, "c": 1], [:], [:]])
  }

  @Test func `pooled counts are those of a dictionary`() {
    let texts = randomDocuments(3000)
    var generator = KeyedGenerator(seed: 2, purpose: "groups")
    let groups = texts.map { _ in generator.below(50) }
    var expected = [[String: Float]](repeating: [:], count: 50)
    for (counts, group) in zip(naiveCounts(texts), groups) {
      for term in counts.keys { expected[group][term, default: 0] += 1 }
    }
    let pooled = DocumentTermMatrix(texts, threads: 2).pooled(by: groups, count: 50)
    #expect(pooled.dictionaries == expected)
  }
}
