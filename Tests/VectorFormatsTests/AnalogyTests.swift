import Artifacts
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct AnalogyTests {
  private let vectors: MappedVectors
  private let ids: IdIndex

  init() throws {
    vectors = try MappedVectors(fixture("vectors.npy"))
    ids = IdIndex(vectors)
  }

  private func terms(_ texts: String...) throws -> [Analogy.Term] {
    try Analogy(texts, among: ids).terms
  }

  @Test func `signs and weights are read, and ids that look like them`() throws {
    #expect(
      try terms("king", "-man", "+woman", "+0.5*queen", "-2*man") == [
        .init(weight: 1, row: 0), .init(weight: -1, row: 1), .init(weight: 1, row: 2),
        .init(weight: 0.5, row: 3), .init(weight: -2, row: 1),
      ])
    #expect(try terms("--dash", "++plus") == [.init(weight: -1, row: 8), .init(weight: 1, row: 9)])
    #expect(try terms("2*x", "+3*2*x") == [.init(weight: 1, row: 10), .init(weight: 3, row: 10)])
  }

  @Test func `an unknown term is an error with suggestions`() {
    let error = fileError { _ = try terms("king", "-quen") }
    #expect(error?.problem == "there is no id 'quen'")
    #expect(error?.remedy == "Did you mean 'queen'?")
  }

  @Test func `the sum is that of the unit vectors`() throws {
    let sum = try Analogy(["king", "-2*man"], among: ids).vector(of: vectors)
    let (king, man) = (vectors.vectors[row: 0], vectors.vectors[row: 1])
    for index in sum.indices {
      #expect(abs(sum[index] - (king[index] / norm(king) - 2 * man[index] / norm(man))) < 1e-6)
    }
  }
}
