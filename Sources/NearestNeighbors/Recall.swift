import LinearAlgebra

/// How many of the true nearest neighbors a graph holds, measured on a sample of the points.
///
/// A neighbor counts as found if it is no farther than the last of the true ones: which of several at
/// that distance are listed does not matter ([Aumüller, Bernhardsson and Faithfull 2020]).
///
/// [Aumüller, Bernhardsson and Faithfull 2020]: https://doi.org/10.1016/j.is.2019.02.006
public struct Recall: Sendable, Equatable {
  /// The share of neighbors found, from 0 to 1.
  public let value: Double
  /// The number of points it was measured on.
  public let sample: Int

  /// Creates a recall that is known.
  init(value: Double, sample: Int) { (self.value, self.sample) = (value, sample) }

  /// Measures the recall of `graph`, whose points are not their own neighbors.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - points: Its points.
  ///   - metric: The metric of its distances.
  ///   - sample: The largest number of points to measure it on; the standard error is about 0.2 ÷
  ///     √*sample*.
  ///   - seed: The seed of the sample.
  ///   - threads: The largest number of threads.
  /// - Precondition: The graph has a row for each point.
  /// - Complexity: O(*sample* × *points* × *dimensions*)
  public init(
    of graph: NeighborGraph, _ points: PointSource, metric: Metric, sample: Int = 512,
    seed: UInt64, threads: Int
  ) {
    precondition(graph.queries == points.rows, "\(graph.queries) rows, \(points.rows) points")
    let rows = Self.rows(of: points.rows, sample: sample, seed: seed)
    self.sample = rows.count
    guard graph.count > 0, !rows.isEmpty else {
      value = 1
      return
    }
    let exact = BruteForce(points, metric: metric)
      .neighbors(of: rows, count: graph.count, threads: threads)
    let found = rows.indices.reduce(0) { sum, query in
      let last = exact.distances(of: query).last ?? 0
      return sum + graph.distances(of: rows[query]).count { $0 <= last }
    }
    value = Double(found) / Double(rows.count * graph.count)
  }

  /// Rows that are drawn without repetition, ascending.
  private static func rows(of count: Int, sample: Int, seed: UInt64) -> [Int] {
    guard sample < count else { return Array(0..<count) }
    var generator = KeyedGenerator(seed: seed, purpose: "recall of neighbors")
    var (drawn, rows) = (Set<Int>(), [Int]())
    while rows.count < sample {
      let row = generator.below(count)
      if drawn.insert(row).inserted { rows.append(row) }
    }
    return rows.sorted()
  }
}
