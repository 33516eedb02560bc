import Artifacts
import Clustering
import Foundation
import Testing
import TestSupport

/// The committed sample, from saved pages to suggestions, against the interests that it was written for.
@Suite struct SampleFlowTests {
  @Test func `clusters of pages are their interests, and products fit them`() throws {
    let run = try FlowRun("facebook")
    try run.runAll()
    let interests = try Truth.interests()
    let clusters = try Table(contentsOf: run.file("cluster/clusters.tsv"))
    let ids = try clusters.column("id")
    let labels = try clusters.integers("cluster")
    let truth = try ids.map { try #require(interests[$0], "no interest for '\($0)'") }
    #expect(ids.count >= 48)
    let agreement = Agreement.adjustedRand(labels, truth)
    #expect(agreement >= 0.6, "adjusted Rand \(agreement)")

    let interestOfCategory = try Truth.interestOfCategory()
    let products = try Table(contentsOf: run.file("recommend/products.tsv"))
    let suggested = zip(try products.integers("cluster"), try products.column("category"))
    for cluster in Set(labels).sorted() {
      let interest = Truth.majority(zip(labels, truth).filter { $0.0 == cluster }.map(\.1))
      let categories = suggested.filter { $0.0 == cluster }.map(\.1)
      #expect(categories.count >= 5, "cluster \(cluster)")
      // Precision at 5, and of the whole list.
      for list in [Array(categories.prefix(5)), categories] {
        let fitting = list.filter { interestOfCategory[$0] == interest }
        #expect(
          Double(fitting.count) >= 0.7 * Double(list.count),
          "cluster \(cluster) (\(interest ?? "")): \(fitting.count) of \(list)")
      }
    }
    #expect(try products.column("because").allSatisfy { $0.contains("; see ") })
    try checkPrecision(run, ids: ids, truth: truth)
  }

  /// `recommend --truth` finds the same: what a page likes are the categories of its interest.
  private func checkPrecision(_ run: FlowRun, ids: [String], truth: [String]) throws {
    let interestOfCategory = try Truth.interestOfCategory()
    let known = zip(ids, truth).flatMap { id, interest in
      interestOfCategory.filter { $0.value == interest }.map { "\(id)\t\($0.key)\n" }
    }
    let path = try run.folder.write("id\tcategory\n" + known.joined(), to: "truth.tsv")
    let result = try run.run("recommend", ["--truth", path])
    #expect(result.status == 0, "\(result.standardError)")
    let quality = try RunRecord.read(run.file("recommend/run.json")).quality
    #expect((quality["lowest_precision_at_5"] ?? 0) >= 0.7)
    #expect((quality["precision_at_10"] ?? 0) >= 0.9)
    #expect(quality["kept_share"] == 1)
  }

  @Test func `books and products of the sample's books are of their group`() throws {
    let run = try FlowRun("wikipedia")
    try run.runAll()
    let documents = try Table(contentsOf: run.file("clean/documents.tsv"))
    let titles = Dictionary(
      uniqueKeysWithValues: zip(try documents.column("id"), try documents.column("title")))
    let (groups, groupOfProduct) = (try Truth.groupsOfBooks(), try Truth.groupOfProduct())
    let clusters = try Table(contentsOf: run.file("cluster/clusters.tsv"))
    let labels = try clusters.integers("cluster")
    let truth = try clusters.column("id").map { groups[titles[$0] ?? ""] ?? "" }
    let products = try Table(contentsOf: run.file("recommend/products.tsv"))
    let suggested = zip(try products.integers("cluster"), try products.column("product"))
    for cluster in Set(labels).sorted() {
      let group = Truth.majority(zip(labels, truth).filter { $0.0 == cluster }.map(\.1))
      let first = suggested.filter { $0.0 == cluster }.prefix(5)
      #expect(first.count { groupOfProduct[$0.1] == group } >= 4, "cluster \(cluster)")
    }
    let links = try Table(contentsOf: run.file("recommend/similar-links.tsv"))
    #expect(links.count > 1_000)
  }

  @Test func `the books nearest to War and Peace are Russian novels`() throws {
    let run = try FlowRun("wikipedia")
    try run.runAll()
    let documents = try Table(contentsOf: run.file("clean/documents.tsv"))
    let titles = Dictionary(
      zip(try documents.column("id"), try documents.column("title"))
    ) { first, _ in first }
    let id = try #require(titles.first { $0.value == "War and Peace" }?.key)
    let similar = try Table(contentsOf: run.file("recommend/similar.tsv"))
    let nearest = zip(try similar.column("id"), try similar.column("neighbor"))
      .filter { $0.0 == id }.prefix(5).compactMap { titles[$0.1] }
    let groups = try Truth.groupsOfBooks()
    let russian = nearest.filter { groups[$0] == "russian-classics" }
    #expect(nearest.count == 5)
    #expect(russian.count >= 3, "nearest: \(nearest)")
  }

  @Test(arguments: ["facebook", "wikipedia"])
  func `no row disappears in any stage`(flow: String) throws {
    let run = try FlowRun(flow)
    try run.runAll()
    for stage in FlowRun.stages {
      let rows = try RunRecord.read(run.file("\(stage)/run.json")).rows
      #expect(rows.input > 0, "\(stage)")
      #expect(rows.input == rows.output + rows.rejected + rows.merged, "\(stage)")
    }
    let page = try String(contentsOfFile: run.file("report/index.html"), encoding: .utf8)
    #expect(page.contains("<svg"))
  }
}
