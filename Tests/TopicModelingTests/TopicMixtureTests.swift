import DocumentTerms
import LinearAlgebra
import RealModule
import Testing
import TopicModeling

@Suite struct TopicMixtureTests {
  private let mixture = TopicMixture(
    terms: Matrix(rows: 2, columns: 3, elements: [0.2, 0.6, 0.2, 0.5, 0, 0.5]),
    documentShares: Matrix(rows: 3, columns: 2, elements: [0.75, 0.25, 0, 0, 0.5, 0.5]))

  @Test func `the best terms come first, equal ones in order, those of no weight not at all`() {
    #expect(mixture.topTerms(count: 3).map { $0.map(\.term) } == [[1, 0, 2], [0, 2]])
    #expect(mixture.topTerms(count: 1).map(\.count) == [1, 1])
  }

  @Test func `a document is led by its largest share, if it has one`() {
    #expect(mixture.leadingTopics() == [0, nil, 0])
  }

  @Test func `the shares of a group are weighed by the lengths of its documents`() {
    let pooled = mixture.pooledShares(by: [0, nil, 0], count: 2, lengths: [3, 5, 1])
    let expected: [Float] = [0.6875, 0.3125, 0, 0]
    #expect(pooled.elements == expected)
  }

  @Test func `the likelihood of a token is the mean over the topics`() {
    let counts = DocumentTermMatrix(["a a", "", "b c"]).counts
    let probabilities = [0.275, 0.275, 0.3, 0.35]
    let expected = probabilities.map { Double.log($0) }.reduce(0, +) / 4
    #expect(abs(mixture.logLikelihood(of: counts, threads: 2) - expected) < 1e-6)
  }
}
