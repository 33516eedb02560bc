import LinearAlgebra
import Testing

import Recommendation

@Suite struct ListMeasuresTests {
  /// Item a has four users, b two, c one, d none of the four.
  private static let training = Interactions(
    [
      ("u", "a", 1, ""), ("v", "a", 1, ""), ("w", "a", 1, ""), ("x", "a", 1, ""),
      ("u", "b", 1, ""), ("v", "b", 1, ""), ("u", "c", 1, ""),
    ])

  @Test func `coverage, novelty and inequality by hand`() {
    let measures = ListMeasures([[0, 1], [0, 2]], training: Self.training)
    #expect(measures.coverage == 1)
    #expect(measures.novelties == [0.5, 1])
    // Counts 1, 1, 2: the mean difference of two of nine pairs is 4/9, by twice the mean 4/3.
    #expect(abs(measures.inequality - (4.0 / 9) / (8.0 / 3)) < 1e-12)
    #expect(ListMeasures([[0]], training: Self.training).coverage == 1.0 / 3)
  }

  @Test func `gini is 0 of equals and near 1 of one of many`() {
    #expect(ListMeasures.gini([3, 3, 3]) == 0)
    #expect(ListMeasures.gini([0, 0, 0]) == 0)
    #expect(ListMeasures.gini([Int](repeating: 0, count: 99) + [5]) == 0.99)
  }

  @Test func `diversity by users, and by vectors`() {
    let byUsers = ListDiversity(Self.training.matrix)
    let cosine = 2 / (4.0 * 2).squareRoot()
    #expect(abs((byUsers.diversity([0, 1]) ?? 0) - (1 - cosine)) < 1e-12)
    #expect(byUsers.diversity([0]) == nil)
    let vectors = Matrix(rows: 3, columns: 2, elements: [1, 0, 0, 2, 3, 0])
    let byVectors = ListDiversity(Self.training.matrix, vectors: vectors)
    #expect(abs((byVectors.diversity([0, 1, 2]) ?? 0) - 2.0 / 3) < 1e-6)
  }
}
