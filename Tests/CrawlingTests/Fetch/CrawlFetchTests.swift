import Foundation
import TestSupport
import Testing

/// `crawl fetch` and `crawl explain` as a user runs them.
@Suite struct `The fetch command` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs the program on a thread of its own, since it waits for a server in this process.
  private func crawl(_ arguments: [String]) async throws -> Command.Result {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try Command.run("crawl", arguments) })
      }
    }
  }

  private func fetch(_ server: FaultServer, _ arguments: [String]) async throws -> Command.Result {
    try await crawl(
      [
        "fetch", "--contact", "test@example.org", "--allow-host", server.host,
        "--loopback-interval", "0.01", "--store", folder.file("store"),
      ] + arguments)
  }

  @Test func `a site of Wikimedia is not asked without a contact`() async throws {
    for argument in ["--url", "--sitemap"] {
      let result = try await crawl(
        ["fetch", "--store", folder.file("s"), argument, "https://en.wikipedia.org/wiki/Emma"])
      #expect(result.status == 2 && result.standardError.contains("--contact"))
    }
    #expect(!folder.names.contains("s"))
  }

  @Test func `Facebook is refused with a word on import`() async throws {
    let server = try FaultServer { _ in answer(200, [], bytes("User-agent: *\nDisallow: /")) }
    let result = try await fetch(server, ["--url", "https://www.facebook.com/afv?token=abc"])
    server.stop()
    #expect(result.status == 4 && server.visits.isEmpty)
    #expect(
      result.standardError.contains("crawl: warning: https://www.facebook.com/afv: META_POLICY"))
    #expect(result.standardError.contains("crawl import"))
  }

  @Test func `pages are fetched, and the summary says how many`() async throws {
    let server = try FaultServer { visit in
      ["/robots.txt", "/none"].contains(visit.path) ? answer(404) : page(visit.path)
    }
    let urls = try folder.write(
      "# pages\n\(server.url("/b"))\n\n\(server.url("/none"))\n", to: "urls")
    let result = try await fetch(server, ["--url", server.url("/a"), "--urls", urls])
    server.stop()
    #expect(result.status == 0)
    #expect(result.standardError.contains("crawl: 2 fetched, 0 unchanged, 1 failed; 4 requests"))
    #expect(result.standardOutput.isEmpty)
  }

  @Test func `nothing to be had is an error`() async throws {
    let server = try FaultServer { _ in answer(403) }
    let result = try await fetch(server, ["--url", server.url("/a")])
    server.stop()
    #expect(result.status == 4 && server.paths == ["/robots.txt"])
    #expect(result.standardError.contains("forbids even its robots.txt"))
  }

  @Test func `work that is left is for another run`() async throws {
    let server = try FaultServer { $0.path == "/robots.txt" ? answer(404) : page() }
    let urls = ["--url", server.url("/a"), "--url", server.url("/b")]
    let result = try await fetch(server, urls + ["--max-pages", "1"])
    #expect(result.status == 75 && result.standardError.contains("the budget of the run is spent"))
    let rest = try await fetch(server, urls)
    server.stop()
    #expect(rest.status == 0 && server.visits.count { $0.path != "/robots.txt" } == 2)
  }

  @Test func `the log in JSON has a line for each request`() async throws {
    struct Line: Decodable {
      struct Fields: Decodable { var url: String?, http: Int?, decision: String?, code: String? }
      var event: String?, fields: Fields?
    }
    let server = try FaultServer { visit in
      visit.path == "/a" ? page("secret words", ["Set-Cookie: a=b"]) : answer(404)
    }
    let result = try await fetch(
      server, ["--log-format", "json", "--url", server.url("/a"), "--url", server.url("/b")])
    server.stop()
    let lines = try result.standardError.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    let requests = lines.filter { $0.event == "request" }
    #expect(requests.map { $0.fields?.http } == [404, 200, 404])
    #expect(requests.map { $0.fields?.decision } == ["HTTP_404", "ok", "HTTP_404"])
    #expect(lines.contains { $0.event == "reject" && $0.fields?.code == "HTTP_404" })
    #expect(!result.standardError.contains("secret") && !result.standardError.contains("a=b"))
  }

  @Test(arguments: [
    ["--interval", "0.1"], ["--contact", "nobody"], ["--max-pages", "0"],
    ["--forbidden-robots", "x"],
    ["--loopback-interval", "-1"],
  ])
  func `options out of their range are refused`(arguments: [String]) async throws {
    let result = try await crawl(
      ["fetch", "--store", folder.file("s"), "--url", "http://127.0.0.1/"] + arguments)
    #expect(result.status == 2)
  }

  @Test func `the help states the politeness and the two policies`() async throws {
    let help = try await crawl(["fetch", "--help"]).standardOutput
    for words in ["0.35", "Retry-After", "robots.txt", "Wikimedia", "Meta", "crawl import"] {
      #expect(help.contains(words), "\(words)")
    }
  }

  @Test func `an explanation names the line that decides`() async throws {
    let server = try FaultServer { _ in
      answer(200, [], bytes("User-agent: *\nCrawl-delay: 7\nDisallow: /w/\n"))
    }
    let arguments = ["--allow-host", server.host]
    let result = try await crawl(["explain", server.url("/w/x")] + arguments)
    #expect(result.status == 0 && server.paths == ["/robots.txt"])
    #expect(result.standardOutput.contains("\nrobots\tline 3: Disallow: /w/\n"))
    #expect(result.standardOutput.contains("\ninterval\t7.0 s\n"))
    #expect(result.standardOutput.contains("\ngroup\t\(server.host)\n"))
    let file = try folder.write("User-agent: kindred\nAllow: /w", to: "robots.txt")
    let other = try await crawl(["explain", server.url("/w/x"), "--robots", file] + arguments)
    server.stop()
    #expect(other.standardOutput.contains("\nrobots\tline 2: Allow: /w\n"))
    #expect(other.standardOutput.contains("\nverdict\tmay be fetched\n"))
    #expect(server.visits.count == 1)
  }

  @Test(arguments: [
    ("http://127.0.0.1/", "SSRF"), ("http://localhost/", "SSRF"), ("ftp://x.org/", "BAD_ADDRESS"),
    ("https://facebook.com/x", "META_POLICY"), ("http://127.0.0.1:22/", "PORT"),
    ("https://en.wikipedia.org/wiki/Emma", "CONTACT_REQUIRED"),
  ])
  func `an explanation says what is refused`(url: String, code: String) async throws {
    let result = try await crawl(["explain", url])
    #expect(result.status == 0 && result.standardOutput.contains("\nverdict\t\(code): "))
  }
}
