import LinearAlgebra

/// Divides the edges of a graph, anew in each epoch, into those that are to be predicted and those along which
/// features are passed.
///
/// An edge that is both tells what it asks: each of its nodes is in the other's mean. A network that learns
/// from such edges relies on what it will not have for an edge that is missing.
package struct EdgeMask: Sendable {
  private let edges: [GraphEdge]
  private let adjacency: SparseMatrix
  /// The number of the edge of each stored weight.
  private let numbers: [Int32]
  private let share: Double
  private let seed: UInt64

  /// Prepares to take out a share of the edges, from above 0 to below 1.
  package init(_ graph: HeterogeneousGraph, share: Double, seed: UInt64) {
    (edges, adjacency) = (graph.edges, graph.adjacency)
    (self.share, self.seed) = (share, seed)
    var numbers = [Int32](repeating: 0, count: adjacency.values.count)
    // Each row is met in the order of the lower nodes, which is that of its columns.
    var next = adjacency.rowOffsets
    for (number, edge) in edges.enumerated() {
      for node in [Int(edge.source), Int(edge.target)] {
        numbers[next[node]] = Int32(number)
        next[node] += 1
      }
    }
    self.numbers = numbers
  }

  /// The edges to predict in an epoch, in their order, and the means of the others.
  ///
  /// - Complexity: O(*n*) for *n* edges.
  package func divided(epoch: Int) -> (predicted: [GraphEdge], block: GraphBlock) {
    var generator = KeyedGenerator(seed: seed, purpose: "masked edges", index: epoch)
    let isMasked = edges.map { _ in generator.uniform() < share }
    var (offsets, columns, values): ([Int], [Int32], [Float]) = ([0], [], [])
    offsets.reserveCapacity(adjacency.rows + 1)
    columns.reserveCapacity(adjacency.values.count)
    values.reserveCapacity(adjacency.values.count)
    for node in 0..<adjacency.rows {
      for position in adjacency.rowOffsets[node]..<adjacency.rowOffsets[node + 1]
      where !isMasked[Int(numbers[position])] {
        columns.append(adjacency.columnIndexes[position])
        values.append(adjacency.values[position])
      }
      offsets.append(columns.count)
    }
    let rest = SparseMatrix(
      rows: adjacency.rows, columns: adjacency.columns, rowOffsets: offsets,
      columnIndexes: columns, values: values)
    return (
      edges.indices.filter { isMasked[$0] }.map { edges[$0] }, GraphBlock(means: rest.rowMeans)
    )
  }
}
