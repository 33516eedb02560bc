import Artifacts
import Clustering
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// 20,000 titles of questions with 20 labels, where they lie beside the project.
@Suite struct ShortTextTests {
  @Test(
    .enabled(
      if: SharedData.exists("short_text/stackoverflow.tsv"), "the titles are not on this machine"))
  func `the static model within the program groups titles nearly as well as its encoder`() throws {
    let folder = try TemporaryFolder()
    let titles = try Table(contentsOf: SharedData.path("short_text/stackoverflow.tsv"))
    let labels = try titles.column("label")
    let records = try titles.column("text").enumerated().map { row, text in
      [String(100_000 + row), "", "", "en", text, "x"]
    }
    try writeTable(
      folder.file("documents.tsv"),
      columns: ["id", "author", "title", "language", "text", "tokens"],
      records)
    let embedded = try Command.run(
      "embed",
      [
        "--method", "static", "--documents", folder.file("documents.tsv"), "--output",
        folder.file("embed"),
      ])
    try #require(embedded.status == 0, "\(embedded.standardError)")
    var sum = 0.0
    for seed in 1...5 {
      let clustered = try Command.run(
        "cluster",
        [
          "--vectors", folder.file("embed/vectors.npy"), "--method", "kmeans", "--clusters", "20",
          "--seed", String(seed), "--output", folder.file("cluster"),
        ])
      try #require(clustered.status == 0, "\(clustered.standardError)")
      let clusters = try Table(contentsOf: folder.file("cluster/clusters.tsv"))
      sum += Agreement.normalizedMutualInformation(try clusters.integers("cluster"), labels)
    }
    // all-MiniLM-L6-v2 itself with scikit-learn's k-means has 0.701, what Model2Vec distills of it 0.666.
    #expect(sum / 5 >= 0.69, "NMI \(sum / 5)")
  }
}
