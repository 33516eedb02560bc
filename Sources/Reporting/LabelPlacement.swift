/// A rectangle whose sides are level and upright.
public struct Box: Equatable, Sendable {
  /// The middle of the rectangle.
  public var center: Point
  /// Its width.
  public var width: Double
  /// Its height.
  public var height: Double

  /// Creates a rectangle around `center`.
  public init(center: Point, width: Double, height: Double) {
    (self.center, self.width, self.height) = (center, width, height)
  }

  /// The area that two rectangles share; 0 if they only touch.
  public func overlap(with other: Box) -> Double {
    let across = (width + other.width) / 2 - abs(center.x - other.center.x)
    let down = (height + other.height) / 2 - abs(center.y - other.center.y)
    return max(0, min(across, width, other.width)) * max(0, min(down, height, other.height))
  }
}

/// Moves labels apart, each as little as possible from where it belongs.
///
/// Label by label, in the order given: of the places around its own one, in rings of growing radius, the
/// first at which it covers no label before it, or, if there is none, the one at which it covers least.
/// No label leaves the frame.
///
/// - Parameters:
///   - labels: The size of each label, and where it would best stand; the most important first.
///   - width: The width of the frame.
///   - height: The height of the frame.
/// - Returns: The labels, moved, in the same order.
/// - Complexity: O(*n*²) for *n* labels.
public func placedLabels(_ labels: [Box], width: Double, height: Double) -> [Box] {
  var placed: [Box] = []
  for label in labels {
    var best = label
    var least = Double.infinity
    search: for ring in 0...rings {
      for direction in directions.prefix(ring == 0 ? 1 : directions.count) {
        let candidate = moved(label, direction, Double(ring), width: width, height: height)
        let covered = placed.reduce(0) { $0 + candidate.overlap(with: $1) }
        if covered < least { (best, least) = (candidate, covered) }
        if covered == 0 { break search }
      }
    }
    placed.append(best)
  }
  return placed
}

/// The number of rings tried.
private let rings = 14

/// The directions tried, up and down before sideways because labels are wide.
private let directions: [Point] = [
  Point(0, -1), Point(0, 1), Point(0.5, -0.87), Point(-0.5, -0.87), Point(0.5, 0.87),
  Point(-0.5, 0.87), Point(0.87, -0.5), Point(-0.87, -0.5), Point(0.87, 0.5), Point(-0.87, 0.5),
  Point(1, 0), Point(-1, 0),
]

private func moved(
  _ label: Box, _ direction: Point, _ ring: Double, width: Double, height: Double
) -> Box {
  let step = 0.6 * label.height * ring
  let (x, y) = (label.center.x + direction.x * step, label.center.y + direction.y * step)
  var box = label
  box.center.x = clamped(x, label.width / 2, width - label.width / 2)
  box.center.y = clamped(y, label.height / 2, height - label.height / 2)
  return box
}

/// `value`, moved between two limits; the lower one if they cross.
private func clamped(_ value: Double, _ low: Double, _ high: Double) -> Double {
  max(low, min(high, value))
}
