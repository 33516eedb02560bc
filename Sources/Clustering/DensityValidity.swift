import LinearAlgebra
import RealModule

/// How well clusters of any shape are separated by sparse regions: density-based clustering
/// validation, DBCV ([Moulavi et al. 2014]).
///
/// A cluster is as sparse as the longest edge between inner points of its minimum spanning tree, and
/// as separate as the shortest edge from its inner points to those of another cluster. Its score is
/// (separation − sparseness) ÷ the larger of the two, in `-1...1`. Distances are those of mutual
/// reachability within the cluster, by core distances of all its points.
///
/// Numbers and edge cases are those of `validity_index` of the package hdbscan, which takes the edges
/// of a spanning tree for equal if they differ by less than 10⁻⁵ of their length.
///
/// [Moulavi et al. 2014]: https://doi.org/10.1137/1.9781611973440.96
public struct DensityValidity: Sendable, Equatable {
  /// The mean score of all points, in `-1...1`, where noise has 0.
  public let score: Double
  /// The score of each cluster; nil for a cluster of fewer than 2 points.
  public let clusterScores: [Double?]

  /// Measures `labels` of `points`, of shape (points, dimensions); nil if fewer than two clusters have
  /// 2 points or more.
  ///
  /// - Parameters:
  ///   - points: The points that were clustered.
  ///   - labels: The cluster of each point; negative for noise.
  ///   - threads: The number of threads; the result does not depend on it.
  /// - Complexity: O(*n*² × *dimensions*)
  public init?(_ points: Matrix, labels: [Int], threads: Int) {
    precondition(labels.count == points.rows, "\(labels.count) labels of \(points.rows) points")
    var members = [[Int]](repeating: [], count: max(0, (labels.max() ?? -1) + 1))
    for (row, label) in labels.enumerated() where label >= 0 { members[label].append(row) }
    let large = members.indices.filter { members[$0].count > 1 }
    guard large.count > 1 else { return nil }
    let clusters = parallelMap(count: large.count, chunk: 1, threads: threads) { [members] in
      DensityCluster(points, rows: members[large[$0.lowerBound]])
    }
    let separations = Self.separations(points, clusters, threads: threads)
    var scores = [Double?](repeating: nil, count: members.count)
    var sum = 0.0
    for (index, label) in large.enumerated() {
      let (sparseness, separation) = (clusters[index].sparseness, separations[index])
      let larger = max(sparseness, separation)
      let score = larger > 0 ? (separation - sparseness) / larger : 0
      scores[label] = score
      sum += Double(members[label].count) / Double(points.rows) * score
    }
    score = sum
    clusterScores = scores
  }

  /// The shortest edge from each cluster to another one.
  private static func separations(
    _ points: Matrix, _ clusters: [DensityCluster], threads: Int
  ) -> [Double] {
    let queries = clusters.indices.flatMap { cluster in
      clusters[cluster].inner.map { (cluster: cluster, row: $0.row, core: $0.core) }
    }
    let parts = parallelMap(count: queries.count, chunk: 64, threads: threads) { range in
      var least = [Double](repeating: .infinity, count: clusters.count)
      for query in queries[range] {
        for other in query.cluster + 1..<max(query.cluster + 1, clusters.count) {
          var shortest = Double.infinity
          for inner in clusters[other].inner {
            let distance = distance(points[row: query.row], points[row: inner.row])
            shortest = min(shortest, max(distance, max(query.core, inner.core)))
          }
          least[query.cluster] = min(least[query.cluster], shortest)
          least[other] = min(least[other], shortest)
        }
      }
      return least
    }
    return clusters.indices.map { cluster in parts.reduce(.infinity) { min($0, $1[cluster]) } }
  }
}

/// The minimum spanning tree of a cluster.
private struct DensityCluster: Sendable {
  /// The points that have more than one edge, with their core distances.
  private(set) var inner: [(row: Int, core: Double)] = []
  /// The longest edge between inner points, or of all if there is none.
  private(set) var sparseness = 0.0

  init(_ points: Matrix, rows: [Int]) {
    let cores = rows.map { Self.core($0, points, rows) }
    let edges = Self.spanningTree(points, rows, cores)
    var degrees = [Int](repeating: 0, count: rows.count)
    for edge in edges {
      degrees[edge.source] += 1
      degrees[edge.target] += 1
    }
    var isInner = degrees.map { $0 > 1 }
    if !isInner.contains(true) { isInner[0] = true }
    inner = rows.indices.filter { isInner[$0] }.map { (rows[$0], cores[$0]) }
    let between = edges.filter { isInner[$0.source] && isInner[$0.target] }
    sparseness = (between.isEmpty ? edges : between).reduce(0) { max($0, $1.length) }
  }

  /// The core distance of a point among all points of its cluster: a mean of its distances of the
  /// power −*dimensions*, in which the nearest ones count most. Equal points are left out.
  private static func core(_ row: Int, _ points: Matrix, _ rows: [Int]) -> Double {
    let distances = rows.map { distance(points[row: row], points[row: $0]) }.filter { $0 > 0 }
    guard let least = distances.min() else { return 0 }
    let power = Double(points.columns)
    // In parts of the least distance, so that no power overflows.
    let sum = distances.reduce(0) { $0 + Double.pow(least / $1, power) }
    return least * Double.pow(sum / Double(rows.count - 1), -1 / power)
  }

  /// Prim's algorithm, but each point is then joined to the first of those in the tree that are as near
  /// as the nearest.
  private static func spanningTree(
    _ points: Matrix, _ rows: [Int], _ cores: [Double]
  ) -> [(source: Int, target: Int, length: Double)] {
    var lengths = [Double](repeating: .infinity, count: rows.count)
    var isJoined = [Bool](repeating: false, count: rows.count)
    var edges: [(source: Int, target: Int, length: Double)] = []
    var point = 0
    while true {
      let length = lengths[point]
      var (source, next) = (-1, -1)
      for other in rows.indices where other != point {
        let distance = distance(points[row: rows[point]], points[row: rows[other]])
        let reachability = max(distance, max(cores[point], cores[other]))
        if isJoined[other] {
          let isEqual = abs(reachability - length) <= 1e-8 + 1e-5 * length
          if isEqual && source < 0 { source = other }
        } else {
          lengths[other] = min(lengths[other], reachability)
          if next < 0 || lengths[other] < lengths[next] { next = other }
        }
      }
      isJoined[point] = true
      if source >= 0 { edges.append((source, point, length)) }
      if next < 0 { return edges }
      point = next
    }
  }
}

private func distance(_ a: Span<Float>, _ b: Span<Float>) -> Double {
  var sum = 0.0
  for index in a.indices {
    let difference = Double(a[index]) - Double(b[index])
    sum = Relaxed.multiplyAdd(difference, difference, sum)
  }
  return sum.squareRoot()
}
