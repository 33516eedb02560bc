/// The label of a cluster on the map: its number on a badge of its color, then its name.
struct MapLabel: Sendable {
  /// The size of the label, and where it would best stand.
  let box: Box

  private let cluster: Int
  private let name: String
  private let color: Color
  private let badgeWidth: Double

  private static let height = 26.0
  private static let badgeHeight = 22.0
  private static let gap = 6.0
  /// The space after the name.
  private static let trailing = 8.0

  init(_ cluster: ReportCluster, at center: Point, color: Color) {
    self.cluster = cluster.number
    self.name = Self.shortened(cluster.label)
    self.color = color
    badgeWidth = Self.badgeHeight + 7.5 * Double(max(0, "\(cluster.number)".count - 2))
    let text = name.isEmpty ? 0 : Self.gap + Self.width(of: name) + Self.trailing
    box = Box(center: center, width: badgeWidth + text, height: Self.height)
  }

  /// The label, drawn in a box, with a line to the middle of the cluster if that is elsewhere.
  func svg(at box: Box) -> String {
    let left = box.center.x - box.width / 2
    let badge = Point(left + badgeWidth / 2, box.center.y)
    let isMoved = box.center.squaredDistance(to: self.box.center) > Self.height * Self.height
    let line =
      isMoved
      ? #"<line x1="\#(coordinate(self.box.center.x))" y1="\#(coordinate(self.box.center.y))" "#
        + #"x2="\#(coordinate(badge.x))" y2="\#(coordinate(badge.y))"/>"# : ""
    let nameX = coordinate(left + badgeWidth + Self.gap)
    let text =
      name.isEmpty
      ? ""
      : #"<text class="name" x="\#(nameX)" y="\#(coordinate(badge.y + 5))">"#
        + escapedMarkup(name) + "</text>"
    return
      #"<g data-cluster="\#(cluster)">\#(line)\#(plate(box))\#(self.badge(at: badge))\#(text)</g>"#
  }

  /// What dims the points behind the name.
  private func plate(_ box: Box) -> String {
    let (left, top) = (box.center.x - box.width / 2 - 2, box.center.y - Self.height / 2)
    return #"<rect class="plate" x="\#(coordinate(left))" y="\#(coordinate(top))" "#
      + #"width="\#(coordinate(box.width + 4))" height="\#(coordinate(Self.height))" rx="13"/>"#
  }

  private func badge(at center: Point) -> String {
    let (left, top) = (center.x - badgeWidth / 2, center.y - Self.badgeHeight / 2)
    return #"<g class="badge"><rect x="\#(coordinate(left))" y="\#(coordinate(top))" "#
      + #"width="\#(coordinate(badgeWidth))" height="\#(coordinate(Self.badgeHeight))" rx="11" "#
      + #"fill="\#(color.hex)"/><text x="\#(coordinate(center.x))" "#
      + #"y="\#(coordinate(center.y + 4.3))" fill="\#(color.textColor.hex)">\#(cluster)</text></g>"#
  }

  private static func shortened(_ name: String) -> String {
    name.count <= 38 ? name : name.prefix(37) + "…"
  }

  /// About how wide a text is in the map's font: an alphabet's letters, and the wider ones of East Asia.
  private static func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 7.6 : 14) }
  }
}

extension Color {
  /// Black or white, whichever is easier to read on this color.
  var textColor: Color {
    let (black, white) = (Color(0x111111), Color(0xFFFFFF))
    // White is liked better: black only where white is hard to read.
    return contrast(with: white) >= 3.4 ? white : black
  }
}
