import Artifacts
import Crawling
import Foundation
import Testing
import TestSupport

/// A program that is killed while it writes a store, and another that goes on (acceptance checks 20, 21).
@Suite struct StoreKillTests {
  private static let count = 40
  private static let points = [
    "warc-create", "warc-torn", "warc-write", "warc-sync", "commit", "roll", "cdxj", "checkpoint",
  ]

  private func run(
    _ folder: TemporaryFolder, _ arguments: [String] = [], count: Int = count
  ) throws -> Command.Result {
    let probe = ["fetch", folder.file("store"), "\(count)", folder.file("log")]
    return try Command.run(
      "/usr/bin/env", arguments + [Command.path(of: "StoreProbe")] + probe)
  }

  /// What extraction gets from the store: all but when and where, which differ between any two runs.
  private func contents(_ folder: TemporaryFolder) throws -> [String] {
    let pages = try StoredPages(store: folder.file("store"))
    return try pages.all.map { page in
      let body = try pages.body(of: page)
      return [
        page.url, page.finalURL, page.fetched, page.sha256, body.contentType, "\(body.bytes)",
      ]
      .joined(separator: "\t")
    } + pages.rejects.map { $0.record.joined(separator: "\t") }
  }

  private func asked(_ folder: TemporaryFolder) throws -> [String] {
    try folder.read("log").split(separator: "\n").map(String.init)
  }

  /// What a run that was not killed leaves.
  private func uninterrupted(count: Int = count) throws -> [String] {
    let folder = try TemporaryFolder()
    #expect(try run(folder, count: count).status == 0)
    #expect(try asked(folder).count == count)
    return try contents(folder)
  }

  private func checkWhole(_ folder: TemporaryFolder, _ note: String) throws {
    let found = try StoreVerification(store: folder.file("store"), deep: true)
    #expect(found.problems == [], "\(note)")
  }

  @Test func `a run killed at any named point is continued without asking twice`() throws {
    let whole = try uninterrupted()
    for point in Self.points {
      // The log is copied once a run; the others come again with the second WARC file.
      for time in point == "checkpoint" ? [1] : [1, 2] {
        try checkResume(point, time, whole)
      }
    }
  }

  private func checkResume(_ point: String, _ time: Int, _ whole: [String]) throws {
    let folder = try TemporaryFolder()
    let killed = try run(folder, ["KINDRED_CRASH_AT=\(point):\(time)"])
    #expect(killed.status == 128 + 9, "\(point) was not reached: \(killed.standardError)")
    #expect(try StoreStatus(store: folder.file("store")).measures.last?.value == "no")
    let before = try asked(folder).count
    let resumed = try run(folder)
    #expect(resumed.status == 0, "\(resumed.standardError)")
    // The address in flight when the program died is asked again, if it was not committed.
    let isCommitted = ["commit", "roll", "cdxj", "checkpoint"].contains(point)
    let asked = try asked(folder)
    #expect(asked.count == Self.count + (isCommitted ? 0 : 1), "\(point)")
    #expect(Set(asked).count == Self.count)
    #expect(before < Self.count || point == "checkpoint")
    try checkWhole(folder, point)
    #expect(try contents(folder) == whole, "\(point)")
  }

  @Test(arguments: points)
  func `a store whose writer was killed passes the deep check at once`(point: String) throws {
    let folder = try TemporaryFolder()
    #expect(try run(folder, ["KINDRED_CRASH_AT=\(point)"]).status == 137)
    try checkWhole(folder, point)
  }

  @Test func `a run killed at any moment, again and again, ends as one that was not`() throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(state: 7)
    var kills = 0
    for _ in 0..<50 {
      let seconds = Double.random(in: 0.01...0.06, using: &generator)
      let result = try run(folder, ["timeout", "-s", "KILL", "\(seconds)"], count: 150)
      if result.status == 137 { kills += 1 }
      guard FileManager.default.fileExists(atPath: folder.file("store/frontier.sqlite")) else {
        continue
      }
    }
    #expect(kills > 5)
    #expect(try run(folder, count: 150).status == 0)
    try checkWhole(folder, "after \(kills) kills")
    let asked = try asked(folder)
    #expect(Set(asked).count == 150)
    // Every tenth is rejected, and a run after one that has ended asks for it anew.
    #expect(asked.count { !$0.hasSuffix("9") } <= 135 + kills)
    #expect(try contents(folder) == uninterrupted(count: 150))
  }
}
