import Embeddings
import LinearAlgebra
import Testing

@Suite struct EdgeMaskTests {
  @Test func `edges are predicted or passed along, and others in the next epoch`() {
    let (graph, _) = groupedEdges()
    let mask = EdgeMask(graph, share: 0.3, seed: 5)
    let (predicted, block) = mask.divided(epoch: 2)
    #expect(abs(Double(predicted.count) / Double(graph.edgeCount) - 0.3) < 0.08)
    #expect(block.means.values.count == 2 * (graph.edgeCount - predicted.count))
    #expect(block.transposed == block.means.transposed())
    for edge in predicted {
      #expect(graph.hasEdge(edge.source, edge.target))
      for (a, b) in [(edge.source, edge.target), (edge.target, edge.source)] {
        let columns = block.means.columnIndexes(inRow: Int(a))
        #expect(!columns.indices.contains { columns[$0] == b })
      }
    }
    for node in 0..<graph.nodeCount {
      let weights = block.means.values(inRow: node)
      let sum = weights.indices.reduce(0) { $0 + weights[$1] }
      #expect(weights.isEmpty || abs(sum - 1) < 1e-5)
    }
    #expect(mask.divided(epoch: 2).predicted == predicted)
    #expect(mask.divided(epoch: 3).predicted != predicted)
  }
}
