import Artifacts
import Testing

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("abc", "abc", 0), ("kitten", "sitting", 3),
    ("clusers", "clusters", 1), ("ab", "ba", 1), ("ca", "abc", 3), ("é", "e", 2),
    ("flaw", "lawn", 2), ("abcdef", "badcfe", 3),
  ])
  func `edits are counted, swaps of neighbors as one`(a: String, b: String, distance: Int) {
    #expect(editDistance(a, b) == distance)
    #expect(editDistance(b, a) == distance)
  }

  @Test(arguments: [
    ("clusers", "clusters"), ("claen", "clean"), ("seed", "seed"), ("see", "seed"),
  ])
  func `the nearest candidate is meant`(word: String, meant: String) {
    #expect(closestMatch(to: word, among: ["threads", "clusters", "clean", "seed"]) == meant)
  }

  @Test func `nothing near is nothing meant`() {
    #expect(closestMatch(to: "zebra", among: ["threads", "clusters", "seed"]) == nil)
    #expect(closestMatch(to: "x", among: []) == nil)
    #expect(closestMatch(to: "", among: ["ab"]) == nil)
  }

  @Test func `of several as near the first in the alphabet is meant`() {
    #expect(closestMatch(to: "cat", among: ["hat", "bat", "rat"]) == "bat")
  }
}
