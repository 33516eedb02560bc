import LinearAlgebra
import NearestNeighbors

/// The most similar other vectors of each vector, or the least similar.
public struct SimilarVectors: Sendable {
  /// A similar vector: its index, and how similar it is.
  public typealias Neighbor = (neighbor: Int, similarity: Float)

  /// How neighbors are found.
  public struct Options: Sendable {
    /// The number of similar vectors of each; fewer where there are not so many.
    public var count = 10
    /// How similarity is measured: the cosine, or 1 ÷ (1 + distance) for Euclidean distances.
    public var metric = Metric.cosine
    /// Whether vectors that are near to everything are held back: ``HubCorrection``.
    public var correctsHubs = false
    /// The seed of the approximate search.
    public var seed: UInt64 = 0
    /// The largest number of threads; the result does not depend on it.
    public var threads = 1

    /// Creates the default options.
    public init() {}
  }

  /// Whether every pair of vectors was compared.
  public let isExact: Bool
  /// The share of the true neighbors that was found.
  public let recall: Double
  private let lists: NeighborLists

  /// Finds the most similar vectors: by comparing all pairs up to 100,000 vectors, few of them beyond
  /// (``NeighborSearch``).
  ///
  /// - Parameters:
  ///   - vectors: The vectors, of shape (vectors, dimensions).
  ///   - options: How they are found.
  /// - Complexity: that of ``NeighborSearch``.
  public init(_ vectors: Matrix, options: Options) {
    let wanted = options.correctsHubs ? HubCorrection.candidates(options.count) : options.count
    let search = NeighborSearch(
      PointSource(vectors), metric: options.metric, seed: options.seed)
    let found = search.run(neighbors: wanted, threads: options.threads)
    (isExact, recall) = (found.isExact, found.recall.value)
    let lists = NeighborLists(found.graph, metric: options.metric)
    self.lists =
      options.correctsHubs
      ? HubCorrection(lists).corrected(lists, count: options.count) : lists
  }

  private init(lists: NeighborLists) { (self.lists, isExact, recall) = (lists, true, 1) }

  /// Finds the least similar vectors of each instead, the least similar first, by comparing all pairs.
  ///
  /// - Complexity: O(*vectors*² × *dimensions*)
  public static func least(_ vectors: Matrix, options: Options) -> SimilarVectors {
    let count = min(options.count, max(0, vectors.rows - 1))
    // One more, as a vector may be among its own farthest where there are few, or all are equal.
    let graph = BruteForce(vectors, metric: options.metric).search(
      vectors, neighbors: count > 0 ? count + 1 : 0, farthest: true, threads: options.threads)
    return SimilarVectors(
      lists: NeighborLists(graph, metric: options.metric).withoutSelves(count: count))
  }

  /// The vectors that are similar to the one at `index`, most similar first.
  public subscript(index: Int) -> [Neighbor] { lists[index] }

  /// The similarity of each vector and the first of its list.
  public var nearest: [Float] {
    lists.count > 0 ? (0..<lists.rows).map { lists.similarities[$0 * lists.count] } : []
  }

  /// The measures of the whole, in the order in which they are written.
  ///
  /// - `nearest_similarity`: the mean similarity of a vector and its nearest one
  /// - `neighbor_coverage`: the share of vectors that are similar to some other one. It falls where
  ///   a few vectors, the hubs, are everybody's neighbors.
  /// - `neighbor_recall`: the share of the true neighbors found, if not all pairs were compared
  public var measures: [(name: String, value: Double)] {
    guard lists.rows > 0, lists.count > 0 else { return [] }
    let count = Double(lists.rows)
    var measures: [(name: String, value: Double)] = [
      ("nearest_similarity", nearest.reduce(0.0) { $0 + Double($1) } / count),
      ("neighbor_coverage", Double(Set(lists.neighbors).count) / count),
    ]
    if !isExact { measures.append(("neighbor_recall", recall)) }
    return measures
  }
}
