import LinearAlgebra

/// One run of Lloyd's algorithm ([Lloyd 1982]): every point joins the nearest centroid, then every
/// centroid moves to the mean of its points, until neither changes.
///
/// Sums are kept in double precision and added in the order of fixed chunks of points.
///
/// [Lloyd 1982]: https://doi.org/10.1109/TIT.1982.1056489
struct Lloyd {
  /// The centroids, of shape (clusters, dimensions).
  private(set) var centroids: Matrix
  /// The place of each point among ``centroids``.
  private(set) var assignments: [Assignment] = []
  /// The sum of squared distances of the points from their centroids.
  private(set) var inertia = 0.0
  /// How often the centroids were moved.
  private(set) var iterations = 0

  private let points: Matrix
  private let threads: Int
  private var moments: Moments

  /// Assigns the points to the first centroids.
  init(_ points: Matrix, centroids: Matrix, threads: Int) {
    self.points = points
    self.centroids = centroids
    self.threads = threads
    moments = Moments(clusters: centroids.rows, dimensions: centroids.columns)
    assign()
  }

  /// The number of points of each cluster.
  var sizes: [Int] { moments.counts }

  /// Whether every cluster has a point.
  var isComplete: Bool { !sizes.contains(0) }

  /// Moves the centroids until no point changes its cluster, the squared moves add up to
  /// `tolerance` or less, or `maximumIterations` are done.
  ///
  /// An empty cluster is given a point and then needs an iteration more; that these are finitely
  /// many is certain in exact arithmetic, and the limit of as many as there are clusters holds in
  /// any.
  mutating func run(maximumIterations: Int, tolerance: Double) {
    let limit = maximumIterations + centroids.rows
    while iterations < limit {
      if iterations >= maximumIterations, isComplete { return }
      let before = assignments
      let move = moveCentroids()
      assign()
      iterations += 1
      let isStable = zip(before, assignments).allSatisfy { $0.label == $1.label }
      if isComplete, isStable || move <= tolerance { return }
    }
  }

  /// Numbers the clusters by descending size, equal ones by their first point.
  ///
  /// Points that are equally far from two centroids follow the lower number, so they are assigned
  /// anew, which may call for another order. Each such round makes larger clusters larger still;
  /// one or two are usual.
  mutating func number() {
    for _ in 0...centroids.rows {
      let order = sizeOrder()
      if order == Array(centroids.indices) { return }
      centroids = centroids.rows(order)
      assign()
    }
  }

  private func sizeOrder() -> [Int] {
    var first = [Int](repeating: points.rows, count: centroids.rows)
    for (index, assignment) in assignments.enumerated().reversed() {
      first[Int(assignment.label)] = index
    }
    return centroids.indices.sorted { a, b in
      (-sizes[a], first[a], a) < (-sizes[b], first[b], b)
    }
  }

  /// Gives every point to its nearest centroid, and sums up the points of each cluster.
  private mutating func assign() {
    let chunks = assignedChunks()
    assignments = chunks.flatMap(\.assignments)
    moments = Moments(clusters: centroids.rows, dimensions: centroids.columns)
    inertia = 0
    for chunk in chunks {
      moments.add(chunk.moments)
      inertia += chunk.inertia
    }
  }

  private struct Chunk: Sendable {
    var assignments: [Assignment] = []
    var moments: Moments
    var inertia = 0.0
  }

  private func assignedChunks() -> [Chunk] {
    parallelMap(count: points.rows, chunk: pointChunk(points.rows), threads: threads) {
      assigned($0)
    }
  }

  private func assigned(_ rows: Range<Int>) -> Chunk {
    var chunk = Chunk(moments: Moments(clusters: centroids.rows, dimensions: centroids.columns))
    chunk.assignments.reserveCapacity(rows.count)
    for row in rows {
      let assignment = nearest(points[row: row], among: centroids)
      chunk.assignments.append(assignment)
      chunk.moments.add(points[row: row], to: Int(assignment.label))
      chunk.inertia += Double(assignment.squaredDistance)
    }
    return chunk
  }

  /// Moves each centroid to the mean of its points and returns the sum of the squared moves.
  private mutating func moveCentroids() -> Double {
    refillEmptyClusters()
    let means = moments.means
    var move = 0.0
    for cluster in centroids.indices {
      move += Double(squaredEuclideanDistance(centroids[row: cluster], means[row: cluster]))
    }
    centroids = means
    return move
  }

  /// Gives each empty cluster the point that is farthest from its centroid, among those that are
  /// not the last of their cluster; of equally far ones, the first.
  private mutating func refillEmptyClusters() {
    guard !isComplete else { return }
    let points = points
    let order = assignments.indices.sorted { a, b in
      let (left, right) = (assignments[a].squaredDistance, assignments[b].squaredDistance)
      return (-left, a) < (-right, b)
    }
    var candidates = order.makeIterator()
    for cluster in sizes.indices where sizes[cluster] == 0 {
      while let point = candidates.next() {
        let from = Int(assignments[point].label)
        guard sizes[from] > 1 else { continue }
        moments.move(points[row: point], from: from, to: cluster)
        break
      }
    }
  }
}

extension Matrix {
  /// The indexes of the rows.
  var indices: Range<Int> { 0..<rows }
}
