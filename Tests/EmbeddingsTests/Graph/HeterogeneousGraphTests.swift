import Embeddings
import LinearAlgebra
import Testing

@Suite struct HeterogeneousGraphTests {
  @Test func `edges go both ways, repeated ones are added up, and none leads to its own node`() {
    var edges = EdgeList()
    edges.append(2, 0, weight: 0.5)
    edges.append(0, 2, weight: 0.25)
    edges.append(1, 1)
    edges.append(1, 3)
    #expect(edges.count == 3 && edges.selfEdges == 1)
    let graph = HeterogeneousGraph(nodes: [(kind: "node", ids: ["a", "b", "c", "d"])], edges)
    #expect(graph.nodeCount == 4 && graph.edgeCount == 2)
    #expect(graph.edges == [GraphEdge(0, 2), GraphEdge(1, 3)])
    #expect(graph.adjacency.columnIndexes == [2, 3, 0, 1])
    #expect(graph.adjacency.values == [0.75, 1, 0.75, 1])
    #expect(graph.hasEdge(2, 0) && graph.hasEdge(0, 2) && !graph.hasEdge(1, 2))
    #expect((0..<4).map(graph.degree) == [1, 1, 1, 1])
  }

  @Test func `the order of edges does not matter, to the last bit`() {
    var generator = KeyedGenerator(seed: 1, purpose: "weights")
    var rows = (0..<300).map { _ in
      (generator.below(9), generator.below(9), generator.uniformFloat() + 0.001)
    }
    func graph() -> HeterogeneousGraph {
      var edges = EdgeList()
      for (a, b, weight) in rows { edges.append(a, b, weight: weight) }
      return HeterogeneousGraph(nodes: [(kind: "node", ids: (0..<9).map(String.init))], edges)
    }
    let first = graph()
    generator.shuffle(&rows)
    #expect(graph() == first)
    #expect(first.adjacency.transposed() == first.adjacency)
  }

  @Test func `kinds without nodes are left out`() {
    let graph = HeterogeneousGraph(
      nodes: [
        (kind: "document", ids: ["x"]), (kind: "author", ids: []), (kind: "word", ids: ["x"]),
      ],
      EdgeList())
    #expect(graph.kinds.map(\.name) == ["document", "word"])
    #expect(graph.nodes("word") == 1..<2 && graph.nodes("author").isEmpty)
  }

  @Test func `a graph is complete if all pairs of the kinds that have edges are edges`() {
    func graph(_ pairs: [(Int, Int)]) -> HeterogeneousGraph {
      var edges = EdgeList()
      for (a, b) in pairs { edges.append(a, b) }
      return HeterogeneousGraph(
        nodes: [(kind: "document", ids: ["a", "b"]), (kind: "word", ids: ["x", "y"])], edges)
    }
    #expect(graph([(0, 2), (0, 3), (1, 2), (1, 3)]).isComplete)
    #expect(graph([(0, 1)]).isComplete)
    #expect(!graph([(0, 2), (0, 3), (1, 2)]).isComplete)
    #expect(!graph([(0, 1), (1, 2)]).isComplete)
  }
}
