import Glibc
import LinearAlgebra
import NearestNeighbors

/// How far each point's neighborhood reaches: the distance to the first neighbor, and the scale at
/// which the memberships of its neighbors add up to log₂ of their number (section 3.1 of
/// [McInnes, Healy and Melville 2018]).
///
/// Subtracting the first distance connects every point with at least one other, however far apart
/// they lie; the scale makes dense and thin regions alike.
///
/// [McInnes, Healy and Melville 2018]: https://doi.org/10.48550/arXiv.1802.03426
package struct SmoothNeighborDistances: Sendable {
  /// The distance to the nearest other point, ρ, for each point; 0 if all neighbors are equal to it.
  package let nearest: [Float]
  /// The scale of the distances beyond that, σ, for each point.
  package let scales: [Float]
  /// The mean distance of a point from its neighbors, itself counted.
  package let meanDistance: Double

  /// How near the sum of the memberships must come to its goal.
  private static let tolerance = 1e-5
  /// The smallest scale, as a part of the mean distance; without it, equal points would get 0.
  private static let smallestScale = 1e-3

  /// Measures the neighborhoods of a graph in which no point is its own neighbor.
  ///
  /// - Parameters:
  ///   - graph: The neighbors of each point; with the point itself there are `graph.count` + 1, which
  ///     is what umap-learn calls `n_neighbors`.
  ///   - localConnectivity: The number of neighbors taken to be connected for certain; a part of one
  ///     lies between two neighbors (`local_connectivity`).
  ///   - meanDistance: The mean distance of other points, nil for that of these: new points must not
  ///     depend on each other.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*points* × *neighbors*), some twenty steps of bisection for each point.
  package init(
    _ graph: NeighborGraph, localConnectivity: Double, meanDistance: Double? = nil, threads: Int
  ) {
    let count = Double(graph.count + 1)
    let overallMean = meanDistance ?? Self.meanDistance(graph)
    self.meanDistance = overallMean
    let pairs = parallelMap(count: graph.queries, chunk: 1024, threads: threads) { range in
      range.map { point in
        let distances = graph.distances(of: point).map { Double($0) }
        let nearest = Self.nearest(distances, localConnectivity)
        let mean = nearest > 0 ? distances.reduce(0, +) / count : overallMean
        let scale = Self.scale(distances, nearest: nearest, goal: log2(count))
        return (Float(nearest), Float(max(scale, Self.smallestScale * mean)))
      }
    }.flatMap { $0 }
    nearest = pairs.map(\.0)
    scales = pairs.map(\.1)
  }

  private static func meanDistance(_ graph: NeighborGraph) -> Double {
    let total = graph.distances.reduce(0.0) { $0 + Double($1) }
    return total / Double(max(1, (graph.count + 1) * graph.queries))
  }

  /// The distance within which neighbors count fully.
  private static func nearest(_ distances: [Double], _ localConnectivity: Double) -> Double {
    let positive = distances.filter { $0 > 0 }
    guard Double(positive.count) >= localConnectivity else { return positive.last ?? 0 }
    let whole = Int(localConnectivity)
    let part = localConnectivity - Double(whole)
    guard whole > 0 else { return part * (positive.first ?? 0) }
    let nearest = positive[whole - 1]
    return part > tolerance && whole < positive.count
      ? nearest + part * (positive[whole] - nearest) : nearest
  }

  /// The scale at which the memberships add up to `goal`, by bisection.
  private static func scale(_ distances: [Double], nearest: Double, goal: Double) -> Double {
    var (low, high, scale) = (0.0, Double.infinity, 1.0)
    for _ in 0..<64 {
      let sum = distances.reduce(0) { $0 + ($1 > nearest ? exp((nearest - $1) / scale) : 1) }
      if abs(sum - goal) < tolerance { break }
      if sum > goal { high = scale } else { low = scale }
      scale = high.isInfinite ? scale * 2 : (low + high) / 2
    }
    return scale
  }
}
