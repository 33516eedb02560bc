import Artifacts
import LinearAlgebra

extension HeterogeneousGraph {
  /// Keeps some edges out of training, to see whether they are told from pairs that are none.
  ///
  /// Which ones depends on the names of both nodes and the seed alone, so that an edge stays out, or in,
  /// when others come and go. An edge stays in if one of its nodes has no other.
  ///
  /// - Parameters:
  ///   - share: The share of the edges, from 0 (none) to below 1.
  ///   - seed: The seed of the choice.
  /// - Returns: The graph of the other edges, and the edges that were kept out, in order.
  /// - Complexity: O(*e* + *h* log *h*) for *e* edges of which *h* are kept out.
  public func holdingOut(
    _ share: Double, seed: UInt64
  ) -> (training: HeterogeneousGraph, heldOut: [GraphEdge]) {
    guard share > 0 else { return (self, []) }
    let heldOut = heldOutEdges(share, SipHash(key: "held-out edges \(seed)"))
    let isOut = Set(heldOut)
    var (offsets, columns, values): ([Int], [Int32], [Float]) = ([0], [], [])
    for node in 0..<nodeCount {
      let (neighbors, weights) = (
        adjacency.columnIndexes(inRow: node), adjacency.values(inRow: node)
      )
      for index in neighbors.indices {
        let (low, high) = (min(Int32(node), neighbors[index]), max(Int32(node), neighbors[index]))
        guard !isOut.contains(GraphEdge(low, high)) else { continue }
        columns.append(neighbors[index])
        values.append(weights[index])
      }
      offsets.append(columns.count)
    }
    let rest = SparseMatrix(
      rows: nodeCount, columns: nodeCount, rowOffsets: offsets, columnIndexes: columns,
      values: values)
    return (replacing(adjacency: rest), heldOut)
  }

  private func heldOutEdges(_ share: Double, _ hash: SipHash) -> [GraphEdge] {
    // The largest product below 2⁶⁴ for a share below 1.
    let limit = UInt64(min(share, 0x1.fffffffffffffp-1) * 0x1p64)
    var chosen: [(hash: UInt64, edge: GraphEdge)] = []
    for edge in edges {
      let name = ids[Int(edge.source)] + "\u{1F}" + ids[Int(edge.target)]
      let value = hash.hash(Array(name.utf8).span)
      if value < limit { chosen.append((value, edge)) }
    }
    chosen.sort {
      ($0.hash, $0.edge.source, $0.edge.target) < ($1.hash, $1.edge.source, $1.edge.target)
    }
    var degrees = (0..<nodeCount).map(degree)
    let kept = chosen.filter { _, edge in
      let (a, b) = (Int(edge.source), Int(edge.target))
      guard degrees[a] > 1, degrees[b] > 1 else { return false }
      degrees[a] -= 1
      degrees[b] -= 1
      return true
    }
    return kept.map(\.edge).sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }
}
