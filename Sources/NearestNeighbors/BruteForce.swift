import LinearAlgebra

/// An index that finds the exact nearest neighbors by measuring every distance.
///
///     let graph = BruteForce(vectors, metric: .cosine).graph(neighbors: 15, threads: 2)
///     let nearest = graph.neighbors(of: 0).first
///
/// The answer is that of a plain loop in double precision whose distances are rounded to single
/// precision, equal ones in the order of their indexes: the same for any number of threads and any
/// processor. The work is done by products of blocks in single precision, which tell of almost all
/// points that they cannot be among the nearest, with an error bound that holds for any order of
/// additions; the few others are measured by that loop.
///
/// Where far more points than asked for are equally near up to that error (10⁻⁷ × dimensions of the
/// squared lengths), as among thousands of equal points, each is measured: the answer is the same,
/// but takes longer.
public struct BruteForce: Sendable {
  /// The number of points.
  public var count: Int { source.rows }
  /// The metric that distances are measured in.
  public let metric: Metric

  private let source: PointSource

  /// Queries that one call works on, for which the points are made ready once.
  private static let queryChunk = 512
  /// Points in a tile.
  private static let tile = 256
  /// Points that one call works on, so that few queries keep several threads busy.
  private static let segment = 65_536

  /// Creates the index of `points`, of shape (points, dimensions).
  ///
  /// Coordinates must be so small that squared distances do not overflow, below about 1e18.
  ///
  /// - Complexity: O(1)
  public init(_ points: Matrix, metric: Metric) {
    self.init(PointSource(points), metric: metric)
  }

  /// Creates the index of points that are read as they are needed, as from a mapped file.
  ///
  /// - Complexity: O(1)
  public init(_ points: PointSource, metric: Metric) {
    source = points
    self.metric = metric
  }

  /// Finds the nearest points of each row of `queries`, of shape (queries, dimensions).
  ///
  /// - Parameters:
  ///   - queries: The vectors to find neighbors of.
  ///   - neighbors: The number of neighbors; if there are fewer points, all of them are returned.
  ///   - farthest: Whether the farthest points are wanted instead, farthest first.
  ///   - threads: The largest number of threads.
  /// - Returns: A row for each query.
  /// - Precondition: Queries and points have the same number of columns; all numbers are finite.
  /// - Complexity: O(*queries* × *points* × *dimensions*); besides the result, about 30 bytes a
  ///   point and some megabytes a thread.
  public func search(
    _ queries: Matrix, neighbors: Int, farthest: Bool = false, threads: Int
  ) -> NeighborGraph {
    precondition(
      queries.columns == source.columns,
      "queries have \(queries.columns) dimensions, points \(source.columns)")
    let points = PreparedPoints(source, metric: metric, threads: threads)
    return search(
      points.queries(queries, threads: threads), points, neighbors: min(neighbors, count),
      excludingSelf: false, sign: farthest ? -1 : 1, threads: threads)
  }

  /// Finds the nearest points of each point.
  ///
  /// - Parameters:
  ///   - neighbors: The number of neighbors; if there are fewer points, all of them are returned.
  ///   - includingSelf: Whether a point is a neighbor of itself. It then comes first, unless an
  ///     equal point of a lower index does.
  ///   - threads: The largest number of threads.
  /// - Returns: A row for each point.
  /// - Precondition: All numbers are finite.
  /// - Complexity: O(*points*² × *dimensions*)
  public func graph(
    neighbors: Int, includingSelf: Bool = false, threads: Int
  ) -> NeighborGraph {
    let available = includingSelf ? count : max(0, count - 1)
    let points = PreparedPoints(source, metric: metric, threads: threads)
    if neighbors > 0, SymmetricSearch.suits(points: count, neighbors: min(neighbors, available)) {
      let search = SymmetricSearch(
        points, neighbors: min(neighbors, available), excludingSelf: !includingSelf)
      return NeighborGraph(search.run(threads: threads), count: min(neighbors, available))
    }
    return search(
      points, points, neighbors: min(neighbors, available), excludingSelf: !includingSelf, sign: 1,
      threads: threads)
  }

  /// Finds the nearest points of some of the points, themselves left out.
  ///
  /// - Parameters:
  ///   - rows: The indexes of the points.
  ///   - count: The number of neighbors; if there are fewer points, all of them are returned.
  ///   - threads: The largest number of threads.
  /// - Returns: A row for each of `rows`.
  /// - Precondition: All numbers are finite.
  /// - Complexity: O(*rows* × *points* × *dimensions*)
  public func neighbors(of rows: [Int], count: Int, threads: Int) -> NeighborGraph {
    let kept = min(count, max(0, self.count - 1))
    guard kept > 0, !rows.isEmpty else {
      return NeighborGraph(queries: rows.count, count: kept, neighbors: [], distances: [])
    }
    // One more, as each finds itself too, unless as many equal points of lower indexes come first.
    let found = search(source.matrix(rows), neighbors: kept + 1, threads: threads)
    let lists = rows.indices.map { query in
      zip(found.neighbors(of: query), found.distances(of: query))
        .filter { Int($0.0) != rows[query] }.prefix(kept)
    }
    return NeighborGraph(
      queries: rows.count, count: kept, neighbors: lists.flatMap { $0.map(\.0) },
      distances: lists.flatMap { $0.map(\.1) })
  }

  private func search(
    _ queries: PreparedPoints, _ points: PreparedPoints, neighbors: Int, excludingSelf: Bool,
    sign: Float, threads: Int
  ) -> NeighborGraph {
    precondition(neighbors >= 0, "\(neighbors) neighbors")
    let rows = queries.source.rows
    guard neighbors > 0, rows > 0 else {
      return NeighborGraph(queries: rows, count: neighbors, neighbors: [], distances: [])
    }
    let segments = (count + Self.segment - 1) / Self.segment
    let chunks = (rows + Self.queryChunk - 1) / Self.queryChunk
    let parts = parallelMap(count: chunks * segments, chunk: 1, threads: threads) { item in
      let (chunk, segment) = item.lowerBound.quotientAndRemainder(dividingBy: segments)
      var block = QueryBlock(
        queries, chunk * Self.queryChunk..<min((chunk + 1) * Self.queryChunk, rows),
        neighbors: neighbors, excludingSelf: excludingSelf, sign: sign, tile: Self.tile)
      block.search(points, segment * Self.segment..<min((segment + 1) * Self.segment, count))
      return block.lists
    }
    let lists = stride(from: 0, to: parts.count, by: segments).flatMap { first in
      parts[first..<first + segments].dropFirst().reduce(into: parts[first]) { lists, more in
        for index in lists.indices { lists[index].merge(more[index], sign: sign) }
      }
    }
    return NeighborGraph(lists, count: neighbors)
  }
}

extension NeighborGraph {
  /// Creates a graph of lists that have been measured.
  fileprivate init(_ lists: [CandidateList], count: Int) {
    var neighbors: [Int32] = []
    var distances: [Float] = []
    neighbors.reserveCapacity(lists.count * count)
    distances.reserveCapacity(lists.count * count)
    for list in lists {
      neighbors += list.nearest.lazy.map(\.index)
      distances += list.nearest.lazy.map(\.distance)
    }
    self.init(
      queries: lists.count, count: count, neighbors: neighbors, distances: distances)
  }
}
