import DocumentTerms
import Embeddings
import Glibc
import LinearAlgebra
import Testing

@Suite struct AuthorWeightsTests {
  private static let documents = DocumentTermMatrix(
    ["monday monday", "monday fish", "fish quince", "", "monday"], separator: UInt8(ascii: " "),
    threads: 1)
  private static let groups = AuthorGroups(authorsOfDocuments: ["a", "a", "b", "b", "c"])

  @Test func `documents weigh more, the fewer authors use their terms`() {
    let weights = AuthorWeights.inverseFrequency.weights(of: Self.documents, by: Self.groups)
    // Of 3 authors, 2 write of monday, 2 of fish and 1 of quince.
    let expected = [
      log(4.0 / 3), log(4.0 / 3), (log(4.0 / 3) + log(2)) / 2, 0, log(4.0 / 3),
    ]
    for (weight, expected) in zip(weights, expected) { #expect(abs(weight - expected) < 1e-12) }
  }

  @Test func `no author is left without a document`() {
    let alone = AuthorGroups(authorsOfDocuments: ["a", "a", "a", "a", "a"])
    #expect(
      AuthorWeights.inverseFrequency.weights(of: Self.documents, by: alone) == [1, 1, 1, 1, 1])
  }

  @Test func `even weights are even`() {
    #expect(AuthorWeights.even.weights(of: Self.documents, by: Self.groups) == [1, 1, 1, 1, 1])
  }
}
