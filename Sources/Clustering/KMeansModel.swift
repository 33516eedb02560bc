import LinearAlgebra
import NearestNeighbors

/// Clusters that were fitted, to which further points can be assigned.
public struct KMeansModel: Sendable {
  /// The centroids, of shape (clusters, dimensions).
  public let centroids: Matrix
  /// The cluster of each point that was fitted.
  public let labels: [Int]
  /// The place of each point that was fitted: what ``predict(_:threads:)`` says of them.
  public let assignments: [Assignment]
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
    assignments = []
    inertia = 0
    iterations = 0
  }

  /// Creates the model of a finished run, its clusters numbered by descending size, equal ones by
  /// their first point.
  ///
  /// Points that are equally far from two centroids follow the lower number, so they are assigned
  /// anew, which may call for another order. Each such round makes larger clusters larger still;
  /// one is usual.
  init(_ run: Lloyd, _ points: PointSource, threads: Int) {
    var centroids = run.centroids
    var labels = run.labels
    var assignments: [Assignment] = []
    for _ in 0...centroids.rows {
      let order = Self.sizeOrder(labels, clusters: centroids.rows)
      if !assignments.isEmpty && order == Array(0..<centroids.rows) { break }
      centroids = centroids.rows(order)
      assignments = CentroidSearch(centroids).assign(points, threads: threads)
      labels = assignments.map(\.label)
    }
    self.centroids = centroids
    self.assignments = assignments
    self.labels = labels.map { Int($0) }
    inertia = assignments.reduce(0) { $0 + Double($1.squaredDistance) }
    iterations = run.iterations
    let sizes = Self.sizes(labels, clusters: centroids.rows)
    self.sizes = sizes
    spreads = Self.spreads(assignments, sizes: sizes)
  }

  private static func sizes(_ labels: [Int32], clusters: Int) -> [Int] {
    labels.reduce(into: [Int](repeating: 0, count: clusters)) { $0[Int($1)] += 1 }
  }

  private static func sizeOrder(_ labels: [Int32], clusters: Int) -> [Int] {
    let sizes = sizes(labels, clusters: clusters)
    var first = [Int](repeating: labels.count, count: clusters)
    for (index, label) in labels.enumerated().reversed() { first[Int(label)] = index }
    return (0..<clusters).sorted { a, b in (-sizes[a], first[a], a) < (-sizes[b], first[b], b) }
  }

  /// Assigns each row of `points`, of shape (points, dimensions), to its nearest centroid.
  ///
  /// The points that were fitted get the clusters that ``labels`` has.
  ///
  /// - Precondition: Points and centroids have the same number of columns.
  /// - Complexity: O(*points* × *clusters* × *dimensions*)
  public func predict(_ points: Matrix, threads: Int = 1) -> [Assignment] {
    predict(PointSource(points), threads: threads)
  }

  /// Assigns points that are read as they are needed; see ``predict(_:threads:)``.
  public func predict(_ points: PointSource, threads: Int = 1) -> [Assignment] {
    precondition(
      points.columns == centroids.columns,
      "points have \(points.columns) dimensions, centroids \(centroids.columns)")
    return CentroidSearch(centroids).assign(points, threads: threads)
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
