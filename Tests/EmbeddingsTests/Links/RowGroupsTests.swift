import Embeddings
import LinearAlgebra
import Testing

@Suite struct RowGroupsTests {
  @Test func `keys of any size are sorted, equal ones in the order they came`() {
    var generator = KeyedGenerator(seed: 1, purpose: "keys")
    for bound in [1, 3, 2048, 2049, 1 << 20, Int(Int32.max)] {
      let keys = (0..<500).map { _ in Int32(generator.below(bound)) }
      let expected = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map(Int32.init)
      #expect(sortedOrder(keys) == expected)
    }
    #expect(sortedOrder([]) == [])
    #expect(sortedOrder([Int32.max, 0]) == [1, 0])
  }

  @Test func `both sides have all pairs, links apart from others`() {
    let graph = groupedGraph()
    let batches = LinkBatches(graph, size: 60, negatives: 2, seed: 4)
    let batch = batches.batch(1, ofEpoch: 0, order: batches.order(ofEpoch: 0))
    let (documents, targets) = RowGroups.both(of: batch)
    #expect(documents.rows == Array(Set(batch.pairs.map(\.document))).sorted())
    #expect(targets.rows == Array(Set(batch.pairs.map(\.target))).sorted())

    func pairs(_ own: RowGroups, _ other: RowGroups) -> [[Int32]] {
      own.rows.indices.flatMap { slot in
        (own.starts[slot]..<own.starts[slot + 1]).map { place -> [Int32] in
          let partner = own.partners[Int(place)]
          let row = other.rows[Int(partner >= 0 ? partner : ~partner)]
          return [own.rows[slot], row, partner >= 0 ? 1 : 0]
        }
      }
    }
    let expected = batch.pairs.enumerated()
      .map { [$1.document, $1.target, $0 < batch.links ? 1 : 0] }
    #expect(sorted(pairs(documents, targets)) == sorted(expected))
    #expect(sorted(pairs(targets, documents).map { [$0[1], $0[0], $0[2]] }) == sorted(expected))
  }

  private func sorted(_ rows: [[Int32]]) -> [[Int32]] {
    rows.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
