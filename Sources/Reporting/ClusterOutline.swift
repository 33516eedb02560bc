/// The rounded shape drawn around the members of a cluster.
public struct ClusterOutline: Sendable {
  /// The largest share of the members that the shape encloses: the farthest ones from the middle are
  /// left out, so that a few stray points do not stretch it over other clusters.
  public static let enclosedShare = 0.9

  /// A member farther from the middle than so many times the median distance is stray whatever the
  /// share: in a small cluster, nine tenths may be all.
  public static let strayFactor = 3.0

  /// The median of the members' coordinates, each by itself.
  public let center: Point
  /// The corners of the convex hull of the enclosed members.
  public let corners: [Point]

  /// Outlines the members of a cluster.
  ///
  /// - Precondition: There is at least one.
  /// - Complexity: O(*n* log *n*)
  public init(_ members: [Point]) {
    precondition(!members.isEmpty, "a cluster without members has no outline")
    let center = Point(median(members.map(\.x)), median(members.map(\.y)))
    let distances = members.map { $0.squaredDistance(to: center).squareRoot() }
    let enclosed = Int((Self.enclosedShare * Double(members.count)).rounded(.up))
    let limit = min(distances.sorted()[enclosed - 1], Self.strayFactor * median(distances))
    self.center = center
    corners = convexHull(members.indices.filter { distances[$0] <= limit }.map { members[$0] })
  }

  /// The outline as the data of an SVG path: the hull, grown by `padding` on all sides, its corners
  /// arcs of that radius.
  public func path(padding: Double) -> String {
    let radius = coordinate(padding)
    guard corners.count > 1 else {
      let (x, y) = (corners[0].x, corners[0].y)
      let (left, right) = (coordinate(x - padding), coordinate(x + padding))
      let arc = "A\(radius) \(radius) 0 1 1 "
      return
        "M\(left) \(coordinate(y))\(arc)\(right) \(coordinate(y))\(arc)\(left) \(coordinate(y))Z"
    }
    var path = ""
    for (index, corner) in corners.enumerated() {
      let next = corners[(index + 1) % corners.count]
      let length = corner.squaredDistance(to: next).squareRoot()
      // The normal that points outward, as the corners go clockwise on the screen.
      let normal = Point(
        (next.y - corner.y) / length * padding, (corner.x - next.x) / length * padding)
      let start = pair(Point(corner.x + normal.x, corner.y + normal.y))
      path += path.isEmpty ? "M\(start)" : "A\(radius) \(radius) 0 0 1 \(start)"
      path += "L\(pair(Point(next.x + normal.x, next.y + normal.y)))"
    }
    let first = path.dropFirst().prefix { $0 != "L" }
    return "\(path)A\(radius) \(radius) 0 0 1 \(first)Z"
  }
}

/// The middle one of numbers, or the mean of the middle two.
func median(_ numbers: [Double]) -> Double {
  let sorted = numbers.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// A coordinate of an SVG, to a tenth.
func coordinate(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  let sign = tenths < 0 ? "-" : ""
  let fraction = abs(tenths) % 10
  return "\(sign)\(abs(tenths) / 10)" + (fraction == 0 ? "" : ".\(fraction)")
}

private func pair(_ point: Point) -> String { "\(coordinate(point.x)) \(coordinate(point.y))" }
