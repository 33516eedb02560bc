import Reporting
import Testing

@Suite struct KeyedSampleTests {
  private let names = (0..<1000).map { "name\($0)" }

  @Test func `few items are all taken`() {
    #expect(KeyedSample(seed: 1).positions(["b", "a"], count: 2) == [0, 1])
  }

  @Test func `the choice depends on names and seed, not on places`() {
    let chosen = KeyedSample(seed: 1).positions(names, count: 100)
    #expect(chosen.count == 100)
    #expect(chosen == chosen.sorted())
    let backwards = Array(names.reversed())
    let again = KeyedSample(seed: 1).positions(backwards, count: 100).map { backwards[$0] }
    #expect(Set(again) == Set(chosen.map { names[$0] }))
    #expect(KeyedSample(seed: 2).positions(names, count: 100) != chosen)
  }

  @Test func `one item more changes at most one that is shown`() {
    let before = Set(KeyedSample(seed: 1).positions(names, count: 100).map { names[$0] })
    let more = ["new"] + names
    let after = Set(KeyedSample(seed: 1).positions(more, count: 100).map { more[$0] })
    #expect(after.subtracting(before).count <= 1)
  }

  @Test func `small clusters do not disappear`() {
    let points = names.enumerated().map { index, name in
      MapPoint(name: name, x: 0, y: 0, cluster: index < 4 ? 1 : 0)
    }
    let chosen = KeyedSample(seed: 1).positions(points, count: 100)
    #expect(chosen.prefix(4) == [0, 1, 2, 3])
    #expect((95...110).contains(chosen.count))
  }
}
