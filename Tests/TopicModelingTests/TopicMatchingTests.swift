import Testing
import TopicModeling

@Suite struct TopicMatchingTests {
  @Test func `topics keep their numbers in any order`() {
    let previous: [Int: [String: Double]] = [
      0: ["fish": 2, "sea": 1], 2: ["car": 1, "road": 1], 5: ["oven": 1],
    ]
    let found = TopicMatching(
      previous: previous, current: [["road": 2, "car": 1], ["sea": 1, "fish": 1], ["moon": 1]])
    #expect(found.numbers == [2, 0, 6])
    #expect(found.similarities[0] > 0.9 && found.similarities[2] == 0)
  }

  @Test func `the sum of the similarities decides, not the best pair`() {
    // The first is most like 0, but only it can have 1.
    let previous: [Int: [String: Double]] = [0: ["a": 3, "b": 2], 1: ["b": 1]]
    let found = TopicMatching(previous: previous, current: [["a": 2, "b": 2], ["a": 1]])
    #expect(found.numbers == [1, 0])
  }

  @Test func `topics that are hardly alike are parted`() {
    let found = TopicMatching(
      previous: [3: ["a": 1, "b": 9]], current: [["a": 1, "c": 9]], minimumSimilarity: 0.3)
    #expect(found.numbers == [4])
  }

  @Test func `without a previous night numbers begin at 0`() {
    #expect(TopicMatching(previous: [:], current: [["a": 1], [:]]).numbers == [0, 1])
    #expect(TopicMatching(previous: [0: ["a": 1]], current: []).numbers == [])
  }
}
