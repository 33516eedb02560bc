import LinearAlgebra

/// Finds nearly all of the nearest neighbors of each point, in a small part of the time that
/// ``BruteForce`` takes.
///
///     let (graph, recall) = ApproximateSearch(vectors, metric: .cosine, seed: seed)
///       .run(neighbors: 15, threads: 2)
///
/// Points are divided into cells by *k*-means, and each is compared with those of its few nearest
/// cells by products of blocks ([Jégou, Douze and Schmid 2011], without their codes); then neighbors
/// of neighbors are compared until hardly any list changes ([Dong, Moses and Li 2011]). Of what was
/// found, the distances are those of ``BruteForce``, in double precision, equal ones in the order of
/// their indexes.
///
/// The graph does not depend on the number of threads. A list may lack a neighbor, never hold a wrong
/// distance; ``Recall`` tells how often.
///
/// [Jégou, Douze and Schmid 2011]: https://doi.org/10.1109/TPAMI.2010.57
/// [Dong, Moses and Li 2011]: https://doi.org/10.1145/1963405.1963487
public struct ApproximateSearch: Sendable {
  private let source: PointSource
  private let metric: Metric
  private let seed: UInt64
  private let wanted: Double

  /// The number of nearest cells that each point is compared with at first; twice as many each time
  /// that too few neighbors were found.
  private static let probes = 8
  /// The points of a cell, if they are many; fewer points have as many cells as each has points.
  private static let cellPoints = 256
  /// The number of cells where a search ends that has not found enough; or that of the dimensions, if there
  /// are more of those: what the cells of each point take is no more than the points then.
  private static let mostProbes = 128
  /// Lists are longer than asked for while they are made, as more ways lead to a neighbor then.
  private static let spare = 8
  /// The same of points that are hard to search.
  private static let spareIfHard = 20
  /// Exploration ends when fewer than this share of the entries are new, or after so many rounds.
  private static let settled = 0.005
  private static let rounds = 8

  /// Creates the search of `points`.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - metric: Any but the inner product, whose nearest points are near nothing.
  ///   - seed: The seed of the cells and of the sample.
  ///   - recall: The share of neighbors to find, as a sample tells.
  /// - Complexity: O(1)
  public init(
    _ points: PointSource, metric: Metric, seed: UInt64, recall: Double = NeighborSearch.recall
  ) {
    precondition(metric != .innerProduct, "large inner products are not transitive")
    (source, self.metric, self.seed, wanted) = (points, metric, seed, recall)
  }

  /// Whether so many points are worth dividing into cells.
  static func suits(points: Int, neighbors: Int) -> Bool {
    points >= max(1_000, 20 * neighbors)
  }

  /// Finds the nearest points of each point, itself left out.
  ///
  /// Of fewer than 1,000 points, or 20 for each neighbor, the answer is that of ``BruteForce``.
  ///
  /// - Parameters:
  ///   - neighbors: The number of neighbors; if there are fewer points, all of them are returned.
  ///   - threads: The largest number of threads.
  /// - Returns: A row for each point, and the share of neighbors found, measured on the sample that
  ///   ended the search.
  /// - Precondition: All numbers are finite.
  /// - Complexity: about O(*points*^1.5 × *dimensions*), some thirty times as much for points that
  ///   have no structure; memory for a copy of the points, two for such, and about 24 bytes × *neighbors*
  ///   for each.
  public func run(neighbors: Int, threads: Int) -> (graph: NeighborGraph, recall: Recall) {
    guard neighbors > 0, Self.suits(points: source.rows, neighbors: neighbors) else {
      let graph = BruteForce(source, metric: metric).graph(neighbors: neighbors, threads: threads)
      return (graph, Recall(value: 1, sample: source.rows))
    }
    let points = PreparedPoints(source, metric: metric, threads: threads)
    let sample = RecallSample(
      source, metric: metric, neighbors: neighbors, seed: seed, threads: threads)
    let (lists, order) = explored(points, neighbors: neighbors, sample, threads: threads)
    let found = points.measured(lists, order: order, neighbors: neighbors, threads: threads)
    let graph = completed(found, neighbors: neighbors, threads: threads)
    return (graph, sample.recall { graph.distances(of: $0) })
  }

  /// The graph of lists in the order of the rows; those that are too short, as of points that lie apart
  /// from all others, are searched exactly.
  private func completed(
    _ lists: [[Measured]], neighbors: Int, threads: Int
  ) -> NeighborGraph {
    let short = lists.indices.filter { lists[$0].count < neighbors }
    let exact = BruteForce(source, metric: metric)
      .neighbors(of: short, count: neighbors, threads: threads)
    var indexes = lists.flatMap { list in
      (0..<neighbors).map { $0 < list.count ? list[$0].index : -1 }
    }
    var distances = lists.flatMap { list in
      (0..<neighbors).map { $0 < list.count ? list[$0].distance : 0 }
    }
    for (query, row) in short.enumerated() {
      let places = row * neighbors..<(row + 1) * neighbors
      indexes.replaceSubrange(places, with: exact.neighbors(of: query))
      distances.replaceSubrange(places, with: exact.distances(of: query))
    }
    return NeighborGraph(
      queries: lists.count, count: neighbors, neighbors: indexes, distances: distances)
  }

  /// The lists of all places, and the row at each place; the copy of the points is gone then.
  private func explored(
    _ points: PreparedPoints, neighbors: Int, _ sample: RecallSample, threads: Int
  ) -> (lists: ShortLists, order: [Int32]) {
    let cells = max(Int(Double(source.rows).squareRoot()), source.rows / Self.cellPoints)
    let centers = CellCenters(points, count: cells, seed: seed, threads: threads)
    var search = CellSearch(points, centers, probes: Self.probes, threads: threads)
    var lists = search.lists(count: neighbors + Self.spare, threads: threads)
    settle(&lists, search, threads: threads)
    let most = min(cells, max(Self.mostProbes, source.columns))
    while search.probes < most,
      points.recall(lists, order: search.order, neighbors: neighbors, sample).value < wanted
    {
      lists.lengthen(to: neighbors + Self.spareIfHard)
      search.widen(
        &lists, probes: min(2 * search.probes, most), points, centers, threads: threads)
      settle(&lists, search, threads: threads)
    }
    return (lists, search.order)
  }

  /// Explores lists until they hardly change any more.
  private func settle(_ lists: inout ShortLists, _ search: CellSearch, threads: Int) {
    let exploration = NeighborExploration(search: search)
    exploration.symmetrize(&lists, threads: threads)
    for _ in 0..<Self.rounds {
      let entered = exploration.round(&lists, threads: threads)
      if Double(entered) < Self.settled * Double(lists.rows * lists.count) { break }
    }
  }
}

/// A neighbor and its exact distance.
private typealias Measured = (index: Int32, distance: Float)

extension PreparedPoints {
  /// The nearest `neighbors` of each list by their exact distances, or fewer, in the order of the rows.
  fileprivate func measured(
    _ lists: ShortLists, order: [Int32], neighbors: Int, threads: Int
  ) -> [[Measured]] {
    // In the order of the places, whose neighbors are near in memory.
    let parts = parallelMap(count: lists.rows, chunk: 64, threads: threads) { places in
      places.map { place in nearest(lists[place], of: Int(order[place]), order, neighbors) }
    }
    var result = [[Measured]](repeating: [], count: lists.rows)
    for (place, list) in parts.joined().enumerated() { result[Int(order[place])] = list }
    return result
  }

  /// The recall of the lists of places, `order` having the row of each.
  fileprivate func recall(
    _ lists: ShortLists, order: [Int32], neighbors: Int, _ sample: RecallSample
  ) -> Recall {
    var places = [Int](repeating: 0, count: order.count)
    for (place, row) in order.enumerated() { places[Int(row)] = place }
    return sample.recall { row in
      nearest(lists[places[row]], of: row, order, neighbors).lazy.map(\.distance)
    }
  }

  private func nearest(
    _ list: Span<ShortLists.Entry>, of row: Int, _ order: [Int32], _ neighbors: Int
  ) -> [Measured] {
    var vector = [Float](repeating: 0, count: source.columns)
    var span = vector.mutableSpan
    source.copy(row..<row + 1, into: &span)
    // Rounding may have exchanged those that cost nearly the same as the last.
    let last = list[min(neighbors, list.count) - 1].cost
    var rows: [Int32] = []
    for index in list.indices where !list[index].isNone {
      let other = order[list[index].index]
      let error = error(length(row), length(Int(other)))
      if list[index].cost > last + 2 * error { break }
      rows.append(other)
    }
    let found = zip(rows, distances(vector.span, to: rows)).map { Measured($0, $1) }.sorted {
      $0.distance != $1.distance ? $0.distance < $1.distance : $0.index < $1.index
    }
    return Array(found.prefix(neighbors))
  }
}
