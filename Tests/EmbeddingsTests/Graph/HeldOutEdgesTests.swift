import Embeddings
import LinearAlgebra
import Testing

@Suite struct HeldOutEdgesTests {
  @Test func `edges are in training or held out, and no node loses its last`() {
    let (graph, _) = groupedEdges()
    let (training, heldOut) = graph.holdingOut(0.3, seed: 7)
    #expect(abs(Double(heldOut.count) / Double(graph.edgeCount) - 0.3) < 0.08)
    #expect(training.edgeCount + heldOut.count == graph.edgeCount)
    #expect(Set(training.edges).isDisjoint(with: heldOut))
    for node in 0..<graph.nodeCount where graph.degree(of: node) > 0 {
      #expect(training.degree(of: node) > 0)
    }
    #expect(training.adjacency.transposed() == training.adjacency)
    #expect(graph.holdingOut(0.3, seed: 7).heldOut == heldOut)
    #expect(graph.holdingOut(0.3, seed: 8).heldOut != heldOut)
  }

  @Test func `no share leaves all edges`() {
    let (graph, _) = groupedEdges()
    let (training, heldOut) = graph.holdingOut(0, seed: 7)
    #expect(training == graph && heldOut.isEmpty)
  }

  @Test func `a path of two nodes keeps its edge`() {
    var edges = EdgeList()
    edges.append(0, 1)
    let graph = HeterogeneousGraph(nodes: [(kind: "node", ids: ["a", "b"])], edges)
    #expect(graph.holdingOut(0.99, seed: 1).heldOut.isEmpty)
  }
}
