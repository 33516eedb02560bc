import LinearAlgebra

/// Clusters that were fitted, to which further points can be assigned.
public struct KMeansModel: Sendable {
  /// The centroids, of shape (clusters, dimensions).
  public let centroids: Matrix
  /// The cluster of each point that was fitted.
  public let labels: [Int]
  /// The sum of squared distances of these points from their centroids.
  public let inertia: Double
  /// How often the centroids were moved in the start that was kept.
  public let iterations: Int
  /// The mean distance of each cluster's points from its centroid, by which ``outlier(of:)``
  /// measures.
  ///
  /// It is positive: a cluster of equal points has the mean over all clusters instead, and if that
  /// is zero too, 1.
  public let spreads: [Double]
  /// The number of fitted points of each cluster.
  public let sizes: [Int]

  /// Creates a model from the numbers that an earlier one was saved as.
  ///
  /// - Precondition: There are a size and a positive spread for each centroid.
  public init(centroids: Matrix, sizes: [Int], spreads: [Double]) {
    precondition(
      sizes.count == centroids.rows && spreads.count == centroids.rows, "not one per centroid")
    precondition(spreads.allSatisfy { $0 > 0 }, "a spread is not positive")
    self.centroids = centroids
    self.sizes = sizes
    self.spreads = spreads
    labels = []
    inertia = 0
    iterations = 0
  }

  /// Creates the model of a finished run.
  init(_ run: Lloyd) {
    centroids = run.centroids
    labels = run.assignments.map { Int($0.label) }
    inertia = run.inertia
    iterations = run.iterations
    sizes = run.sizes
    spreads = Self.spreads(run.assignments, sizes: run.sizes)
  }

  /// Assigns each row of `points`, of shape (points, dimensions), to its nearest centroid.
  ///
  /// The points that were fitted get the clusters that ``labels`` has.
  ///
  /// - Precondition: Points and centroids have the same number of columns.
  /// - Complexity: O(*points* × *clusters* × *dimensions*)
  public func predict(_ points: Matrix, threads: Int = 1) -> [Assignment] {
    precondition(
      points.columns == centroids.columns,
      "points have \(points.columns) dimensions, centroids \(centroids.columns)")
    let chunk = pointChunk(points.rows)
    let chunks = parallelMap(count: points.rows, chunk: chunk, threads: threads) { rows in
      var assignments: [Assignment] = []
      assignments.reserveCapacity(rows.count)
      for row in rows { assignments.append(nearest(points[row: row], among: centroids)) }
      return assignments
    }
    return chunks.flatMap { $0 }
  }

  /// How far a point lies outside its cluster: its distance divided by the mean distance of the
  /// cluster's points. About 1 is usual, 0 is the centroid itself.
  public func outlier(of assignment: Assignment) -> Double {
    Double(assignment.distance) / spreads[Int(assignment.label)]
  }

  private static func spreads(_ assignments: [Assignment], sizes: [Int]) -> [Double] {
    var sums = [Double](repeating: 0, count: sizes.count)
    for assignment in assignments {
      sums[Int(assignment.label)] += Double(assignment.distance)
    }
    let overall = sums.reduce(0, +) / Double(max(1, assignments.count))
    let fallback = overall > 0 ? overall : 1
    return sums.indices.map { sums[$0] > 0 ? sums[$0] / Double(max(1, sizes[$0])) : fallback }
  }
}
