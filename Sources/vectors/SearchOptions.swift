import ArgumentParser
import Artifacts
import LinearAlgebra
import NearestNeighbors
import VectorFormats

/// How many neighbors are looked for, and by what measure.
struct SearchOptions: ParsableArguments {
  @Option(name: .customShort("n"), help: "The number of neighbors of each.")
  var count = 10

  @Flag(help: "Find the least similar vectors instead, the least similar first.")
  var least = false

  @Option(help: "How similarity is measured.")
  var metric = SearchMetric.cosine

  func validate() throws {
    guard count >= 1 else { throw ValidationError("-n must be at least 1.") }
  }

  /// A neighbor: its row, and its similarity or distance.
  typealias Neighbor = (row: Int, value: Float)

  /// The neighbors of each row of `queries` among `points`; `leavingOut` has the rows of points
  /// that are none, for each query, or nothing.
  ///
  /// - Throws: `FileError` if a number of the points is not finite.
  func found(
    _ queries: Matrix, in points: MappedVectors, leavingOut: [[Int]], threads: Int
  ) throws -> [[Neighbor]] {
    try points.requireFinite(threads: threads)
    let more = leavingOut.map(\.count).max() ?? 0
    let graph = BruteForce(points.points, metric: metric.metric)
      .search(queries, neighbors: count + more, farthest: least, threads: threads)
    return (0..<queries.rows).map { query in
      let out = leavingOut.isEmpty ? [] : leavingOut[query]
      return zip(graph.neighbors(of: query), graph.distances(of: query))
        .filter { !out.contains(Int($0.0)) }.prefix(count)
        .map { (Int($0), metric == .cosine ? 1 - $1 : $1) }
    }
  }
}

/// How similarity is measured.
enum SearchMetric: String, ExpressibleByArgument, CaseIterable {
  case cosine, euclidean

  /// The metric of the search.
  var metric: Metric { self == .cosine ? .cosine : .euclidean }
}

extension MappedVectors {
  /// The vectors as points to search in, read where they lie; the file may be larger than memory.
  var points: PointSource { points(single: nil) }

  /// The same, but single rows are read from the file: slower, and nothing of it stays in memory.
  var pointsFromFile: PointSource { points(single: VectorRows(vectors)) }

  private func points(single: VectorRows?) -> PointSource {
    let vectors = vectors
    return PointSource(rows: count, columns: dimensions) {
      vectors.release(rows: 0..<vectors.rows)
    } _: { rows, target in
      if rows.count == 1, single?.read(rows.lowerBound, into: &target) == true { return }
      PointSource.copy(vectors[rows: rows], to: &target)
      // What a tile was read for is done.
      if rows.count > 1 { vectors.release(rows: rows) }
    }
  }
}
