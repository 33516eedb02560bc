import LinearAlgebra

/// Edges that were kept out of training and pairs that are none, by which vectors are judged.
package struct EdgeAUC: Sendable {
  /// Pairs that are none for each edge.
  package static let negatives = 8

  private let edges: [GraphEdge]
  private let others: [GraphEdge]

  /// Draws the pairs to compare edges with; nil if there are none to compare.
  package init?(of edges: [GraphEdge], _ negatives: NegativeEdges, threads: Int) {
    self.edges = edges
    others = negatives.pairs(
      for: edges, count: Self.negatives, purpose: "held-out pairs", threads: threads)
    guard !edges.isEmpty, !others.isEmpty else { return nil }
  }

  /// The probability that an edge has a larger cosine than a pair that is none (area under the ROC curve;
  /// ties count half): 0.5 is chance, 1 is perfect.
  ///
  /// - Parameters:
  ///   - vectors: The vectors of the nodes, of shape (nodes, dimensions) and length 1.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The area.
  /// - Complexity: O(*n* × *d* + *n* log *n*) for *n* pairs of *d* dimensions.
  package func area(_ vectors: Matrix, threads: Int) -> Double {
    func scores(_ pairs: [GraphEdge]) -> [Float] {
      parallelMap(count: pairs.count, chunk: 4096, threads: threads) { range in
        range.map { dot(vectors[row: Int(pairs[$0].source)], vectors[row: Int(pairs[$0].target)]) }
      }.flatMap(\.self)
    }
    return Self.area(scores(edges), above: scores(others))
  }

  /// The probability that a number of the first is larger than one of the second, by their ranks ([Mann
  /// and Whitney 1947]).
  ///
  /// [Mann and Whitney 1947]: https://doi.org/10.1214/aoms/1177730491
  package static func area(_ scores: [Float], above others: [Float]) -> Double {
    let (scores, others) = (scores.sorted(), others.sorted())
    var (below, notAbove) = (0, 0)
    var wins = 0.0
    for score in scores {
      while below < others.count, others[below] < score { below += 1 }
      while notAbove < others.count, others[notAbove] <= score { notAbove += 1 }
      wins += Double(below + notAbove) / 2
    }
    return wins / (Double(scores.count) * Double(others.count))
  }
}
