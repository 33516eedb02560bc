import LinearAlgebra

/// k-means as plain loops: what the fast ways are tested against.
package enum KMeansReference {
  /// The nearest centroid of each point, of equally near ones the first.
  package static func labels(_ points: Matrix, _ centroids: Matrix) -> [Int] {
    (0..<points.rows).map { row in
      var (best, least) = (0, Double.infinity)
      for cluster in 0..<centroids.rows {
        let distance = exactSquaredDistance(points[row: row], centroids[row: cluster])
        if distance < least { (best, least) = (cluster, distance) }
      }
      return best
    }
  }

  /// The centroids after so many iterations; one without points stays where it is.
  package static func centroids(
    _ points: Matrix, start: Matrix, iterations: Int
  ) -> Matrix {
    var centroids = start
    for _ in 0..<iterations {
      let labels = labels(points, centroids)
      for cluster in 0..<centroids.rows {
        let members = labels.indices.filter { labels[$0] == cluster }
        guard !members.isEmpty else { continue }
        for column in 0..<points.columns {
          let sum = members.reduce(0.0) { $0 + Double(points[$1, column]) }
          centroids[cluster, column] = Float(sum / Double(members.count))
        }
      }
    }
    return centroids
  }
}
