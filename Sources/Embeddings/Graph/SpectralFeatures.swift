import LinearAlgebra

/// Features of nodes that come of the edges alone, for graphs whose nodes have none.
public enum SpectralFeatures {
  /// The right singular vectors of weights of documents, as features of what documents are made of, of
  /// shape (columns, dimensions); their squared lengths are 1 on average.
  ///
  /// A document's weighted sum of them is its vector of latent semantic analysis.
  ///
  /// - Parameters:
  ///   - weights: The weights, of shape (documents, columns).
  ///   - dimensions: The number of features; fewer if the matrix is smaller.
  ///   - seed: The seed of the random vectors of the decomposition.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The features of the columns.
  public static func columns(
    of weights: SparseMatrix, dimensions: Int, seed: UInt64, threads: Int
  ) -> Matrix {
    let side = min(weights.rows, weights.columns)
    var vectors = TruncatedSVD(
      weights, rank: dimensions, oversamples: side <= 256 ? side : 10, seed: seed, threads: threads
    ).rightVectors
    let length = (Float(vectors.rows) / Float(max(1, vectors.columns))).squareRoot()
    vectors.forEachRow(threads: threads) { _, row in scale(&row, by: length) }
    return vectors
  }

  /// The leading singular vectors of the normalized adjacency, each times the root of its singular value,
  /// as features of shape (nodes, dimensions) and length 1.
  ///
  /// Nodes with the same neighbors, and neighbors of neighbors, get similar ones.
  public static func nodes(
    of graph: HeterogeneousGraph, dimensions: Int, seed: UInt64, threads: Int
  ) -> Matrix {
    let adjacency = graph.adjacency
    let scaled = AdjacencyNormalization.symmetric.scaled(adjacency, degrees: adjacency.rowSums)
    let decomposition = TruncatedSVD(
      scaled, rank: dimensions, oversamples: graph.nodeCount <= 256 ? graph.nodeCount : 10,
      seed: seed, threads: threads)
    let roots = decomposition.singularValues.map { $0.squareRoot() }
    var features = decomposition.rightVectors
    features.forEachRow(threads: threads) { _, row in
      for column in row.indices { row[column] *= roots[column] }
      normalize(&row)
    }
    return features
  }
}
