import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct ReportCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write("reduce/map.tsv", Schema.map, ["a\t0\t0", "b\t1\t0", "c\t9\t9", "d\t8\t9"])
    try write(
      "cluster/clusters.tsv", Schema.clusters,
      ["a\t0\t1\t1\t1", "b\t0\t1\t1\t1", "c\t1\t1\t1\t0", "d\t1\t1\t1\t0"])
  }

  private func write(_ name: String, _ columns: [String], _ rows: [String]) throws {
    try folder.write(
      ([columns.joined(separator: "\t")] + rows).joined(separator: "\n") + "\n", to: "f/out/\(name)"
    )
  }

  private func run(_ arguments: [String] = []) throws -> Command.Result {
    try Command.run("report", ["--flow", "f", "--data", folder.path] + arguments)
  }

  private func writeOptionalTables() throws {
    try write(
      "clean/documents.tsv", Schema.documents, ["a\teve\tWar & Peace\ten\ttext\ttokens"])
    try write("crawl/pages.tsv", ["page", "fetched"], ["p\t2026-11-19T01:00:00Z", "q\tyesterday"])
    try write(
      "cluster/summary.tsv", Schema.clusterSummary, ["0\t2\t0.5\t1\t0.37\ta", "1\t2\t0.5\t1\t\tc"])
    try write("cluster/quality.tsv", Schema.quality, ["silhouette\t0.625"])
    try write("topics/topics.tsv", Schema.topics, ["0\t0\tsea · fish\t2\t0.11\t0.4\t0.9"])
    try write(
      "topics/contrast.tsv", Schema.contrast,
      ["0\t1\t0.3\tboth\t1\tnet\tNets\t3", "0\t1\t0.3\town\t1\trod\tRods\t2"])
    try write(
      "cluster/changes.tsv", Schema.clusterChanges,
      ["0\tkept\t\t2\t5\t2\t0.1", "1\tborn\t\t2\t\t0\t", "4\tdied\t\t\t7\t0\t"])
    try write("topics/terms.tsv", Schema.terms, ["0\t0\t1\tfish\tFishes\t0.5"])
    try write(
      "topics/representatives.tsv", Schema.representatives, ["0\t0\t1\ta\teve\t0.9\tA fish swims."])
    try write(
      "recommend/products.tsv", Schema.recommendedProducts,
      ["1\t1\tp\tRod\tsport\t0.5\tshares sea; see a, b\t0.5\t0\t0\t0"])
    try write(
      "recommend/similar.tsv", Schema.similar, ["a\t2\tc\t0.1\tweak", "a\t1\tb\t0.9\tstrong"])
    try folder.write(
      """
      {"stage": "embed", "version": "1", "options": {}, "inputs": {}, "outputs": {},
       "rows": {"in": 4321, "out": 4, "rejected": 0, "merged": 4317}, "quality": {},
       "run": {"finished": "now", "seconds": 77.5, "peak_memory": 1, "threads": 2}}
      """, to: "f/out/embed/run.json")
  }

  @Test func `a map and clusters are enough`() throws {
    let result = try run()
    #expect(result.status == 0, "\(result.standardError)")
    let page = try folder.read("f/out/report/index.html")
    #expect(page.contains("<h3>Cluster 1</h3>"))
    #expect(try folder.read("f/out/report/map.svg").hasPrefix("<?xml"))
  }

  @Test func `every table finds its place on the page`() throws {
    try writeOptionalTables()
    let result = try run()
    #expect(result.status == 0, "\(result.standardError)")
    let page = try folder.read("f/out/report/index.html")
    for part in [
      "<title>War &amp; Peace</title>", "Data of 2026-11-19", "<td>0.37</td>", "0.625",
      "<h3>sea · fish</h3>", "Fishes", "A fish swims.", "War &amp; Peace, eve", "Rod", "shares sea",
      "<td>4,321</td>", "1 Cluster 1</a>", "<i>both</i> Nets", "<i>more here</i> Rods",
      #"<td>4</td><td class="wide">died</td><td>7</td><td>–</td>"#,
    ] { #expect(page.contains(part), "\(part)") }
    #expect(!page.contains("77.5"))
    let neighbors = page.components(separatedBy: #"class="near""#).last ?? ""
    #expect(neighbors.contains("<span>b&nbsp;<i>0.90</i></span> <span>c&nbsp;<i>0.10</i></span>"))
  }

  @Test func `the bytes do not depend on the order of the input`() throws {
    #expect(try run().status == 0)
    let names = ["index.html", "map.svg"]
    let first = try names.map { try folder.read("f/out/report/\($0)") }
    try write("reduce/map.tsv", Schema.map, ["d\t8\t9", "a\t0\t0", "c\t9\t9", "b\t1\t0"])
    #expect(try run(["--threads", "3"]).status == 0)
    #expect(try names.map { try folder.read("f/out/report/\($0)") } == first)
  }

  @Test func `an id without a cluster is an error with its line`() throws {
    try write("reduce/map.tsv", Schema.map, ["a\t0\t0", "x\t1\t0"])
    let result = try run()
    #expect(result.status == 65)
    #expect(result.standardError.contains("map.tsv:3: 'x' is not in"))
  }

  @Test func `topics of another run are an error`() throws {
    try write("topics/topics.tsv", Schema.topics, ["7\t0\tsea\t2\t0.1\t0.4\t0.9"])
    let result = try run()
    #expect(result.status == 65)
    #expect(result.standardError.contains("topics.tsv:2: cluster 7 is not in"))
  }

  @Test func `a map is needed`() throws {
    try FileManager.default.removeItem(atPath: folder.file("f/out/reduce/map.tsv"))
    #expect(try run().status == 66)
  }
}
