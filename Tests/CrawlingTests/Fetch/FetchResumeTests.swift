import Crawling
import Foundation
import TestSupport
import Testing

/// `crawl fetch` killed, continued and repeated on one store (acceptance checks 20 to 23).
@Suite struct `Fetching into a store` {
  private static let paths = (0..<8).map { "/page\($0)" } + ["/moved", "/none"]
  private static let points = ["warc-create", "warc-torn", "warc-write", "warc-sync", "commit"]
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A site whose pages have marks, of which one lies behind a redirect and one is not there.
  private func site() throws -> FaultServer {
    try FaultServer { visit in
      switch visit.path {
      case "/robots.txt", "/none": answer(404)
      case "/moved": answer(301, ["Location: /there"])
      case let path where visit.headers["if-none-match"] == "\"\(path)\"": answer(304)
      default: page("<p>\(visit.path)</p>", ["ETag: \"\(visit.path)\""])
      }
    }
  }

  /// Runs the program on a thread of its own, since it waits for a server in this process.
  private func fetch(
    _ server: FaultServer, _ store: String, _ more: [String] = [], crashAt point: String = ""
  ) async throws -> Command.Result {
    let urls = Self.paths.flatMap { ["--url", server.url($0)] }
    let options = [
      "fetch", "--contact", "test@example.org", "--allow-host", server.host,
      "--loopback-interval", "0.01", "--store", folder.file(store),
    ]
    let arguments =
      ["KINDRED_CRASH_AT=\(point)", Command.path(of: "crawl")] + options + urls + more
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try Command.run("/usr/bin/env", arguments) })
      }
    }
  }

  /// What extraction gets from a store: all but when and where.
  private func contents(_ store: String) throws -> [String] {
    let pages = try StoredPages(store: folder.file(store))
    return try pages.all.map { page in
      "\(page.url) \(page.finalURL) \(page.sha256) \(try pages.body(of: page).bytes.count)"
    } + pages.rejects.map { "\($0.input) \($0.reason)" }
  }

  @Test func `a fetch killed at any point is continued without asking twice`() async throws {
    let server = try site()
    let whole = try await fetch(server, "whole")
    #expect(whole.status == 0, "\(whole.standardError)")
    let expected = try contents("whole")
    #expect(expected.count == 10)
    for (number, point) in Self.points.enumerated() {
      let before = server.visits.count
      let killed = try await fetch(
        server, point, crashAt: "\(point):\(point == "warc-create" ? 1 : 4)")
      #expect(killed.status == 137, "\(point): \(killed.standardError)")
      #expect(try StoreVerification(store: folder.file(point), deep: true).problems == [])
      let resumed = try await fetch(server, point)
      #expect(resumed.status == 0, "\(point): \(resumed.standardError)")
      let asked = server.visits.dropFirst(before).map(\.path)
      let repeated = asked.count - Set(asked).count
      // The address in flight is asked again, with the redirect before it; robots.txt never.
      #expect(repeated <= (point == "commit" ? 0 : 2), "\(number) \(point): \(asked)")
      #expect(asked.count { $0 == "/robots.txt" } == 1)
      #expect(try contents(point) == expected)
      #expect(try StoreVerification(store: folder.file(point), deep: true).problems == [])
    }
    server.stop()
  }

  @Test func `a second night asks on condition, gets no body and changes nothing`() async throws {
    let server = try site()
    #expect(try await fetch(server, "store").status == 0)
    let before = try StoredPages(store: folder.file("store")).all
    let visits = server.visits.count
    let second = try await fetch(server, "store", ["--refresh"])
    server.stop()
    #expect(second.status == 0, "\(second.standardError)")
    let asked = server.visits.dropFirst(visits)
    #expect(asked.filter { $0.headers["if-none-match"] != nil }.count >= 9)
    #expect(try StoredPages(store: folder.file("store")).all == before)
    let found = try StoreVerification(store: folder.file("store"), deep: true)
    #expect(found.problems == [])
    let status = try StoreStatus(store: folder.file("store")).measures
    #expect(status.first { $0.name == "revisits" }?.value == "9")
    #expect(status.first { $0.name == "pages" }?.value == "9")
  }
}
