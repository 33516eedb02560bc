import DocumentTerms
import LinearAlgebra
import Testing
import TopicModeling

@Suite struct ShareInferenceTests {
  /// Two topics of three terms; the third term is of both alike.
  private let model = LDAModel(
    inference: .gibbs,
    termTopics: Matrix(rows: 3, columns: 2, elements: [0.8, 0.05, 0.05, 0.8, 0.15, 0.15]),
    documentPrior: [0.2, 0.2])

  private func shares(_ texts: [String]) -> Matrix {
    let counts = DocumentTermMatrix(texts + ["a b c"]).counts
    return model.shares(of: counts, threads: 1)
  }

  @Test func `a document of a topic's words is of that topic`() {
    let shares = shares(["a a a a", "b b b b", "a b", "c c"])
    #expect(shares[0, 0] > 0.9 && shares[1, 1] > 0.9)
    #expect(abs(shares[2, 0] - 0.5) < 1e-4 && abs(shares[3, 0] - 0.5) < 1e-4)
    for document in 0..<4 { #expect(abs(sum(shares[row: document]) - 1) < 1e-6) }
  }

  @Test func `the shares of a document do not depend on the others`() {
    let alone = shares(["a a b c"])
    let among = shares(["b", "a a b c", "c c c c c c a"])
    #expect(alone[0, 0] == among[1, 0] && alone[0, 1] == among[1, 1])
  }

  @Test func `they are near the mean that sampling finds`() {
    // Of all assignments of three tokens, each by its probability: the exact posterior mean.
    let words = [0, 0, 1]
    var (total, mean) = (0.0, 0.0)
    for bits in 0..<8 {
      let topics = (0..<3).map { bits >> $0 & 1 }
      var (probability, counts) = (1.0, [0.2, 0.2])
      for (word, topic) in zip(words, topics) {
        probability *= counts[topic] * Double(model.termTopics[word, topic])
        counts[topic] += 1
      }
      total += probability
      mean += probability * counts[0] / (counts[0] + counts[1])
    }
    #expect(abs(Double(shares(["a a b"])[0, 0]) - mean / total) < 0.05)
  }
}
