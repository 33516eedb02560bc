import LinearAlgebra

/// Which nodes a layer computes, from which it computes them, and how their neighbors are averaged.
///
/// The nodes computed ("destinations") are the first of those read ("sources"). For a whole graph both
/// are all nodes.
package struct GraphBlock: Sendable {
  /// The weights of each destination's neighbors, of shape (destinations, sources): they add up to 1, or
  /// there are none.
  package let means: SparseMatrix
  /// The transpose, by which gradients go back.
  package let transposed: SparseMatrix

  /// The number of nodes that are computed.
  package var destinations: Int { means.rows }
  /// The number of nodes that are read.
  package var sources: Int { means.columns }

  /// A block of neighbors whose weights add up to 1.
  package init(means: SparseMatrix) {
    self.means = means
    transposed = means.transposed()
  }

  /// The block of a whole graph.
  package init(_ graph: HeterogeneousGraph) { self.init(means: graph.adjacency.rowMeans) }
}
