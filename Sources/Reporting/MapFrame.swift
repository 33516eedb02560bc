/// The rectangle of the map, in the units of its SVG, and how the data fits into it.
///
/// Both axes have one scale, since distances on the map mean something and directions do not.
public struct MapFrame: Sendable {
  /// The width of the rectangle.
  public static let width = 1000.0

  /// The height of the rectangle, from the shape of the data: between a half and the whole of the width.
  public let height: Double

  private let scale: Double
  private let offset: Point

  /// The least distance of a point to the border, where outlines and labels are drawn.
  private static let margin = 48.0

  /// Fits points into the rectangle.
  ///
  /// - Complexity: O(*n*)
  public init(_ points: [MapPoint]) {
    let (left, right) = Self.range(points.map(\.x))
    let (bottom, top) = Self.range(points.map(\.y))
    let inner = Self.width - 2 * Self.margin
    let wanted = (top - bottom) * inner / (right - left)
    let innerHeight = min(max(wanted, 0.5 * inner), 0.84 * inner)
    let scale = min(inner / (right - left), innerHeight / (top - bottom))
    height = (innerHeight + 2 * Self.margin).rounded()
    self.scale = scale
    // y points up in the data and down on the screen.
    offset = Point(
      Self.width / 2 - scale * (left + right) / 2, height / 2 + scale * (bottom + top) / 2)
  }

  /// Where a point of the data is drawn.
  public func place(_ point: MapPoint) -> Point {
    Point(offset.x + scale * point.x, offset.y - scale * point.y)
  }

  /// The least and the largest of numbers, at least a little apart.
  private static func range(_ numbers: [Double]) -> (Double, Double) {
    guard let least = numbers.min(), let largest = numbers.max() else { return (-0.5, 0.5) }
    return largest > least ? (least, largest) : (least - 0.5, largest + 0.5)
  }
}
