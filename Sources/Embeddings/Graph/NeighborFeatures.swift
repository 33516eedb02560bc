import LinearAlgebra

/// Features for nodes that have none: the weighted mean of their neighbors', scaled to length 1.
///
/// A document whose words have vectors gets the mean of these, and an author that of the documents: with
/// right singular vectors as features of words and TF-IDF as weights of edges, documents get their vectors
/// of latent semantic analysis.
enum NeighborFeatures {
  /// Fills the rows of `features` from `first` on that are zeros, round by round: first those with a
  /// neighbor that has features, then those with a neighbor that got some.
  ///
  /// - Parameters:
  ///   - features: Features of shape (nodes, features), zeros where there are none.
  ///   - edges: The weights of the edges of the nodes from `first` on, of shape (nodes - `first`, nodes).
  ///   - first: The first node that may be filled; those before are only read.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*n* × *d*) a round, for *n* edges; as many rounds as the longest way.
  static func fill(_ features: inout Matrix, _ edges: SparseMatrix, from first: Int, threads: Int) {
    precondition(
      edges.rows == features.rows - first && edges.columns == features.rows,
      "edges of shape (\(edges.rows), \(edges.columns)) for \(features.rows) nodes from \(first)")
    var isKnown = (0..<features.rows).map { norm(features[row: $0]) > 0 }
    while true {
      let (known, before) = (isKnown, features)
      let reached = (first..<features.rows).filter { node in
        guard !known[node] else { return false }
        let neighbors = edges.columnIndexes(inRow: node - first)
        return neighbors.indices.contains { known[Int(neighbors[$0])] }
      }
      guard !reached.isEmpty else { return }
      for node in reached { isKnown[node] = true }
      let isReached = isKnown
      features.forEachRow(threads: threads) { node, row in
        guard node >= first, isReached[node], !known[node] else { return }
        let neighbors = edges.columnIndexes(inRow: node - first)
        let weights = edges.values(inRow: node - first)
        for index in neighbors.indices where known[Int(neighbors[index])] {
          addScaled(before[row: Int(neighbors[index])], times: weights[index], to: &row)
        }
        normalize(&row)
      }
    }
  }
}
extension HeterogeneousGraph {
  /// Dense features in which nodes without any have the weighted mean of their neighbors'.
  ///
  /// - Parameters:
  ///   - features: Features of shape (nodes, features), zeros where there are none.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The features; still zeros for nodes that are connected with none that has some.
  public func filling(_ features: Matrix, threads: Int) -> Matrix {
    var features = features
    NeighborFeatures.fill(&features, adjacency, from: 0, threads: threads)
    return features
  }
}
