import LinearAlgebra
import Testing

import Recommendation

@Suite struct VectorModelTests {
  private static let model = VectorModel(
    Matrix(rows: 4, columns: 2, elements: [2, 0, 0, 3, 1, 1, 0, 0]))

  @Test func `scores are cosines with the mean of the history`() {
    let (used, weights): ([Int32], [Float]) = ([0, 1], [1, 1])
    var scores = [Float](repeating: .nan, count: 4)
    var span = scores.mutableSpan
    Self.model.score(used.span, weights.span, into: &span)
    let half = Float(0.5).squareRoot()
    for (score, expected) in zip(scores, [half, half, 1, 0]) {
      #expect(abs(score - expected) < 1e-6)
    }
    let parts = Self.model.contributions(used.span, weights.span, to: 2)
    #expect(parts.count == 2 && abs(parts.reduce(0, +) - 1) < 1e-6)
  }

  @Test func `a history without vectors scores nothing`() {
    let (used, weights): ([Int32], [Float]) = ([3], [1])
    var scores = [Float](repeating: .nan, count: 4)
    var span = scores.mutableSpan
    Self.model.score(used.span, weights.span, into: &span)
    #expect(scores == [0, 0, 0, 0])
    #expect(Self.model.contributions(used.span, weights.span, to: 0) == [0])
  }
}
