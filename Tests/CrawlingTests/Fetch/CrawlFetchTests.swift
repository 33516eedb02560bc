import Crawling
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
      result.standardError.contains("crawl: warning: https://www.facebook.com/afv: meta-policy"))
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
    #expect(requests.map { $0.fields?.decision } == ["http-404", "ok", "http-404"])
    #expect(lines.contains { $0.event == "reject" && $0.fields?.code == "http-404" })
    #expect(!result.standardError.contains("secret") && !result.standardError.contains("a=b"))
  }

  @Test func `a wait beyond the run ends it with 75, and the next run respects it`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(404) : answer(429, ["Retry-After: 100000"])
    }
    let urls = ["--url", server.url("/a"), "--url", server.url("/b")]
    let first = try await fetch(server, urls)
    #expect(first.status == 75 && server.paths == ["/robots.txt", "/a"])
    let second = try await fetch(server, urls)
    server.stop()
    #expect(second.status == 75 && server.visits.count == 2)
    #expect(second.standardError.contains("run the same command again later"))
  }

  @Test func `a bomb is rejected in little memory`() async throws {
    // 204 KB that inflate to 210 MB.
    let bomb = try gzipOutput("head -c 210000000 /dev/zero | gzip -9", folder)
    #expect(bomb.count < 300_000)
    let server = try FaultServer { visit in
      visit.path == "/robots.txt"
        ? answer(404) : answer(200, ["Content-Type: text/html", "Content-Encoding: gzip"], bomb)
    }
    let result = try await fetch(server, ["--url", server.url("/bomb")])
    server.stop()
    #expect(result.status == 4 && server.visits(of: "/bomb").count == 1)
    let log = try requestLog()
    #expect(log.first { $0.fields.url == server.url("/bomb") }?.fields.decision == "too-large")
    #expect(try #require(log[1].fields.decoded) <= 17 << 20)
    #expect(try #require(log.last?.fields.peakMemory) < 200_000_000)
  }

  @Test func `a store that another program writes is left alone at once`() async throws {
    let holder = try StoreHolder(folder.file("store"))
    let server = try FaultServer { _ in answer(404) }
    let result = try await fetch(server, ["--url", server.url("/a")])
    server.stop()
    #expect(result.status == 75 && server.visits.isEmpty)
    try holder.release()
  }

  /// A line of the log in the store.
  private struct Line: Decodable {
    struct Fields: Decodable {
      var url: String?, http: Int?, decision: String?, code: String?, decoded: Int?
      var fetched: Int?, peakMemory: Int?
    }
    var event: String, fields: Fields, time: String
  }

  /// The lines of the logs in the store, in the order of the runs.
  private func requestLog() throws -> [Line] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try folder.names.filter { $0.hasPrefix("store/log/run-") }.flatMap { name in
      try folder.read(name).split(separator: "\n").map {
        try decoder.decode(Line.self, from: Data($0.utf8))
      }
    }
  }

  @Test func `the log in the store has a line for each request and each outcome`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/a" ? page("secret words", ["Set-Cookie: a=b"]) : answer(404)
    }
    let result = try await fetch(server, ["--url", server.url("/a"), "--url", server.url("/b")])
    server.stop()
    #expect(result.status == 0 && result.standardOutput.isEmpty)
    let lines = try requestLog()
    let events = ["request", "request", "fetched", "request", "reject", "end"]
    #expect(lines.map(\.event).sorted() == events.sorted() && lines.last?.event == "end")
    let requests = lines.filter { $0.event == "request" }
    #expect(requests.map(\.fields.url) == server.paths.map(server.url))
    #expect(requests.map(\.fields.decision) == ["http-404", "ok", "http-404"])
    #expect(lines.first { $0.event == "reject" }?.fields.code == "http-404")
    #expect(lines.last?.fields.fetched == 1)
    for line in lines { #expect(Timestamp(line.time) != nil, "\(line.time)") }
    let name = try #require(folder.names.first { $0.hasPrefix("store/log/run-") })
    let text = try folder.read(name)
    #expect(!text.contains("secret") && !text.contains("a=b"))
    let rights = try FileManager.default.attributesOfItem(atPath: folder.file(name))
    #expect(rights[.posixPermissions] as? Int == 0o600)
  }

  @Test func `an explanation tells what the store knows`() async throws {
    let server = try FaultServer { visit in
      switch visit.path {
      case "/robots.txt": answer(200, [], bytes("User-agent: *\nDisallow: /w/\n"))
      case "/a": page()
      default: answer(404)
      }
    }
    let urls = ["/a", "/none", "/w/x"].flatMap { ["--url", server.url($0)] }
    #expect(try await fetch(server, urls).status == 0)
    let visits = server.visits.count
    func explained(_ path: String) async throws -> String {
      let result = try await crawl([
        "explain", server.url(path), "--allow-host", server.host, "--store", folder.file("store"),
      ])
      #expect(result.status == 0, "\(result.standardError)")
      return result.standardOutput
    }
    let kept = try #require(try StoredPages(store: folder.file("store")).all.first)
    let known = try await explained("/a")
    #expect(known.contains("\nrobots-kept\tstatus 200, 0 min old, used\n"))
    #expect(known.contains("\nstate\tdone\n") && known.contains("\npage\t\(kept.fetched)\n"))
    #expect(known.contains("\nkept\t\(kept.warc), byte \(kept.offset), "))
    #expect(known.contains("\nanswer\t\(kept.fetched), status 200\n"))
    let missing = try await explained("/none")
    #expect(missing.contains("\nstate\trejected\nfailure\thttp-404: "))
    #expect(missing.contains("\nmissing\tsince "))
    let closed = try await explained("/w/x")
    #expect(closed.contains("\nrobots\tline 2: Disallow: /w/\n"))
    #expect(closed.contains("\nfailure\trobots-disallowed: "))
    #expect(try await explained("/other").contains("\nstate\tunknown: it was never asked for\n"))
    server.stop()
    #expect(server.visits.count == visits, "the kept robots.txt still holds")
  }

  @Test(arguments: [
    ["--interval", "0.1"], ["--contact", "nobody"], ["--max-pages", "0"],
    ["--forbidden-robots", "x"],
    ["--loopback-interval", "-1"], ["--depth", "2"], ["--follow", "links", "--depth", "0"],
    ["--follow", "all"],
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
    ("http://127.0.0.1/", "private-address"), ("http://localhost/", "private-address"),
    ("ftp://x.org/", "bad-address"),
    ("https://facebook.com/x", "meta-policy"), ("http://127.0.0.1:22/", "port"),
    ("https://en.wikipedia.org/wiki/Emma", "contact-required"),
  ])
  func `an explanation says what is refused`(url: String, code: String) async throws {
    let result = try await crawl(["explain", url])
    #expect(result.status == 0 && result.standardOutput.contains("\nverdict\t\(code): "))
  }
}
