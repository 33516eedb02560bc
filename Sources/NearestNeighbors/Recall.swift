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

  /// The points that a recall is measured on if nothing else is said; its standard error is then 0.01.
  public static let standardSample = 512

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
    of graph: NeighborGraph, _ points: PointSource, metric: Metric, sample: Int = standardSample,
    seed: UInt64, threads: Int
  ) {
    precondition(graph.queries == points.rows, "\(graph.queries) rows, \(points.rows) points")
    self = RecallSample(
      points, metric: metric, neighbors: graph.count, sample: sample, seed: seed, threads: threads
    ).recall { graph.distances(of: $0) }
  }
}
