import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `What may be fetched` {
  private let closed = bytes("User-agent: other\nDisallow: /\nUser-agent: kindred\nDisallow: /w/\n")

  @Test func `what robots txt disallows is not asked for, after a redirect either`() async throws {
    let server = try FaultServer { [closed] visit in
      switch visit.path {
      case "/robots.txt": answer(200, [], closed)
      case "/moved": answer(302, ["Location: /w/secret"])
      default: page()
      }
    }
    let run = try await fetch(
      ["/w/a", "/moved", "/wiki"].map(server.url), testOptions([server.host]))
    server.stop()
    #expect(run.journal.verdict(server.url("/w/a")) == "robots-disallowed")
    #expect(run.journal.detail(server.url("/w/a")).contains("line 4: Disallow: /w/"))
    #expect(run.journal.verdict(server.url("/moved")) == "robots-disallowed")
    #expect(server.paths == ["/robots.txt", "/moved", "/wiki"])
  }

  @Test(arguments: [
    ("500", "robots-unreachable"), ("429", "robots-unreachable"),
    ("403", "robots-forbidden"), ("401", "robots-forbidden"), ("404", "fetched"),
    ("410", "fetched"), ("timeout", "robots-unreachable"),
    ("reset", "robots-unreachable"), ("truncated", "robots-unreachable"),
    ("html", "fetched"), ("empty", "fetched"), ("bom", "robots-disallowed"),
    ("gzip", "robots-disallowed"), ("long", "fetched"), ("endless", "robots-disallowed"),
  ])
  func `the answer for robots txt decides`(kind: String, verdict: String) async throws {
    let all = bytes("User-agent: *\nDisallow: /")
    let packed = try gzip(all)
    let server = try FaultServer { visit in
      guard visit.path == "/robots.txt" else { return page() }
      switch kind {
      case "timeout": return [.pause(2)]
      case "reset": return [.reset]
      case "truncated": return raw(["HTTP/1.1 200 OK", "Content-Length: 99"], all)
      case "html": return page("User-agent: *\nDisallow: /")
      case "empty": return answer(200)
      case "bom": return answer(200, [], [0xEF, 0xBB, 0xBF] + all)
      case "gzip": return answer(200, ["Content-Encoding: gzip"], packed)
      case "long":
        let filler = [UInt8](repeating: UInt8(ascii: "#"), count: 512_000)
        return answer(200, [], filler + bytes("\n") + all)
      case "endless":
        return [
          .bytes(bytes("HTTP/1.1 200 OK\r\n\r\n") + all + bytes("\n")),
          .repeated(bytes("# more\n"), 1_000_000), .close,
        ]
      default: return answer(Int(kind) ?? 200, [], all)
      }
    }
    var options = testOptions([server.host])
    options.limits.totalSeconds = 0.4
    let run = try await fetch([server.url("/a"), server.url("/b")], options)
    server.stop()
    for path in ["/a", "/b"] { #expect(run.journal.verdict(server.url(path)) == verdict) }
    let pages = server.paths.filter { $0 != "/robots.txt" }
    #expect(pages == (verdict == "fetched" ? ["/a", "/b"] : []))
  }

  @Test func `a forbidden robots txt can be taken for none`() async throws {
    let server = try FaultServer { $0.path == "/robots.txt" ? answer(403) : page() }
    var options = testOptions([server.host])
    options.isForbiddenRobotsOpen = true
    let run = try await fetch([server.url("/a")], options)
    server.stop()
    #expect(run.summary.fetched == 1)
  }

  @Test(arguments: [(5, "robots-disallowed"), (6, "fetched")])
  func `robots txt may move five times`(moves: Int, verdict: String) async throws {
    let server = try FaultServer { visit in
      if visit.path == "/robots.txt" { return answer(301, ["Location: /r\(moves - 1)"]) }
      guard visit.path.hasPrefix("/r"), let left = Int(visit.path.dropFirst(2)) else {
        return page()
      }
      return left == 0
        ? answer(200, [], bytes("User-agent: *\nDisallow: /"))
        : answer(302, ["Location: /r\(left - 1)"])
    }
    let run = try await fetch([server.url("/a")], testOptions([server.host]))
    server.stop()
    #expect(run.journal.verdict(server.url("/a")) == verdict)
  }

  @Test func `robots txt does not lead into a private network either`() async throws {
    let inner = try FaultServer { _ in answer(200) }
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(301, ["Location: \(inner.url("/r"))"]) : page()
    }
    let run = try await fetch([server.url("/a")], testOptions([server.host]))
    server.stop()
    inner.stop()
    #expect(run.journal.verdict(server.url("/a")) == "robots-unreachable")
    #expect(inner.connectionCount == 0 && server.paths == ["/robots.txt"])
  }

  @Test func `rules that were kept hold for a day, and longer while there are no others`()
    async throws
  {
    let server = try FaultServer { $0.path == "/robots.txt" ? answer(500) : page() }
    let now = Int(Date().timeIntervalSince1970)
    var journal = MemoryJournal()
    journal.robots["http://\(server.host)"] = (200, closed, now - 3600)
    let fresh = try await fetch(
      [server.url("/a"), server.url("/w/a")], journal: journal, testOptions([server.host]))
    #expect(server.paths == ["/a"])
    #expect(fresh.journal.verdict(server.url("/w/a")) == "robots-disallowed")
    journal.robots["http://\(server.host)"] = (200, closed, now - 90_000)
    _ = try await fetch(
      [server.url("/b"), server.url("/w/b")], journal: journal, testOptions([server.host]))
    server.stop()
    #expect(server.paths == ["/a", "/robots.txt", "/robots.txt", "/robots.txt", "/b"])
  }

  @Test func `no connection leads into a private network`() async throws {
    let server = try FaultServer { _ in page() }
    let targets = [
      "http://127.0.0.1/", "http://169.254.169.254/", "http://[::ffff:10.0.0.1]/",
      "http://2130706433/", "http://[64:ff9b::a00:1]/", "http://[::1]/", "http://0/",
      "http://10.0.0.1/",
    ]
    let mover = try FaultServer { visit in
      guard let index = Int(visit.path.dropFirst()) else { return answer(404) }
      return answer(302, ["Location: \(targets[index])"])
    }
    let private10 = "http://inner.example/", loop = "http://loop.example/"
    var options = testOptions([mover.host])
    options.resolve = ["inner.example:80:10.0.0.1", "loop.example:80:127.0.0.1"]
    let moved = targets.indices.map { mover.url("/\($0)") }
    let run = try await fetch(targets + moved + [private10, loop], options)
    server.stop()
    mover.stop()
    for url in moved + [private10, loop] {
      #expect(run.journal.verdict(url) == "private-address", "\(url)")
    }
    #expect(run.summary.fetched == 0 && server.visits.isEmpty)
    #expect(run.requests.allSatisfy { $0.ip == "127.0.0.1" || $0.ip == "" })
    #expect(run.journal.detail(loop).contains("--allow-host"))
  }

  @Test func `other schemes, users and ports are rejected before any socket`() async throws {
    let server = try FaultServer { _ in page() }
    let texts = [
      "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "data:text/html,x",
      "http://a:b@\(server.host)/",
    ]
    let run = try await fetch(
      texts + ["http://127.0.0.1:22/", server.url("/x")], testOptions([]))
    server.stop()
    let rejects = run.events.compactMap { event -> String? in
      guard case .settled(_, .rejected(let code, _)) = event else { return nil }
      return code
    }
    #expect(rejects.sorted() == Array(repeating: "bad-address", count: 5) + ["port", "port"])
    #expect(run.requests.isEmpty && server.connectionCount == 0)
  }

  @Test func `Facebook is never asked, and Wikimedia not without a contact`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(404) : answer(302, ["Location: https://fb.com/x"])
    }
    let host = "en.wikipedia.org:\(server.port)"
    var options = testOptions([server.host, host, "www.facebook.com:\(server.port)"])
    options.resolve = [host, "www.facebook.com:\(server.port)"].map { "\($0):127.0.0.1" }
    options.contact = nil
    let urls = [
      "http://www.facebook.com:\(server.port)/afv", server.url("/to"), "http://\(host)/wiki/Emma",
    ]
    let run = try await fetch(urls, options)
    server.stop()
    #expect(urls.map(run.journal.verdict) == ["meta-policy", "meta-policy", "contact-required"])
    #expect(run.journal.detail(urls[0]).contains("crawl import"))
    #expect(server.paths == ["/robots.txt", "/to"])
  }

  @Test func `endless paths are left alone`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(404) : answer(302, ["Location: \(visit.path)/a/b"])
    }
    let run = try await fetch([server.url("/a/b")], testOptions([server.host]))
    server.stop()
    #expect(run.journal.verdict(server.url("/a/b")) == "address-trap")
    #expect(server.visits.count == 4)
  }

  @Test func `redirects are followed five times`() async throws {
    let server = try FaultServer { visit in
      guard let left = Int(visit.path.dropFirst()) else { return answer(404) }
      return left == 0 ? page() : answer(307, ["Location: /\(left - 1)"])
    }
    let run = try await fetch([server.url("/5"), server.url("/6")], testOptions([server.host]))
    server.stop()
    #expect(run.journal.verdict(server.url("/5")) == "fetched")
    #expect(
      run.journal.records(server.url("/5")).map(\.url)
        == (0...5).reversed().map { server.url("/\($0)") })
    #expect(run.journal.verdict(server.url("/6")) == "too-many-redirects")
  }

  @Test func `a redirect to another host obeys that host's rules and pace`() async throws {
    let other = try FaultServer { [closed] visit in
      visit.path == "/robots.txt" ? answer(200, [], closed) : page()
    }
    let server = try FaultServer { visit in
      visit.path == "/robots.txt"
        ? answer(404) : answer(302, ["Location: \(other.url(visit.path))"])
    }
    let run = try await fetch(
      [server.url("/w/x"), server.url("/x")], testOptions([server.host, other.host]))
    server.stop()
    other.stop()
    #expect(run.journal.verdict(server.url("/w/x")) == "robots-disallowed")
    #expect(run.journal.verdict(server.url("/x")) == "fetched")
    #expect(other.paths == ["/robots.txt", "/x"])
  }

  @Test func `every code has a sentence and a remedy`() {
    for code in FetchCode.allCases {
      #expect(code.sentence.count > 8 && code.remedy.count > 8)
      #expect(code.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
    }
  }
}
