import LinearAlgebra

/// A sample of points with the distance of the last of their true neighbors, by which any graph of the
/// points can be measured.
struct RecallSample: Sendable {
  /// The rows of the sample, ascending.
  let rows: [Int]
  /// The distance of the last true neighbor of each.
  private let last: [Float]
  /// The number of true neighbors of each.
  private let neighbors: Int

  /// Draws the sample and searches its neighbors.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - metric: The metric of the distances.
  ///   - neighbors: The number of neighbors; all, if there are fewer points.
  ///   - sample: The largest number of points to draw.
  ///   - seed: The seed of the sample.
  ///   - threads: The largest number of threads.
  /// - Complexity: O(*sample* × *points* × *dimensions*)
  init(
    _ points: PointSource, metric: Metric, neighbors: Int, sample: Int = Recall.standardSample,
    seed: UInt64, threads: Int
  ) {
    rows = Self.rows(of: points.rows, sample: sample, seed: seed)
    let exact = BruteForce(points, metric: metric)
      .neighbors(of: rows, count: neighbors, threads: threads)
    self.neighbors = exact.count
    last = rows.indices.map { exact.distances(of: $0).last ?? 0 }
  }

  /// The recall of lists whose distances `distances` gives for a row of the sample.
  func recall(_ distances: (_ row: Int) -> some Sequence<Float>) -> Recall {
    guard neighbors > 0, !rows.isEmpty else { return Recall(value: 1, sample: rows.count) }
    let found = rows.indices.reduce(0) { sum, query in
      sum + distances(rows[query]).reduce(0) { $0 + ($1 <= last[query] ? 1 : 0) }
    }
    return Recall(value: Double(found) / Double(rows.count * neighbors), sample: rows.count)
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
