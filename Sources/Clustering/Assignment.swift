import LinearAlgebra

/// The place of a point among the clusters: its cluster and the one that comes next.
public struct Assignment: Sendable, Equatable {
  /// The cluster whose centroid is nearest, the lower of two that are equally near.
  public let label: Int32
  /// The cluster whose centroid is second nearest, or −1 if there is only one cluster.
  public let second: Int32
  /// The square of ``distance``.
  public let squaredDistance: Float
  /// The square of ``secondDistance``.
  public let secondSquaredDistance: Float

  /// The Euclidean distance to the nearest centroid.
  public var distance: Float { squaredDistance.squareRoot() }

  /// The Euclidean distance to the second nearest centroid; infinite if there is none.
  public var secondDistance: Float { secondSquaredDistance.squareRoot() }

  /// How clearly the point belongs to its cluster, 1 − ``distance`` ÷ ``secondDistance``, in
  /// `0...1`: 1 at the centroid, 0 half way to the next one.
  public var strength: Float {
    guard secondSquaredDistance > 0 else { return 0 }
    return 1 - (squaredDistance / secondSquaredDistance).squareRoot()
  }
}

/// Returns the two centroids that are nearest to `point`, of which a lower index wins a tie.
///
/// Every distance is a sum of squared differences. Products of matrices would find almost the same
/// sooner, but cancel where distances are small, and then ties are decided by rounding.
///
/// - Complexity: O(*clusters* × *dimensions*)
func nearest(_ point: Span<Float>, among centroids: Matrix) -> Assignment {
  var (label, second) = (Int32(-1), Int32(-1))
  var (least, next) = (Float.infinity, Float.infinity)
  for index in 0..<centroids.rows {
    let distance = squaredEuclideanDistance(point, centroids[row: index])
    if distance < least || label < 0 {
      (second, next) = (label, least)
      (label, least) = (Int32(index), distance)
    } else if distance < next || second < 0 {
      (second, next) = (Int32(index), distance)
    }
  }
  return Assignment(
    label: label, second: second, squaredDistance: least, secondSquaredDistance: next)
}
