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
      let fitting = categories.filter { interestOfCategory[$0] == interest }
      #expect(categories.count >= 5, "cluster \(cluster)")
      #expect(
        Double(fitting.count) >= 0.6 * Double(categories.count),
        "cluster \(cluster) (\(interest ?? "")): \(fitting.count) of \(categories)")
    }
    #expect(try products.column("because").allSatisfy { !$0.isEmpty })
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
