/// A place in the plane.
public struct Point: Equatable, Sendable {
  /// The place from left to right.
  public var x: Double
  /// The place from top to bottom, as screens count.
  public var y: Double

  /// Creates a point.
  public init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

  /// The squared distance to another point.
  func squaredDistance(to other: Point) -> Double {
    (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
  }
}

/// The corners of the smallest convex shape around points, by the monotone chain ([Andrew 1979]).
///
/// The corners begin at the leftmost point (of several, that of the least y) and go counterclockwise
/// where y points up, which on a screen is clockwise. Points on an edge are no corners. One point gives
/// one corner, and points on a line give the two ends.
///
/// - Complexity: O(*n* log *n*)
///
/// [Andrew 1979]: https://doi.org/10.1016/0020-0190(79)90072-3
public func convexHull(_ points: [Point]) -> [Point] {
  var sorted: [Point] = []
  for point in points.sorted(by: { ($0.x, $0.y) < ($1.x, $1.y) }) where sorted.last != point {
    sorted.append(point)
  }
  guard sorted.count > 2 else { return sorted }
  let lower = chain(sorted)
  let upper = chain(sorted.reversed())
  return lower.dropLast() + upper.dropLast()
}

/// The corners on one side of points that are sorted by x.
private func chain(_ points: [Point]) -> [Point] {
  var corners: [Point] = []
  for point in points {
    while corners.count >= 2,
      cross(corners[corners.count - 2], corners[corners.count - 1], point) <= 0
    {
      corners.removeLast()
    }
    corners.append(point)
  }
  return corners
}

/// Twice the area of a triangle; positive if its corners turn counterclockwise.
private func cross(_ a: Point, _ b: Point, _ c: Point) -> Double {
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}
