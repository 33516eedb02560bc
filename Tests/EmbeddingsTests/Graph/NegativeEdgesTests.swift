import Embeddings
import LinearAlgebra
import Testing

@Suite struct NegativeEdgesTests {
  @Test(arguments: NegativeSampling.allCases)
  func `pairs keep an end of their edge, are no edges, and stay within the kinds`(
    sampling: NegativeSampling
  ) {
    let graph = documentGraph()
    let negatives = NegativeEdges(graph, sampling, seed: 2)
    let edges = graph.edges
    let pairs = negatives.pairs(for: edges, count: 2, purpose: "test", threads: 1)
    #expect(pairs.count == 2 * edges.count)
    var kept = [0, 0]
    for (index, pair) in pairs.enumerated() {
      let edge = edges[index / 2]
      #expect(!graph.hasEdge(pair.source, pair.target))
      let ends = [pair.source, pair.target].sorted()
      #expect(ends[0] < 24 && ends[1] >= 24, "a document and a word")
      #expect(pair.source == edge.source || pair.source == edge.target)
      kept[pair.source == edge.source ? 0 : 1] += 1
    }
    #expect(kept[0] == kept[1], "each end is kept as often as the other")
    #expect(negatives.pairs(for: edges, count: 2, purpose: "test", threads: 4) == pairs)
    #expect(negatives.pairs(for: edges, count: 2, purpose: "other", threads: 1) != pairs)
  }

  @Test func `nodes with many edges are drawn more often by degree`() {
    var edges = EdgeList()
    for node in 10..<90 { edges.append(0, node) }
    for node in 1..<10 { edges.append(node, node + 80) }
    let graph = HeterogeneousGraph(
      nodes: [(kind: "node", ids: (0..<100).map { String(100 + $0) })], edges)
    func share(_ sampling: NegativeSampling) -> Double {
      let pairs = NegativeEdges(graph, sampling, seed: 1).pairs(
        for: Array(repeating: GraphEdge(1, 95), count: 2000), count: 1, purpose: "x", threads: 1)
      return Double(pairs.count { $0.target == 0 }) / Double(pairs.count)
    }
    #expect(share(.uniform) < 0.03 && share(.degree) > 0.1)
  }

  @Test func `a node with edges to all others goes without`() {
    var edges = EdgeList()
    for (a, b) in [(0, 1), (0, 2), (1, 2)] { edges.append(a, b) }
    let graph = HeterogeneousGraph(nodes: [(kind: "node", ids: ["a", "b", "c"])], edges)
    let negatives = NegativeEdges(graph, .uniform, seed: 1)
    #expect(negatives.pairs(for: graph.edges, count: 3, purpose: "x", threads: 1).isEmpty)
  }
}
