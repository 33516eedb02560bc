/// The nearest points of each query, nearest first.
///
/// Both arrays are of shape (``queries``, ``count``), row after row, as `neighbors.npy` and
/// `distances.npy` hold them.
public struct NeighborGraph: Sendable, Equatable {
  /// The number of queries.
  public let queries: Int
  /// The number of neighbors of each query.
  public let count: Int
  /// The indexes of the neighbors, of shape (``queries``, ``count``); equal distances stand in the
  /// order of their indexes.
  public let neighbors: [Int32]
  /// The distances to the neighbors, of shape (``queries``, ``count``), ascending in each row.
  public let distances: [Float]

  /// Creates a graph from its arrays.
  ///
  /// - Precondition: Both arrays hold `queries` × `count` elements.
  public init(queries: Int, count: Int, neighbors: [Int32], distances: [Float]) {
    precondition(
      neighbors.count == queries * count && distances.count == queries * count,
      "\(neighbors.count) neighbors, \(distances.count) distances, not \(queries) × \(count)")
    self.queries = queries
    self.count = count
    self.neighbors = neighbors
    self.distances = distances
  }

  /// The neighbors of a query, nearest first.
  public func neighbors(of query: Int) -> ArraySlice<Int32> {
    neighbors[query * count..<(query + 1) * count]
  }

  /// The distances to the neighbors of a query, ascending.
  public func distances(of query: Int) -> ArraySlice<Float> {
    distances[query * count..<(query + 1) * count]
  }

  /// The graph of the nearest `count` neighbors of each query.
  ///
  /// - Precondition: There are as many.
  /// - Complexity: O(*queries* × *count*)
  public func prefix(_ count: Int) -> NeighborGraph {
    precondition(count >= 0 && count <= self.count, "\(count) neighbors of \(self.count)")
    guard count < self.count else { return self }
    return NeighborGraph(
      queries: queries, count: count,
      neighbors: (0..<queries).flatMap { neighbors(of: $0).prefix(count) },
      distances: (0..<queries).flatMap { distances(of: $0).prefix(count) })
  }
}
