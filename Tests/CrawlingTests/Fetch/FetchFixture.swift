import Crawling
import Dispatch
import Foundation
import TestSupport

/// What came of a run.
struct FetchedRun: Sendable {
  var journal: MemoryJournal
  var events: [FetchEvent]
  var deferral: String?

  /// The reports of the requests.
  var requests: [RequestReport] {
    events.compactMap { event -> RequestReport? in
      guard case .request(let report) = event else { return nil }
      return report
    }
  }

  /// The summary of the run.
  var summary: FetchSummary {
    var summary = FetchSummary()
    for event in events { summary.add(event) }
    return summary
  }
}

/// Options for servers of this machine: no pauses to speak of.
func testOptions(_ hosts: [String]) -> FetchOptions {
  var options = FetchOptions(version: "0", contact: "test@example.org")
  options.allowedHosts = Set(hosts)
  options.loopbackInterval = 0.01
  options.limits.firstBackoff = 0.02
  return options
}

/// Runs the fetcher on a thread of its own, since it waits for servers in this process.
func fetch(
  _ urls: [String], sitemaps: [String] = [], journal: MemoryJournal = MemoryJournal(),
  _ options: FetchOptions
) async throws -> FetchedRun {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async {
      continuation.resume(
        with: Result {
          var events: [FetchEvent] = []
          var fetcher = Fetcher(journal, options)
          _ = try fetcher.add(urls)
          try fetcher.add(sitemaps: sitemaps)
          while let event = try fetcher.next() { events.append(event) }
          let deferral = fetcher.takeDeferral()
          return FetchedRun(journal: fetcher.finish(), events: events, deferral: deferral)
        })
    }
  }
}

/// The bytes as gzip makes them smaller.
func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
  let folder = try TemporaryFolder()
  return try gzipOutput("gzip -n9 < \(folder.write(.init(bytes), to: "in"))", folder)
}

/// What a shell command writes.
func gzipOutput(_ command: String, _ folder: TemporaryFolder) throws -> [UInt8] {
  _ = try Command.run("/bin/sh", ["-c", "\(command) > \(folder.file("out"))"])
  return try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.file("out"))))
}
