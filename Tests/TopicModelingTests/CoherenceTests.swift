import DocumentTerms
import RealModule
import Testing
import TopicModeling

@Suite struct CoherenceTests {
  private func npmi(_ topic: [String], _ texts: [String]) -> Double {
    let corpus = DocumentTermMatrix(texts)
    return npmiCoherence(of: [topic.map(corpus.number)], in: corpus)[0]
  }

  @Test func `terms that always come together score 1`() {
    #expect(abs(npmi(["a", "b"], ["a b", "a b", "c", "d"]) - 1) < 1e-12)
    #expect(npmi(["a", "b"], ["a b", "b a"]) == 1)
  }

  @Test func `terms that never meet score -1`() {
    #expect(npmi(["a", "b"], ["a", "b", "c"]) == -1)
  }

  @Test func `independent terms score 0`() {
    #expect(abs(npmi(["a", "b"], ["a b", "a", "b", "c"])) < 1e-12)
  }

  @Test func `all pairs count alike`() {
    // a and b always together: 1; c with neither: −1 twice.
    #expect(abs(npmi(["a", "b", "c"], ["a b", "c", "d", "e"]) + 1.0 / 3) < 1e-12)
  }

  @Test func `a repeated word in one document counts once`() {
    #expect(abs(npmi(["a", "b"], ["a a a b", "a", "b", "c"])) < 1e-12)
  }

  @Test func `one term alone scores 0`() {
    #expect(npmi(["a"], ["a", "b"]) == 0)
  }

  @Test func `u_mass is the log of how often the word before comes along`() {
    let corpus = DocumentTermMatrix(["a b", "a b", "a", "c"])
    let found = umassCoherence(
      of: [["a", "b"], ["b", "a"], ["a"]].map { $0.map(corpus.number) }, in: corpus)
    #expect(abs(found[0] - Double.log(2.0 / 3)) < 1e-9)
    #expect(abs(found[1]) < 1e-9)
    #expect(found[2] == 0)
  }
}
