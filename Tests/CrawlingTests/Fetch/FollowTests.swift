import Crawling
import Foundation
import TestSupport
import Testing

/// `crawl fetch --follow`, as a user runs it.
@Suite struct `Following links` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs the program on a thread of its own, since it waits for a server in this process.
  private func fetch(
    _ server: FaultServer, _ arguments: [String], store: String = "store",
    crashAt point: String = ""
  ) async throws -> Command.Result {
    let arguments =
      [
        "KINDRED_CRASH_AT=\(point)", Command.path(of: "crawl"), "fetch", "--contact",
        "test@example.org", "--allow-host", server.host, "--loopback-interval", "0.01", "--store",
        folder.file(store),
      ] + arguments
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try Command.run("/usr/bin/env", arguments) })
      }
    }
  }

  /// A site where page n links to the pages 2n + 1 and 2n + 2, up to 30, to itself and to elsewhere.
  private func tree() throws -> FaultServer {
    try FaultServer { visit in
      guard let number = Int(visit.path.dropFirst()), number <= 30 else { return answer(404) }
      let targets = [2 * number + 1, 2 * number + 2].filter { $0 <= 30 }
      let links = targets.map { "<a href=\"/\($0)#top\">x</a>" }.joined()
      return page(
        """
        <p>\(number)\(links)<a href='/\(number)'>self</a><a href="http://127.0.0.2:9/x">other host</a>
        <a rel="ugc nofollow" href="/hidden">no</a><a href="mailto:a@b.c">mail</a>
        """)
    }
  }

  private func pages(_ server: FaultServer) -> [Int] {
    server.paths.filter { $0 != "/robots.txt" }.compactMap { Int($0.dropFirst()) }
  }

  @Test(arguments: [(1, 3), (2, 7), (3, 15), (9, 31)])
  func `pages come level by level, each once`(depth: Int, count: Int) async throws {
    let server = try tree()
    let result = try await fetch(
      server, ["--url", server.url("/0"), "--follow", "links", "--depth", "\(depth)"])
    server.stop()
    #expect(result.status == 0, "\(result.standardError)")
    #expect(pages(server) == Array(0..<count), "breadth first, in the order of the pages")
    #expect(server.paths.count == count + 1, "nothing but pages and robots.txt")
    #expect(result.standardError.contains("\(count) fetched"))
  }

  @Test func `without the option no link is followed`() async throws {
    let server = try tree()
    #expect(try await fetch(server, ["--url", server.url("/0")]).status == 0)
    server.stop()
    #expect(pages(server) == [0])
  }

  @Test func `the budget holds, and the next run goes on where it was`() async throws {
    let server = try tree()
    let arguments = ["--url", server.url("/0"), "--follow", "links", "--depth", "3"]
    var statuses: [Int32] = []
    for _ in 0..<3 {
      statuses.append(try await fetch(server, arguments + ["--max-pages", "5"]).status)
    }
    #expect(statuses == [75, 75, 0])
    #expect(try await fetch(server, arguments).status == 0)
    server.stop()
    #expect(pages(server) == Array(0..<15))
    #expect(server.visits(of: "/robots.txt").count == 1)
  }

  @Test(arguments: ["warc-write:1", "commit:1", "commit:2", "warc-sync:4", "commit:6"])
  func `a run that was killed goes on without asking twice`(point: String) async throws {
    let server = try tree()
    let arguments = ["--url", server.url("/0"), "--follow", "links", "--depth", "3"]
    let killed = try await fetch(server, arguments, crashAt: point)
    #expect(killed.status == 137, "\(killed.standardError)")
    #expect(pages(server).count < 15)
    #expect(try await fetch(server, arguments).status == 0)
    server.stop()
    #expect(Set(pages(server)) == Set(0..<15))
    #expect(pages(server).count <= 16, "at most what was in flight comes twice: \(pages(server))")
    #expect(try StoredPages(store: folder.file("store")).all.count == 15)
  }

  @Test func `rules of the site hold for links, too`() async throws {
    let server = try FaultServer { visit in
      switch visit.path {
      case "/robots.txt": answer(200, [], bytes("User-agent: *\nDisallow: /w/\n"))
      case "/a": page("<base href=/w/><a href=x>1</a><a href=/b>2</a><area href='../c?q=1&amp;r'>")
      case "/b": page("<meta name=robots content='noindex, NOFOLLOW'><a href=/d>3</a>")
      default: page("<a href=/a>4</a>")
      }
    }
    let result = try await fetch(
      server, ["--url", server.url("/a"), "--follow", "links", "--depth", "9"])
    server.stop()
    #expect(result.status == 0 && server.paths == ["/robots.txt", "/a", "/b", "/c?q=1&r"])
    #expect(result.standardError.contains("/w/x: robots-disallowed"))
  }

  @Test func `a page whose base is another host still leads to its own by whole addresses`()
    async throws
  {
    let server = try FaultServer { visit in
      switch visit.path {
      case "/robots.txt": answer(404)
      case "/a":
        page(
          "<base href='http://other.example/'><a href=/b>1</a><a href='http://\(visit.headers["host"] ?? "")/c'>2</a>"
        )
      default: page("<a href='#top'>3</a><a href=/a>4</a>")
      }
    }
    let result = try await fetch(
      server, ["--url", server.url("/a"), "--follow", "links", "--depth", "9"])
    server.stop()
    #expect(result.status == 0, "\(result.standardError)")
    #expect(server.paths == ["/robots.txt", "/a", "/c"])
  }

  /// An article as a wiki shows it.
  private static func article(_ title: String, _ body: String) -> FaultServer.Answer {
    page(
      """
      <html lang="en"><head><link rel="canonical" href="https://en.wikipedia.org/wiki/\(title)"></head>
      <body><div id="menu"><a href="/wiki/Menu">m</a></div><h1 id="firstHeading">\(title)</h1>
      <div id="mw-content-text"><div class="mw-parser-output"><p>text \(body)</p>
      <div class="navbox"><a href="/wiki/Box">b</a></div></div></div></body></html>
      """)
  }

  @Test func `of an article only the links of its text to articles are followed`() async throws {
    let server = try FaultServer { visit in
      switch visit.path {
      case "/wiki/Emma":
        Self.article(
          "Emma",
          """
          <a href="/wiki/Jane_Austen#Life">J</a> <a href="//en.wikipedia.org/wiki/What%3F">W</a>
          <a href="/wiki/File:X.png">f</a> <a href="/wiki/Help:Y">h</a> <a class="new"
          href="/w/index.php?title=Z&amp;redlink=1">z</a> <a href="https://de.wikipedia.org/wiki/Emma"
          class="extiw">d</a> <a class="external" href="http://a.org/">a</a> <a href="/wiki/Emma">e</a>
          """)
      case "/wiki/Jane_Austen":
        Self.article("Jane_Austen", "<a href=\"/wiki/Emma\">E</a> <a href=\"/wiki/Bath\">B</a>")
      case "/robots.txt": answer(404)
      default: Self.article(String(visit.path.dropFirst(6)), "x")
      }
    }
    let result = try await fetch(
      server, ["--url", server.url("/wiki/Emma"), "--follow", "wikilinks", "--depth", "2"])
    server.stop()
    #expect(result.status == 0, "\(result.standardError)")
    #expect(
      server.paths == [
        "/robots.txt", "/wiki/Emma", "/wiki/Jane_Austen", "/wiki/What%3F", "/wiki/Bath",
      ])
  }

  @Test func `a walk over the same store goes the same way with any number of threads`()
    async throws
  {
    let server = try tree()
    let result = try await fetch(
      server, ["--url", server.url("/0"), "--follow", "links", "--depth", "9"])
    server.stop()
    #expect(result.status == 0)
    var levels: [[[String]]] = []
    for threads in [1, 4] {
      var walk = LinkWalk(.links, depth: 9, from: [server.url("/0"), "none"], threads: threads)
      levels.append([])
      while let level = try walk.next(store: folder.file("store")) {
        levels[levels.count - 1].append(level)
      }
    }
    #expect(levels[0] == levels[1] && levels[0].map(\.count) == [2, 4, 8, 16])
  }
}
