import DocumentTerms
import Embeddings
import LinearAlgebra
import Testing

@Suite struct AuthorWeightsTests {
  private static let documents = DocumentTermMatrix(
    ["monday monday monday", "monday fish", "fish quince", ""], separator: UInt8(ascii: " "),
    threads: 1)

  @Test func `documents of rare terms weigh more, and those without terms least`() {
    let weights = AuthorWeights.inverseFrequency.weights(of: Self.documents)
    #expect(weights[0] < weights[1] && weights[1] < weights[2])
    #expect(weights[3] == weights[0])
    // Of 7 terms, 4 are monday, 2 fish and 1 quince.
    func rarity(_ count: Double) -> Double { 1e-3 / (1e-3 + count / 7) }
    #expect(abs(weights[2] - (rarity(2) + rarity(1)) / 2) < 1e-12)
    #expect(abs(weights[0] - rarity(4)) < 1e-12)
  }

  @Test func `even weights are even`() {
    #expect(AuthorWeights.even.weights(of: Self.documents) == [1, 1, 1, 1])
  }
}
