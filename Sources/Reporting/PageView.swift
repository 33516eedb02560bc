/// What the template fills in: texts that are ready to be shown. The names are those of the template.
struct PageView {
  struct Figure { let value, caption: String }

  struct LegendEntry { let number, color, text, name, size: String }

  struct NamedValue { let label, value: String }

  struct Similar {
    struct Neighbor { let neighbor, similarity: String }
    let item: String
    let neighbors: [Neighbor]
  }

  struct Change {
    let number, change, related, size, previous: String
    let isAlive: Bool
  }

  struct Axis {
    let axis, variance, lowWords, lowNames, highWords, highNames: String
  }

  struct Stage {
    let stage, input, output, rejected, merged: String
    let quality: [NamedValue]
  }

  let flow, date, mapStyle, map, mapNote: String
  let figures: [Figure]
  let legend: [LegendEntry]
  let cards: [CardView]
  let measures: [NamedValue]
  let changes: [Change]
  let axes: [Axis]
  let hasChanges, hasAxes: Bool
  let similar: [Similar]
  let similarNote: String
  let stages: [Stage]
  let hasDate, hasMap, hasCards, hasMeasures, hasSimilar, hasStages: Bool

  /// The largest number of items whose neighbors are shown, and the number of neighbors of each.
  static let (similarItems, similarNeighbors) = (500, 5)

  init(_ contents: ReportContents, map: ScatterMap, seed: UInt64) {
    let palette = Palette(count: (contents.clusters.map(\.number).max() ?? -1) + 1)
    flow = contents.flow.isEmpty ? "Report" : contents.flow
    date = contents.date
    mapStyle = ScatterMap.style
    self.map = map.inline
    mapNote = Self.mapNote(drawn: map.drawn, of: contents.points.count)
    figures = Self.figures(contents)
    let total = contents.clusters.map(\.size).reduce(0, +)
    let names = Dictionary(uniqueKeysWithValues: contents.clusters.map { ($0.number, $0.title) })
    cards = contents.clusters.map {
      CardView($0, color: palette[$0.number], total: total, names: names)
    }
    changes = contents.changes.map { Self.change($0, isAlive: names[$0.number] != nil) }
    axes = contents.axes.map(Self.axis)
    (hasChanges, hasAxes) = (!changes.isEmpty, !axes.isEmpty)
    legend = Self.legend(contents, palette)
    measures = contents.measures.map(Self.named)
    let sample = KeyedSample(seed: seed).positions(
      contents.similar.map(\.id), count: Self.similarItems)
    similar = sample.map { Self.similar(contents.similar[$0]) }
    similarNote =
      similar.count < contents.similar.count
      ? "A sample of \(grouped(similar.count)) of \(grouped(contents.similar.count)) items." : ""
    stages = contents.stages.map(Self.stage)
    (hasDate, hasMap) = (!date.isEmpty, !contents.points.isEmpty)
    (hasCards, hasMeasures) = (!cards.isEmpty, !measures.isEmpty)
    (hasSimilar, hasStages) = (!similar.isEmpty, !stages.isEmpty)
  }
}

extension PageView {
  private static func figures(_ contents: ReportContents) -> [Figure] {
    let points = contents.points.count
    let documents = contents.clusters.compactMap(\.documents).reduce(0, +)
    let products = Set(contents.clusters.flatMap { $0.suggestions.map(\.product) }).count
    var figures: [Figure] = []
    if documents > 0 { figures.append(figure(documents, "document", "documents")) }
    if points != documents {
      figures.append(figure(points, "point on the map", "points on the map"))
    }
    figures.append(figure(contents.clusters.count, "cluster", "clusters"))
    if products > 0 { figures.append(figure(products, "product suggested", "products suggested")) }
    return figures
  }

  private static func figure(_ count: Int, _ one: String, _ many: String) -> Figure {
    Figure(value: grouped(count), caption: count == 1 ? one : many)
  }

  private static func mapNote(drawn: Int, of count: Int) -> String {
    let sample =
      drawn < count
      ? " \(grouped(drawn)) of \(grouped(count)) points are drawn, a sample of each cluster; "
        + "outlines and labels are those of all." : ""
    return "Each point stands near those it resembles; directions mean nothing. "
      + "Outlines leave out the points farthest from the middle of their cluster." + sample
  }

  private static func legend(_ contents: ReportContents, _ palette: Palette) -> [LegendEntry] {
    contents.clusters.map { cluster in
      let color = palette[cluster.number]
      return LegendEntry(
        number: "\(cluster.number)", color: color.hex, text: color.textColor.hex,
        name: cluster.title, size: grouped(cluster.size))
    }
  }

  private static func similar(_ item: SimilarItem) -> Similar {
    Similar(
      item: item.name,
      neighbors: item.neighbors.prefix(similarNeighbors).map {
        .init(neighbor: $0.name, similarity: rounded($0.similarity, digits: 2))
      })
  }

  private static func change(_ row: ClusterChangeRow, isAlive: Bool) -> Change {
    Change(
      number: "\(row.number)", change: row.change,
      related: row.related.map(String.init).joined(separator: ", "),
      size: row.size.map(grouped) ?? "–", previous: row.previousSize.map(grouped) ?? "–",
      isAlive: isAlive)
  }

  private static func axis(_ axis: ReportAxis) -> Axis {
    func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }
    return Axis(
      axis: "\(axis.number)", variance: percent(axis.variance), lowWords: list(axis.low.words),
      lowNames: list(axis.low.names), highWords: list(axis.high.words),
      highNames: list(axis.high.names))
  }

  private static func stage(_ run: StageRun) -> Stage {
    Stage(
      stage: run.name, input: grouped(run.input), output: grouped(run.output),
      rejected: grouped(run.rejected), merged: grouped(run.merged),
      quality: run.quality.map(named))
  }

  private static func named(_ measure: Measure) -> NamedValue {
    NamedValue(
      label: String(measure.name.map { $0 == "_" ? " " : $0 }),
      value: Reporting.measure(measure.value))
  }
}
