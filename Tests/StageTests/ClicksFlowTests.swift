import Artifacts
import Clustering
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// The committed sample of a news app, from tables of clicks to suggestions, against the interests that
/// its items were written for.
@Suite struct ClicksFlowTests {
  private func quality(_ run: FlowRun, _ stage: String) throws -> [String: Double] {
    let table = try Table(contentsOf: run.file("\(stage)/quality.tsv"))
    return Dictionary(
      zip(try table.column("measure"), try table.numbers("value"))
    ) { first, _ in first }
  }

  @Test func `clusters are interests, tags find their items, rates spread to neighbors`() throws {
    let run = try FlowRun("clicks")
    try run.runAll()
    let interests = try Truth.interestsOfItems()
    let clusters = try Table(contentsOf: run.file("cluster/clusters.tsv"))
    let (ids, labels) = (try clusters.column("id"), try clusters.integers("cluster"))
    let truth = try ids.map { try #require(interests[$0], "no interest for '\($0)'") }
    #expect(ids.count == 360)
    let agreement = Agreement.adjustedRand(labels, truth)
    #expect(agreement >= 0.8, "adjusted Rand \(agreement)")

    let quality = try quality(run, "embed")
    #expect((quality["tag_precision_at_10"] ?? 0) >= 0.8, "\(quality)")
    let (mean, near) = (quality["ctr_mean"] ?? 1, quality["ctr_near_top_tenth"] ?? 0)
    #expect(near > 1.3 * mean, "neighbors of the most clicked: \(near), all: \(mean)")
    for (name, share) in quality where name.hasPrefix("nearest_same_tag:0.9") {
      #expect(share >= 0.85, "\(name)")
    }
    try expectNewItemsNearTheirKind(run, interests)
    try expectFittingProducts(run, labels: labels, truth: truth)
  }

  /// Items without clicks lie among items of their interest.
  private func expectNewItemsNearTheirKind(
    _ run: FlowRun, _ interests: [String: String]
  ) throws {
    let items = try VectorTable(contentsOf: run.file("embed/vectors.npy"))
    let users = try items.table.integers("documents")
    let new = users.indices.filter { users[$0] == 0 }
    #expect(new.count >= 36)
    let similar = try Table(contentsOf: run.file("recommend/similar.tsv"))
    let newIDs = Set(new.map { items.ids[$0] })
    let pairs = zip(try similar.column("id"), try similar.column("neighbor"))
      .filter { newIDs.contains($0.0) }
    let right = pairs.filter { interests[$0.0] == interests[$0.1] }
    let share = Double(right.count) / Double(max(1, pairs.count))
    #expect(share >= 0.7, "\(share) of the neighbors of new items")
  }

  /// The first product suggested to a cluster is one of its interest, for most clusters.
  private func expectFittingProducts(
    _ run: FlowRun, labels: [Int], truth: [String]
  ) throws {
    let interestOfProduct = try Truth.interestOfProduct()
    let products = try Table(contentsOf: run.file("recommend/products.tsv"))
    let rows = zip(try products.integers("cluster"), try products.column("title"))
    let fitting = rows.filter { cluster, title in
      let members = zip(labels, truth).filter { $0.0 == cluster }.map(\.1)
      return interestOfProduct[title] == Truth.majority(members)
    }
    #expect(Double(fitting.count) >= 0.6 * Double(products.count), "\(fitting.count) products fit")
  }

  @Test func `one thread and three give the same bytes`() throws {
    let (one, three) = (try FlowRun("clicks"), try FlowRun("clicks"))
    for (run, threads) in [(one, "1"), (three, "3")] {
      for stage in ["crawl", "clean", "embed"] {
        let result = try run.run(stage, ["--threads", threads])
        #expect(result.status == 0, "\(result.standardError)")
      }
    }
    let (first, second) = (try one.outputs(), try three.outputs())
    #expect(first.keys.sorted() == second.keys.sorted())
    for name in first.keys.sorted() { #expect(first[name] == second[name], "\(name)") }
  }
}
