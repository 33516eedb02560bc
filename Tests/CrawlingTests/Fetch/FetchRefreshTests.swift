import Crawling
import Testing

@Suite struct `Fetching again` {
  private func site() throws -> FaultServer {
    try FaultServer { visit in
      if visit.path == "/robots.txt" { return answer(404) }
      if visit.path == "/dated" {
        let date = "Wed, 21 Oct 2015 07:28:00 GMT"
        return visit.headers["if-modified-since"] == date
          ? answer(304) : page("x", ["Last-Modified: \(date)"])
      }
      if visit.path == "/moved" { return answer(301, ["Location: /weak"]) }
      let tag = visit.path == "/weak" ? "W/\"1\"" : "\"1\""
      return visit.headers["if-none-match"] == tag ? answer(304) : page("x", ["ETag: \(tag)"])
    }
  }

  @Test func `a second run asks for nothing`() async throws {
    let server = try site()
    let urls = ["/strong", "/weak"].map(server.url)
    let first = try await fetch(urls, testOptions([server.host]))
    let second = try await fetch(urls, journal: first.journal, testOptions([server.host]))
    server.stop()
    #expect(server.visits.count == 3 && second.events.isEmpty && second.deferral == nil)
  }

  @Test func `refreshing gets no body of what has not changed`() async throws {
    let server = try site()
    let urls = ["/strong", "/weak", "/dated", "/moved"].map(server.url)
    let first = try await fetch(urls, testOptions([server.host]))
    #expect(first.summary.fetched == 4)
    let before = server.visits.count
    var options = testOptions([server.host])
    options.refresh = true
    let second = try await fetch(urls, journal: first.journal, options)
    server.stop()
    #expect(second.summary.unchanged == 4 && second.summary.bytes == 0)
    let visits = server.visits.dropFirst(before)
    #expect(visits.count == 5)
    #expect(
      visits.allSatisfy {
        $0.headers["if-none-match"] != nil || $0.headers["if-modified-since"] != nil
      })
    #expect(second.journal.records(server.url("/moved")).map(\.status) == [301, 304])
  }

  @Test func `a mark of a version cannot become a header of its own`() async throws {
    let server = try FaultServer { $0.path == "/robots.txt" ? answer(404) : page() }
    var journal = MemoryJournal()
    let url = server.url("/a")
    _ = try journal.enqueue(
      [FrontierEntry(url: url, group: server.host, etag: "\"a\"\r\nCookie: b")], refresh: false)
    _ = try await fetch([], journal: journal, testOptions([server.host]))
    server.stop()
    #expect(server.visits.count == 2)
    #expect(server.visits.allSatisfy { $0.headers["cookie"] == nil })
  }
}
