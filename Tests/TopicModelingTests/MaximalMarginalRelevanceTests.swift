import Testing
import TopicModeling

@Suite struct MaximalMarginalRelevanceTests {
  /// 0 and 1 are alike; 2 is like neither.
  private func chosen(diversity: Double, excludes: Bool = false) -> [Int] {
    maximalMarginalRelevance(
      [1, 0.9, 0.5], count: 3, diversity: diversity,
      similarity: { $0 + $1 == 1 ? 1 : 0 }, excludes: { excludes && $0 + $1 == 1 })
  }

  @Test func `without diversity relevance decides`() {
    #expect(chosen(diversity: 0) == [0, 1, 2])
  }

  @Test func `diversity prefers what is different`() {
    #expect(chosen(diversity: 0.5) == [0, 2, 1])
  }

  @Test func `what is excluded does not come at all`() {
    #expect(chosen(diversity: 0, excludes: true) == [0, 2])
  }

  @Test func `ties go to the first, and no more are chosen than there are`() {
    #expect(
      maximalMarginalRelevance([1, 1, 1], count: 9, diversity: 1) { _, _ in 0.5 } == [0, 1, 2])
    #expect(maximalMarginalRelevance([], count: 2, diversity: 0.5) { _, _ in 0 } == [])
  }
}
