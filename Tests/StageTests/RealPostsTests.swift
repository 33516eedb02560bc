import Artifacts
import Clustering
import Foundation
import Testing
import TestSupport

/// 162,160 real posts of 97 pages, where they lie beside the project.
@Suite struct RealPostsTests {
  @Test(
    .enabled(
      if: SharedData.exists("facebook_posts/posts.tsv.xz"), "the real posts are not on this machine"
    ))
  func `real pages are grouped by category as well as with scikit-learn, in minutes`() throws {
    let pages = try TemporaryFolder()
    let unpacked = try Command.run(
      "/bin/sh",
      [
        "-c", "exec xz -dc \"$1\" > \"$2\"", "sh", SharedData.path("facebook_posts/posts.tsv.xz"),
        pages.file("posts.tsv"),
      ])
    try #require(unpacked.status == 0, "\(unpacked.standardError)")
    let run = try FlowRun(
      "facebook", pages: pages.path, pipeline: projectFolder + "/Tests/Benchmarks/posts.yaml")
    let clock = ContinuousClock()
    let time = try clock.measure { try run.runAll() }
    #expect(time < .seconds(180))

    let table = try Table(contentsOf: SharedData.path("facebook_posts/pages.tsv"))
    let category = Dictionary(
      uniqueKeysWithValues: zip(try table.column("page"), try table.column("category")))
    let english = Set(
      zip(try table.column("page"), zip(try table.column("language"), try table.integers("posts")))
        .filter { $0.1.0 == "en" && $0.1.1 >= 20 }.map(\.0))
    let clusters = try Table(contentsOf: run.file("cluster/clusters.tsv"))
    let rows = zip(try clusters.column("id"), try clusters.integers("cluster"))
      .filter { english.contains($0.0) }
    let truth = rows.map { category[$0.0] ?? "" }
    let information = Agreement.normalizedMutualInformation(rows.map(\.1), truth)
    #expect(rows.count >= 85)
    #expect(information >= 0.57, "NMI \(information)")
    for stage in FlowRun.stages {
      let memory = try RunRecord.read(run.file("\(stage)/run.json")).run.peakMemory
      #expect(memory < 2 << 30, "\(stage): \(memory) bytes")
    }
  }
}
