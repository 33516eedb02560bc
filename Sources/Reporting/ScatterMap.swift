/// The map: all points colored by cluster, the outline of each cluster, and its label.
///
/// An SVG without axes, since only distances mean something. Equal contents make equal bytes.
public struct ScatterMap: Sendable {
  /// The largest number of points drawn; of more, a sample. Outlines and labels are those of all.
  public static let pointLimit = 5000

  /// The number of points drawn.
  public let drawn: Int

  private let frame: MapFrame
  private let body: String

  /// Draws the map of a report.
  ///
  /// - Parameters:
  ///   - contents: What the report shows; its points and clusters are used.
  ///   - seed: The seed of the sample.
  /// - Complexity: O(*n* log *n*) in the points.
  public init(_ contents: ReportContents, seed: UInt64) {
    let frame = MapFrame(contents.points)
    let palette = Palette(count: (contents.clusters.map(\.number).max() ?? -1) + 1)
    let places = contents.points.map(frame.place)
    let members = Dictionary(grouping: places.indices) { contents.points[$0].cluster }
    let outlines = contents.clusters.compactMap { cluster in
      members[cluster.number].map { (cluster, ClusterOutline($0.map { places[$0] })) }
    }
    let sample = KeyedSample(seed: seed).positions(contents.points, count: Self.pointLimit)
    self.frame = frame
    drawn = sample.count
    body =
      Self.outlines(outlines, palette)
      + Self.points(contents.points, places, sample, palette)
      + Self.labels(outlines, frame, palette)
  }

  /// The map as a part of a page, which has the style sheet.
  public var inline: String { "<svg \(attributes)>\n\(body)</svg>" }

  /// The map as a file of its own, with its style sheet.
  public var standalone: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <svg xmlns="http://www.w3.org/2000/svg" \(attributes)>
    <style>
    \(Self.style)</style>
    \(body)</svg>

    """
  }

  /// The style sheet of the map.
  static var style: String { String(decoding: PackageResources.map_css, as: UTF8.self) }

  private var attributes: String {
    let (width, height) = (coordinate(MapFrame.width), coordinate(frame.height))
    return
      #"class="map" viewBox="0 0 \#(width) \#(height)" role="img" aria-label="Map of clusters""#
  }
}

extension ScatterMap {
  private static func outlines(
    _ outlines: [(ReportCluster, ClusterOutline)], _ palette: Palette
  ) -> String {
    // The largest first, so that none hides a smaller one.
    let paths = bySize(outlines).map { cluster, outline in
      let color = palette[cluster.number].hex
      return #"<path data-cluster="\#(cluster.number)" fill="\#(color)" stroke="\#(color)" "#
        + #"d="\#(outline.path(padding: 14))"/>"#
    }
    return group("outlines", paths)
  }

  private static func points(
    _ points: [MapPoint], _ places: [Point], _ sample: [Int], _ palette: Palette
  ) -> String {
    let radius = sample.count <= 200 ? "5" : sample.count <= 1500 ? "3.4" : "2.3"
    let byCluster = Dictionary(grouping: sample) { max(points[$0].cluster, -1) }
    let groups = byCluster.keys.sorted().map { cluster in
      let circles = (byCluster[cluster] ?? []).map { index in
        #"<circle cx="\#(coordinate(places[index].x))" cy="\#(coordinate(places[index].y))" "#
          + #"r="\#(radius)"><title>\#(escapedMarkup(points[index].name))</title></circle>"#
      }
      return #"<g data-cluster="\#(cluster)" fill="\#(palette[cluster].hex)">"# + "\n"
        + circles.joined(separator: "\n") + "\n</g>"
    }
    return group("points", groups)
  }

  private static func labels(
    _ outlines: [(ReportCluster, ClusterOutline)], _ frame: MapFrame, _ palette: Palette
  ) -> String {
    let labels = bySize(outlines).map {
      MapLabel($0.0, at: $0.1.center, color: palette[$0.0.number])
    }
    let boxes = placedLabels(labels.map(\.box), width: MapFrame.width, height: frame.height)
    return group("labels", zip(labels, boxes).map { $0.svg(at: $1) })
  }

  private static func bySize(
    _ outlines: [(ReportCluster, ClusterOutline)]
  ) -> [(ReportCluster, ClusterOutline)] {
    outlines.sorted { ($1.0.size, $0.0.number) < ($0.0.size, $1.0.number) }
  }

  private static func group(_ name: String, _ items: [String]) -> String {
    "<g class=\"\(name)\">\n" + items.map { $0 + "\n" }.joined() + "</g>\n"
  }
}
