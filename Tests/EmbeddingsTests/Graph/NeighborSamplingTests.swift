import Embeddings
import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct NeighborSamplingTests {
  /// With a fanout above every degree the sample is the whole neighborhood.
  @Test func `large fanouts compute what the whole graph computes`() {
    let (graph, features) = groupedEdges()
    let network = GraphSAGE(features: 12, hidden: 8, dimensions: 6, seed: 2)
    let edges = Array(graph.edges.prefix(9))
    var generator = KeyedGenerator(seed: 1, purpose: "sample")
    let plan = NeighborSampling(graph, fanout: [100, 100])
      .plan(EdgePairs(pairs: edges, edges: 9), &generator)
    let some = network.forward(
      features.selecting(plan.nodes.map { Int($0) }), plan.blocks, threads: 1
    ).vectors.rows
    let all = network.vectors(features, graph, threads: 1)
    for (pair, edge) in zip(plan.pairs.pairs, edges) {
      for (place, node) in [(pair.source, edge.source), (pair.target, edge.target)] {
        #expect(plan.nodes[Int(place)] == node)
        for column in 0..<6 {
          #expect(abs(some[Int(place), column] - all[Int(node), column]) < 1e-5)
        }
      }
    }
  }

  @Test func `neighbors are drawn by the weights of their edges, as many as the fanout`() {
    var edges = EdgeList()
    for node in 1...9 { edges.append(0, node, weight: node == 4 ? 8 : 1) }
    let graph = HeterogeneousGraph(
      nodes: [(kind: "node", ids: (0..<10).map(String.init))], edges)
    let sampling = NeighborSampling(graph, fanout: [5, 3])
    var sum = 0.0
    for index in 0..<400 {
      var generator = KeyedGenerator(seed: 1, purpose: "draws", index: index)
      let plan = sampling.plan(EdgePairs(pairs: [GraphEdge(0, 1)], edges: 1), &generator)
      let last = plan.blocks[1].means
      #expect(last.rows == 2 && last.values(inRow: 0).count == 5)
      #expect(plan.blocks[0].destinations == last.columns)
      #expect(plan.blocks[0].sources == plan.nodes.count)
      let columns = last.columnIndexes(inRow: 0)
      for place in columns.indices where plan.nodes[Int(columns[place])] == 4 { sum += 1 }
    }
    // Eight of sixteen parts of the weight.
    #expect(abs(sum / 2000 - 0.5) < 0.04, "\(sum / 2000)")
  }
}
