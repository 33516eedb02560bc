import LinearAlgebra

/// An index that finds the exact nearest neighbors by measuring every distance.
///
///     let graph = BruteForce(vectors, metric: .cosine).graph(neighbors: 15, threads: 2)
///     let nearest = graph.neighbors(of: 0).first
///
/// Each distance is measured by one call of a kernel for two vectors, so a query's row depends on
/// nothing but the query and the points: not on the other queries, nor on `threads`. A product of
/// whole matrices would be faster for long vectors, but BLAS rounds a row differently according to
/// where in a block it stands, and with it the order of points that are almost equally far.
public struct BruteForce: Sendable {
  /// The number of points.
  public var count: Int { points.rows }
  /// The metric that distances are measured in.
  public let metric: Metric

  /// The points, of shape (points, dimensions), of length 1 for the cosine.
  private let points: Matrix

  /// Queries that one call works on; their points' tile is then read from the cache.
  private static let queryChunk = 64
  /// Elements of the points in a tile: 128 KB.
  private static let tileElements = 32_768

  /// Creates the index of `points`, of shape (points, dimensions).
  ///
  /// Coordinates must be so small that squared distances do not overflow, below about 1e18.
  ///
  /// - Complexity: O(*points* × *dimensions*) for the cosine, else O(1).
  public init(_ points: Matrix, metric: Metric) {
    self.metric = metric
    self.points = Self.prepared(points, metric)
  }

  /// Finds the nearest points of each row of `queries`, of shape (queries, dimensions).
  ///
  /// - Parameters:
  ///   - queries: The vectors to find neighbors of.
  ///   - neighbors: The number of neighbors; if there are fewer points, all of them are returned.
  ///   - threads: The largest number of threads.
  /// - Returns: A row for each query.
  /// - Precondition: Queries and points have the same number of columns.
  /// - Complexity: O(*queries* × *points* × *dimensions*)
  public func search(_ queries: Matrix, neighbors: Int, threads: Int) -> NeighborGraph {
    precondition(
      queries.columns == points.columns,
      "queries have \(queries.columns) dimensions, points \(points.columns)")
    return search(
      prepared: Self.prepared(queries, metric), neighbors: min(neighbors, count),
      excludingSelf: false, threads: threads)
  }

  /// Finds the nearest points of each point.
  ///
  /// - Parameters:
  ///   - neighbors: The number of neighbors; if there are fewer points, all of them are returned.
  ///   - includingSelf: Whether a point is a neighbor of itself. It then comes first, unless an
  ///     equal point of a lower index does.
  ///   - threads: The largest number of threads.
  /// - Returns: A row for each point.
  /// - Complexity: O(*points*² × *dimensions*)
  public func graph(
    neighbors: Int, includingSelf: Bool = false, threads: Int
  ) -> NeighborGraph {
    let available = includingSelf ? count : max(0, count - 1)
    return search(
      prepared: points, neighbors: min(neighbors, available), excludingSelf: !includingSelf,
      threads: threads)
  }

  private func search(
    prepared queries: Matrix, neighbors: Int, excludingSelf: Bool, threads: Int
  ) -> NeighborGraph {
    precondition(neighbors >= 0, "\(neighbors) neighbors")
    let chunks = parallelMap(count: queries.rows, chunk: Self.queryChunk, threads: threads) {
      search(queries, $0, neighbors: neighbors, excludingSelf: excludingSelf)
    }
    let lists = chunks.joined()
    return NeighborGraph(
      queries: queries.rows, count: neighbors, neighbors: lists.flatMap(\.indexes),
      distances: lists.flatMap(\.distances))
  }

  /// The lists of some queries, found in one pass over the points.
  private func search(
    _ queries: Matrix, _ range: Range<Int>, neighbors: Int, excludingSelf: Bool
  ) -> [NearestList] {
    var lists = range.map { _ in NearestList(capacity: neighbors) }
    guard neighbors > 0 else { return lists }
    let tile = max(1, Self.tileElements / max(1, points.columns))
    for start in stride(from: 0, to: count, by: tile) {
      let end = min(start + tile, count)
      for query in range {
        let excluded = excludingSelf ? query : -1
        scan(start..<end, queries[row: query], excluded: excluded, &lists[query - range.lowerBound])
      }
    }
    return lists
  }

  /// Enters the points of a tile into the list of one query.
  private func scan(
    _ tile: Range<Int>, _ query: Span<Float>, excluded: Int, _ list: inout NearestList
  ) {
    let (block, columns) = (points[rows: tile], points.columns)
    // Kept apart from the list, which almost no point gets into once it has filled.
    var limit = list.limit
    for index in tile where index != excluded {
      let start = (index - tile.lowerBound) * columns
      let distance = distance(query, block.extracting(start..<start + columns))
      if distance < limit {
        list.insert(index, distance)
        limit = list.limit
      }
    }
  }

  private func distance(_ a: Span<Float>, _ b: Span<Float>) -> Float {
    switch metric {
    // Of vectors of length 1, where rounding may carry the product beyond 1.
    case .cosine: min(2, max(0, 1 - dot(a, b)))
    case .euclidean, .squaredEuclidean, .innerProduct: metric.distance(a, b)
    }
  }

  private static func prepared(_ vectors: Matrix, _ metric: Metric) -> Matrix {
    guard metric == .cosine else { return vectors }
    var unit = vectors
    unit.forEachRow(threads: 1) { _, row in normalize(&row) }
    return unit
  }
}
