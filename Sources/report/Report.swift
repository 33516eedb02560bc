import ArgumentParser
import Artifacts
import Reporting
import StageSupport

@main
struct Report: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show the result as one page.",
    discussion: """
      EXAMPLE
        report --flow facebook && xdg-open data/facebook/out/report/index.html

      Writes index.html, one file that loads nothing from the network: the map of all points, a card
      for each cluster with its words, typical documents, attributes and suggested products, the
      meaning of the main axes, the measures of quality, similar items, and what became of the rows
      in each stage. map.svg is the map alone.
      Only the map and the clusters must be there; whatever else is missing is left out of the page.
      Equal inputs make equal bytes. Of more than 5,000 points a sample is drawn.
      """,
    version: version)

  @Option(help: "The places of what was clustered (.tsv). Default: reduce/map.tsv")
  var map: String?

  @Option(help: "The cluster of each id (.tsv). Default: cluster/clusters.tsv")
  var clusters: String?

  @Option(help: "The description of each cluster (.tsv). Default: cluster/summary.tsv, if any")
  var summary: String?

  @Option(help: "The measures of the clustering (.tsv). Default: cluster/quality.tsv, if any")
  var quality: String?

  @Option(help: "The topic of each cluster (.tsv). Default: topics/topics.tsv, if any")
  var topics: String?

  @Option(help: "The terms of each topic (.tsv). Default: topics/terms.tsv, if any")
  var terms: String?

  @Option(help: "Typical documents (.tsv). Default: topics/representatives.tsv, if any")
  var representatives: String?

  @Option(help: "What tells clusters apart (.tsv). Default: topics/contrast.tsv, if any")
  var contrast: String?

  @Option(help: "Attributes of clusters (.tsv). Default: cluster/attributes.tsv, if any")
  var attributes: String?

  @Option(help: "What principal axes mean (.tsv). Default: topics/axes.tsv, if any")
  var axes: String?

  @Option(help: "What became of the clusters (.tsv). Default: cluster/changes.tsv, if any")
  var changes: String?

  @Option(help: "The suggested products (.tsv). Default: recommend/products.tsv, if any")
  var products: String?

  @Option(help: "The neighbors of each id (.tsv). Default: recommend/similar.tsv, if any")
  var similar: String?

  @Option(help: "The documents, for the titles of ids (.tsv). Default: clean/documents.tsv, if any")
  var documents: String?

  @Option(help: "The pages, for the day of the data (.tsv). Default: crawl/pages.tsv, if any")
  var pages: String?

  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    var output = try StageOutput(self)
    let titles = try output.optionalInput(documents, "clean/documents.tsv").map(readTitles) ?? [:]
    var contents = ReportContents()
    contents.flow = common.flow ?? ""
    contents.date = try output.optionalInput(pages, "crawl/pages.tsv").map(readDate) ?? ""
    let assignments = try readAssignments(output.input(clusters, "cluster/clusters.tsv"))
    contents.points = try readPoints(
      output.input(map, "reduce/map.tsv"), assignments, titles: titles)
    contents.clusters = try gatheredClusters(assignments, titles, &output)
    contents.measures =
      try output.optionalInput(quality, "cluster/quality.tsv").map(readMeasures) ?? []
    contents.axes =
      try output.optionalInput(axes, "topics/axes.tsv").map { try readAxes($0, titles: titles) }
      ?? []
    contents.changes =
      try output.optionalInput(changes, "cluster/changes.tsv").map(readChanges) ?? []
    contents.similar =
      try output.optionalInput(similar, "recommend/similar.tsv")
      .map { try readSimilar($0, titles: titles) } ?? []
    contents.stages = try output.flowFolder.map(readStages) ?? []

    let page = try ReportPage(contents, seed: common.seed)
    try write(page.html, to: output.file("index.html"))
    try write(page.map.standalone, to: output.file("map.svg"))
    let (count, clusters) = (contents.points.count, contents.clusters.count)
    try output.commit(
      rows: .init(input: count, output: count), "\(count) points, \(clusters) clusters → index.html"
    )
  }

  private func gatheredClusters(
    _ assignments: Assignments, _ titles: [String: String], _ output: inout StageOutput
  ) throws -> [ReportCluster] {
    var gathered = ClusterTables(assignments)
    if let path = try output.optionalInput(summary, "cluster/summary.tsv") {
      try gathered.addSummary(path)
    }
    if let path = try output.optionalInput(topics, "topics/topics.tsv") {
      try gathered.addTopics(path)
    }
    if let path = try output.optionalInput(attributes, "cluster/attributes.tsv") {
      try gathered.addAttributes(path)
    }
    if let path = try output.optionalInput(contrast, "topics/contrast.tsv") {
      try gathered.addContrast(path)
    }
    if let path = try output.optionalInput(terms, "topics/terms.tsv") {
      try gathered.addTerms(path)
    }
    if let path = try output.optionalInput(representatives, "topics/representatives.tsv") {
      try gathered.addRepresentatives(path, titles: titles)
    }
    if let path = try output.optionalInput(products, "recommend/products.tsv") {
      try gathered.addProducts(path)
    }
    return gathered.clusters
  }

  private func write(_ text: String, to path: String) throws {
    var file = try OutputFile(path: path)
    try file.write(text)
    try file.commit()
  }
}
