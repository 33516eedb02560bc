import Artifacts
import DocumentTerms
import StageSupport
import TopicModeling

/// Contrast, hierarchy and timeline as tables.
struct ViewTables {
  private let tables: TopicTables
  private let labels: [String]
  private let options: ViewArguments
  private let threads: Int

  init(_ tables: TopicTables, _ labels: [String], _ options: ViewArguments, threads: Int) {
    (self.tables, self.labels, self.options) = (tables, labels, options)
    self.threads = threads
  }

  func write(_ output: inout StageOutput) throws {
    try writeTable(output.file("contrast.tsv"), columns: Schema.contrast, contrast)
    try writeTable(output.file("hierarchy.tsv"), columns: Schema.hierarchy, hierarchy)
    if let path = try output.optionalInput(options.dates, "crawl/documents.tsv") {
      let timeline = try timeline(path)
      // Without any date there is nothing to tell.
      if !timeline.isEmpty {
        try writeTable(output.file("timeline.tsv"), columns: Schema.timeline, timeline)
      }
    }
  }

  private func cluster(_ number: Int) -> String { "\(tables.grouping.clusters[number])" }

  private var contrast: [[String]] {
    var settings = TopicContrast.Options()
    settings.terms = options.contrastTerms
    // As for topics: where authors were clustered, the word of one person is not the cluster's.
    settings.minimumOwners = 2
    let contrast = TopicContrast(tables.model.weights, options: settings, threads: threads)
    return contrast.pairs.flatMap { pair in
      [("both", pair.shared), ("own", pair.own)].flatMap { kind, terms in
        terms.enumerated().map { rank, term in
          [
            cluster(pair.first), cluster(pair.second), decimal(pair.similarity), kind,
            "\(rank + 1)", tables.corpus.terms[term.term], tables.word(term.term),
            decimal(term.z),
          ]
        }
      }
    }
  }

  private var hierarchy: [[String]] {
    let count = tables.grouping.clusters.count
    let tree = TopicHierarchy(tables.model.weights, method: options.linkage, threads: threads)
    func name(_ group: Int) -> String { group < count ? cluster(group) : "n\(group - count)" }
    return tree.nodes.enumerated().map { number, node in
      let documents = node.classes.reduce(0) { $0 + tables.grouping.classes.members[$1].count }
      return [
        name(count + number), name(node.first), name(node.second), decimal(node.distance),
        "\(documents)", node.classes.map(cluster).joined(separator: " "),
        topicLabel(node.terms.map { tables.word($0.term) }),
      ]
    }
  }

  private func timeline(_ path: String) throws -> [[String]] {
    let table = try Table(contentsOf: path)
    let dates = Dictionary(zip(try table.keys("id"), try table.column("published"))) { $1 }
    let bins = TimeBins(
      tables.grouping.ids.map { dates[$0] ?? "" }, unit: TimeBins.Unit(rawValue: options.timeUnit))
    let timeline = TopicTimeline(
      tables.model.weights, corpus: tables.corpus, classes: tables.grouping.classes, bins: bins,
      minimumOwners: 2, threads: threads)
    return timeline.entries.map { entry in
      [bins.names[entry.bin]] + tables.place(entry.number) + [
        "\(entry.documents)", decimal(entry.share),
        entry.terms.map { tables.word($0.term) }.joined(separator: ", "),
      ]
    }
  }
}
