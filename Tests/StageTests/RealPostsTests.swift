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
    try checkTerms(run, posts: pages.file("posts.tsv"))
    try checkLines(run)
    for stage in FlowRun.stages {
      let memory = try RunRecord.read(run.file("\(stage)/run.json")).run.peakMemory
      #expect(memory < 2 << 30, "\(stage): \(memory) bytes")
    }
  }

  /// No term of a topic owes its place to addresses, handles, or lines that a page repeats.
  private func checkTerms(_ run: FlowRun, posts path: String) throws {
    let terms = try Table(contentsOf: run.file("topics/terms.tsv"))
    let words = zip(try terms.column("word"), try terms.integers("rank"))
      .filter { $0.1 <= 20 }.map(\.0)
    #expect(words.count >= 100)
    var counts: [String: (inside: Int, outside: Int)] = [:]
    for word in words { counts[word.lowercased()] = (0, 0) }
    for text in try Table(contentsOf: path).column("message") {
      for part in text.split(whereSeparator: \.isWhitespace) {
        let isAddress = part.contains("://") || part.hasPrefix("www.") || part.contains("@")
        for piece in pieces(String(part)) where counts[piece] != nil {
          if isAddress { counts[piece]?.inside += 1 } else { counts[piece]?.outside += 1 }
        }
      }
    }
    for (word, count) in counts {
      #expect(count.outside > count.inside, "'\(word)' stands mostly in addresses: \(count)")
    }
  }

  /// No line is left that a page has in more than a twentieth of its posts.
  private func checkLines(_ run: FlowRun) throws {
    let crawled = try Table(contentsOf: run.file("crawl/documents.tsv"))
    var sizes: [String: Int] = [:]
    for author in try crawled.column("author") { sizes[author, default: 0] += 1 }
    let documents = try Table(contentsOf: run.file("clean/documents.tsv"))
    var lines: [String: [Substring: Int]] = [:]
    for (author, text) in zip(try documents.column("author"), try documents.column("text")) {
      let parts = text.split(separator: "\n")
      // A text of one line that came again was merged.
      for line in parts.count > 1 ? Set(parts) : [] {
        lines[author, default: [:]][line, default: 0] += 1
      }
    }
    #expect(lines.count > 50)
    for (author, found) in lines {
      for (line, count) in found where count >= 5 {
        #expect(count * 20 <= sizes[author, default: 0], "\(author) repeats '\(line)'")
      }
    }
  }

  private func pieces(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
