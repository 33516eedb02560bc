import LinearAlgebra

/// The nearest other points of each point of a tree, and its core distance.
struct NearestLists: Sendable {
  /// The number of neighbors that are listed for each point.
  let count: Int
  /// The neighbors by position, of shape (points, ``count``), nearest first; equally near ones in
  /// the order of their rows.
  let neighbors: [Int32]
  /// The square of the distance to the last neighbor that is listed, by position.
  let reach: [Double]
  /// The square of the distance to the neighbor that makes the core distance, by position.
  let cores: [Double]

  /// Neighbors that are listed at most: the spanning tree starts from them, and more help little.
  static let listed = 16
  /// Leaves that one call works on.
  private static let chunk = 64

  /// Finds the neighbors of all points of `tree`.
  ///
  /// - Parameters:
  ///   - tree: The points, two or more.
  ///   - neighbors: The neighbor that makes the core distance, in 1..<*points*.
  ///   - threads: The number of threads.
  /// - Complexity: O(*n* log *n* × *neighbors*) in few dimensions, O(*n*²) in many.
  init(_ tree: KDTree, neighbors: Int, threads: Int) {
    precondition(neighbors > 0 && neighbors < tree.count, "\(neighbors) neighbors")
    let listed = min(neighbors, Self.listed)
    let parts = parallelMap(count: tree.leaves, chunk: Self.chunk, threads: threads) { leaves in
      tree.withView { view in
        var part = Part()
        let search = NeighborSearch(view, neighbors: neighbors)
        for leaf in leaves {
          let first = leaf * KDTree.width
          let end = min(tree.count, first + KDTree.width)
          search.find(first..<end, leaf: leaf, from: tree.root)
          for query in 0..<end - first {
            part.append(search, query: query, listed: listed, neighbors: neighbors)
          }
        }
        return part
      }
    }
    self.init(parts, count: listed)
  }

  /// Puts the lists of consecutive positions together.
  init(_ parts: [Part], count: Int) {
    self.count = count
    neighbors = parts.flatMap(\.neighbors)
    reach = parts.flatMap(\.reach)
    cores = parts.flatMap(\.cores)
  }

  /// The lists of some positions.
  struct Part: Sendable {
    var neighbors: [Int32] = []
    var reach: [Double] = []
    var cores: [Double] = []

    /// Appends what a search found for a query.
    mutating func append(_ search: NeighborSearch, query: Int, listed: Int, neighbors: Int) {
      for place in 0..<listed { self.neighbors.append(search.position(query, place)) }
      reach.append(search.square(query, listed - 1))
      cores.append(search.square(query, neighbors - 1))
    }
  }
}
