import Embeddings
import Testing

struct TuningBatchesTests {
  private static let groups = [[0, 1, 2], [3, 4], [5, 6, 7, 8, 9]]

  @Test func `groups have their turns, and two different texts of one make an example`() {
    var batches = TuningBatches(.groups(Self.groups), batch: 3, seed: 7)
    for _ in 0..<20 {
      let batch = batches.next()
      #expect(Set(batch.compactMap(\.group)) == [0, 1, 2])
      for example in batch {
        let group = Self.groups[example.group ?? 0]
        #expect(example.anchor != example.positive)
        #expect(group.contains(example.anchor) && group.contains(example.positive))
      }
    }
  }

  @Test func `no text comes twice into a batch, and none is left out of an epoch`() {
    // Every second example shares a text with the one before.
    let examples = (0..<40).map { TuningExample(anchor: $0 / 2, positive: 100 + $0) }
    var batches = TuningBatches(.examples(examples), batch: 8, seed: 1)
    var seen: [Int: Int] = [:]
    for _ in 0..<10 {
      let batch = batches.next()
      #expect(Set(batch.map(\.anchor)).count == batch.count && batch.count == 8)
      for example in batch { seen[example.positive, default: 0] += 1 }
    }
    // 80 examples in all, of which a few wait for the next batch.
    #expect(seen.count == 40 && seen.values.allSatisfy { (1...3).contains($0) })
  }

  @Test func `more pairs than groups do not stop a batch`() {
    var batches = TuningBatches(.groups([[0, 1], [2, 3]]), batch: 9, seed: 3)
    let batch = batches.next()
    #expect(batch.count == 2 && Set(batch.flatMap { [$0.anchor, $0.positive] }) == [0, 1, 2, 3])
  }

  @Test func `the seed decides, and batches go on without end`() {
    func draw(_ seed: UInt64) -> [[TuningExample]] {
      var batches = TuningBatches(.groups(Self.groups), batch: 2, seed: seed)
      return (0..<6).map { _ in batches.next() }
    }
    #expect(draw(1) == draw(1) && draw(1) != draw(2))
  }

  @Test func `what is held out is not learned from`() throws {
    let examples = (0..<20).map { TuningExample(anchor: $0, positive: 50 + $0) }
    let split = try #require(TuningSource.examples(examples).holdingOut(0.25, seed: 4))
    guard case .examples(let training) = split.training, case .examples(let heldOut) = split.heldOut
    else {
      Issue.record("examples became groups")
      return
    }
    #expect(training.count == 15 && heldOut.count == 5)
    #expect(Set((training + heldOut).map(\.anchor)).count == 20)
    #expect(TuningSource.examples(examples).holdingOut(0, seed: 4) == nil)
    #expect(TuningSource.groups([[0, 1], [2, 3], [4, 5]]).holdingOut(0.5, seed: 4) == nil)
  }
}
