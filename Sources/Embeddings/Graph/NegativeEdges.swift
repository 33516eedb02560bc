import LinearAlgebra

/// How nodes are drawn for pairs that are no edges.
public enum NegativeSampling: String, Sendable, CaseIterable {
  /// Each node with the same probability.
  case uniform
  /// By the number of its edges to the power of ¾, as words are in word2vec: then not all that is
  /// learned is who has many edges.
  case degree
}

/// Draws pairs of nodes that are no edges: one end of an edge stays, and the other becomes another node of
/// the same kind.
///
/// So a network learns which word belongs to a document, and not that documents do not have edges to
/// documents.
package struct NegativeEdges: Sendable {
  /// A node with edges to most others gets so many tries, and then goes without.
  private static let tries = 50

  private let graph: HeterogeneousGraph
  private let seed: UInt64
  /// Draws the nodes of each kind; nil for uniform ones.
  private let samplers: [NegativeSampler]?

  /// Prepares to draw pairs that are no edges of `graph`.
  package init(_ graph: HeterogeneousGraph, _ sampling: NegativeSampling, seed: UInt64) {
    (self.graph, self.seed) = (graph, seed)
    samplers =
      sampling == .uniform
      ? nil
      : graph.kinds.map { kind in NegativeSampler(counts: kind.nodes.map(graph.degree)) }
  }

  /// Pairs for some edges, up to `count` for each, in the order of the edges.
  ///
  /// - Parameters:
  ///   - edges: The edges.
  ///   - count: The number of pairs for each.
  ///   - purpose: What the pairs are for; other purposes give other pairs.
  ///   - first: The number of the first edge among all for that purpose.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The pairs; fewer where a node has edges to nearly all others.
  /// - Complexity: O(*n* log *d*) for *n* pairs, in graphs with few edges.
  package func pairs(
    for edges: [GraphEdge], count: Int, purpose: String, from first: Int = 0, threads: Int
  ) -> [GraphEdge] {
    parallelMap(count: edges.count, chunk: 1024, threads: threads) { range in
      var generator = KeyedGenerator(
        seed: seed, purpose: purpose, index: first + range.lowerBound)
      var pairs: [GraphEdge] = []
      pairs.reserveCapacity(range.count * count)
      for index in range {
        // The ends are kept in turn, beginning with any of them.
        let first = Int(generator.next() & 1)
        for number in 0..<count {
          let keepsSource = (number + first) & 1 == 0
          if let pair = pair(edges[index], keepsSource: keepsSource, &generator) {
            pairs.append(pair)
          }
        }
      }
      return pairs
    }.flatMap(\.self)
  }

  /// A pair with one end of an edge; nil if none was found.
  private func pair(
    _ edge: GraphEdge, keepsSource: Bool, _ generator: inout KeyedGenerator
  ) -> GraphEdge? {
    let (kept, left) = keepsSource ? (edge.source, edge.target) : (edge.target, edge.source)
    guard let kind = graph.kinds.firstIndex(where: { $0.nodes.contains(Int(left)) }) else {
      return nil
    }
    let nodes = graph.kinds[kind].nodes
    for _ in 0..<Self.tries {
      let drawn =
        samplers.map { Int($0[kind].draw(&generator)) } ?? generator.below(nodes.count)
      let other = Int32(nodes.lowerBound + drawn)
      if other != kept, !graph.hasEdge(kept, other) { return GraphEdge(kept, other) }
    }
    return nil
  }
}
