import Embeddings
import LinearAlgebra
import Testing

@Suite struct LinkBatchTests {
  let graph = groupedGraph()

  @Test func `an epoch goes through the links, each at most as often as it occurs`() {
    let batches = LinkBatches(graph, size: 50, negatives: 2, seed: 1)
    #expect(batches.steps == graph.pairCount / 50)
    for epoch in 0..<3 {
      let order = batches.order(ofEpoch: epoch)
      var left = Dictionary(graph.pairs.map { ($0, 1) }, uniquingKeysWith: +)
      for step in 0..<batches.steps {
        for pair in batches.batch(step, ofEpoch: epoch, order: order).pairs.prefix(50) {
          left[pair, default: 0] -= 1
        }
      }
      #expect(left.values.allSatisfy { $0 >= 0 })
      #expect(left.values.reduce(0, +) == graph.pairCount - 50 * batches.steps)
    }
    #expect(batches.order(ofEpoch: 0) != batches.order(ofEpoch: 1))
  }

  @Test func `made-up pairs are no links and uniform`() {
    let batches = LinkBatches(graph, size: 400, negatives: 30, seed: 1)
    let batch = batches.batch(0, ofEpoch: 0, order: batches.order(ofEpoch: 0))
    #expect(batch.links == 400 && batch.pairs.count == 400 * 31)
    let made = batch.pairs.dropFirst(400)
    #expect(made.allSatisfy { !graph.contains($0) })
    let counts = Dictionary(made.map { ($0, 1) }, uniquingKeysWith: +)
    let possible = graph.documents.count * graph.targets.count - graph.counts.values.count
    let expected = Double(made.count) / Double(possible)
    // χ² has as many degrees of freedom as there are pairs, less one; five deviations beside it.
    let missed = Double(possible - counts.count) * expected
    let squares = counts.values.reduce(missed) { sum, count in
      sum + (Double(count) - expected) * (Double(count) - expected) / expected
    }
    let deviation = (2 * Double(possible)).squareRoot()
    #expect(abs(squares - Double(possible - 1)) < 5 * deviation, "\(squares) of \(possible)")
  }

  @Test func `fewer links than a batch are one step`() {
    let small = linkGraph(["a", "b"], [["x"], ["y"]])
    let batches = LinkBatches(small, size: 1024, negatives: 3, seed: 1)
    #expect(batches.steps == 1 && batches.size == 2)
    #expect(batches.batch(0, ofEpoch: 0, order: [1, 0]).pairs.count == 8)
  }
}
