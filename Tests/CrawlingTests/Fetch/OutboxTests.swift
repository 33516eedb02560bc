import Crawling
import Testing

@Suite struct OutboxTests {
  private func run(interval: Double) async throws -> FetchedRun {
    let server = try FaultServer { $0.path == "/robots.txt" ? answer(404) : page() }
    defer { server.stop() }
    var options = testOptions([server.host])
    options.loopbackInterval = interval
    return try await fetch((0..<200).map { server.url("/\($0)") }, options)
  }

  @Test func `answers that come fast are kept many at once, and each is told of`() async throws {
    let run = try await run(interval: 0)
    #expect(run.journal.batches.reduce(0, +) == 200)
    #expect(run.journal.batches.count < 100)
    // The sixteen that are under way may end before the many are kept.
    #expect(run.journal.batches.allSatisfy { $0 <= 128 + 16 })
    #expect(run.summary.fetched == 200)
  }

  @Test func `an answer of a site that is asked politely is kept at once`() async throws {
    let run = try await run(interval: 0.001)
    #expect(run.journal.batches == Array(repeating: 1, count: 200))
    #expect(run.summary.fetched == 200)
  }
}
