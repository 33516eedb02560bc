import LinearAlgebra
import NearestNeighbors

/// The most similar other vectors of each vector, by cosine.
public struct SimilarVectors: Sendable {
  /// The neighbors and their cosine distances.
  private let graph: NeighborGraph

  /// Compares every vector with every other one.
  ///
  /// - Parameters:
  ///   - vectors: The vectors, of shape (vectors, dimensions).
  ///   - count: The number of similar vectors of each; fewer where there are not so many.
  ///   - threads: The number of threads; the result does not depend on it.
  /// - Complexity: O(*vectors*² × *dimensions*)
  public init(_ vectors: Matrix, count: Int, threads: Int) {
    graph = BruteForce(vectors, metric: .cosine).graph(neighbors: count, threads: threads)
  }

  /// The vectors that are similar to the one at `index`, most similar first, with their cosines.
  public subscript(index: Int) -> [(neighbor: Int, similarity: Float)] {
    zip(graph.neighbors(of: index), graph.distances(of: index)).map { (Int($0), 1 - $1) }
  }

  /// The measures of the whole, in the order in which they are written.
  ///
  /// - `nearest_similarity`: the mean cosine of a vector and its nearest one
  /// - `neighbor_coverage`: the share of vectors that are similar to some other one. It falls where
  ///   a few vectors, the hubs, are everybody's neighbors.
  public var measures: [(name: String, value: Double)] {
    guard graph.queries > 0, graph.count > 0 else { return [] }
    let nearest = (0..<graph.queries).reduce(0.0) { sum, query in
      sum + 1 - Double(graph.distances[query * graph.count])
    }
    let count = Double(graph.queries)
    return [
      ("nearest_similarity", nearest / count),
      ("neighbor_coverage", Double(Set(graph.neighbors).count) / count),
    ]
  }
}
