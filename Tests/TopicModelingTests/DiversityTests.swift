import Testing
import TopicModeling

@Suite struct DiversityTests {
  @Test func `the share of own terms is counted for each topic`() {
    let diversity = TopicDiversity(of: [[1, 2, 3, 4], [3, 4], [], [5]])
    #expect(diversity.topics == [0.5, 0, 0, 1])
    #expect(diversity.overall == 5.0 / 7)
  }

  @Test func `equal topics have the least diversity`() {
    let diversity = TopicDiversity(of: [[1, 2], [1, 2]])
    #expect(diversity.topics == [0, 0])
    #expect(diversity.overall == 0.5)
  }

  @Test func `no topics have none`() {
    #expect(TopicDiversity(of: []).overall == 0)
  }

  @Test func `only the first terms may be compared`() {
    #expect(TopicDiversity.overall(of: [[1, 2, 3], [1, 4, 2]], first: 1) == 0.5)
    #expect(TopicDiversity.overall(of: [[1, 2, 3], [1, 4, 2]], first: 2) == 0.75)
  }
}
