import Crawling
import Foundation
import Testing

/// The seconds from the start of each request to that of the next.
private func gaps(_ visits: [FaultServer.Visit]) -> [Double] {
  zip(visits, visits.dropFirst()).map { ($1.start - $0.start) / .seconds(1) }
}

/// Expects that requests keep their distance.
///
/// A busy machine may note a request late, but never early; so each request is held, by the server's
/// note, against the time at which the one before was sent.
private func expectPace(
  _ interval: Double, _ visits: [FaultServer.Visit], of run: FetchedRun, group: String? = nil
) {
  let sent = run.requests.filter { group == nil || $0.group == group }.map(\.ts)
  #expect(sent.count == visits.count)
  #expect(zip(sent, sent.dropFirst()).allSatisfy { Double($1 - $0) >= interval * 900 })
  #expect(zip(sent, visits.dropFirst()).allSatisfy { Double($1.time - $0) >= interval * 900 })
}

private func overlap(_ visits: [FaultServer.Visit]) -> Bool {
  zip(visits, visits.dropFirst()).contains { ($0.end ?? .now) > $1.start }
}

@Suite struct `Politeness` {
  @Test func `requests to a group keep their distance and never overlap`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(404) : [.pause(0.02)] + page()
    }
    var options = testOptions([server.host])
    options.loopbackInterval = 0.15
    let run = try await fetch((0..<20).map { server.url("/\($0)") }, options)
    server.stop()
    #expect(server.visits.count == 21 && run.summary.fetched == 20)
    #expect(server.paths == ["/robots.txt"] + (0..<20).map { "/\($0)" })
    #expect(!overlap(server.visits))
    expectPace(0.15, server.visits, of: run)
    #expect(server.connectionCount == 1)
    for visit in server.visits {
      let agent = visit.headers["user-agent"] ?? ""
      #expect(agent.wholeMatch(of: /\S+\/\S+ \(.+\) libcurl\/\S+/) != nil)
      #expect(agent.contains("test@example.org"))
    }
  }

  @Test func `two hosts of Wikimedia share the pace, two others run side by side`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(404) : [.pause(0.05)] + page()
    }
    let hosts = [
      "en.wikipedia.org", "commons.wikimedia.org", "one.example", "two.example",
    ].map { "\($0):\(server.port)" }
    var options = testOptions(hosts)
    options.resolve = hosts.map { "\($0):127.0.0.1" }
    options.loopbackInterval = 0.15
    let run = try await fetch(
      hosts.flatMap { host in (0..<4).map { "http://\(host)/\($0)" } }, options)
    server.stop()
    #expect(run.summary.fetched == 16)
    let visits = { (names: [String]) in
      server.visits.filter { visit in
        names.contains { visit.headers["host"]?.hasPrefix($0) == true }
      }
    }
    let wikimedia = visits(["en.wikipedia.org", "commons.wikimedia.org"])
    #expect(wikimedia.count == 10 && !overlap(wikimedia))
    expectPace(0.15, wikimedia, of: run, group: "wikimedia")
    let others = visits(["one.example", "two.example"])
    #expect(others.count == 10 && gaps(others).contains { $0 < 0.1 })
  }

  @Test func `the floors hold whatever is asked for`() async throws {
    let server = try FaultServer { visit in visit.path == "/robots.txt" ? answer(404) : page() }
    let host = "slow.example:\(server.port)"
    var options = testOptions([host])
    options.resolve = ["\(host):127.0.0.1"]
    options.loopbackInterval = nil
    options.interval = 0
    let run = try await fetch(["http://\(host)/a", "http://\(host)/b"], options)
    server.stop()
    #expect(server.visits.count == 3)
    expectPace(0.5, server.visits, of: run)
  }

  @Test func `a delay in robots txt lengthens the distance`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt"
        ? answer(200, [], bytes("User-agent: *\nCrawl-delay: 0.3")) : page()
    }
    let run = try await fetch([server.url("/a"), server.url("/b")], testOptions([server.host]))
    server.stop()
    #expect(server.paths == ["/robots.txt", "/a", "/b"])
    let sent = run.requests.map(\.ts)
    #expect(sent.count == 3 && sent[2] - sent[1] >= 270 && server.visits[2].time - sent[1] >= 270)
  }

  @Test(arguments: [429, 503], [true, false])
  func `a server that asks for time gets it`(status: Int, asDate: Bool) async throws {
    let server = try FaultServer { visit in
      guard visit.path == "/busy" else { return visit.path == "/robots.txt" ? answer(404) : page() }
      let date = HTTPDate(Date().addingTimeInterval(3)).text
      return answer(status, ["Retry-After: \(asDate ? date : "2")"])
    }
    var options = testOptions([server.host])
    options.limits.attempts = 2
    let run = try await fetch([server.url("/busy"), server.url("/other")], options)
    server.stop()
    #expect(run.journal.verdict(server.url("/busy")) == "http-\(status)")
    #expect(run.journal.verdict(server.url("/other")) == "fetched")
    let visits = server.visits.filter { $0.path != "/robots.txt" }
    #expect(visits.map(\.path).prefix(1) == ["/busy"] && server.visits(of: "/busy").count == 2)
    #expect(gaps(visits)[0] >= 2)
  }

  @Test func `a wait beyond the run is left to the next one, which respects it`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(404) : answer(429, ["Retry-After: 100000"])
    }
    let urls = [server.url("/a"), server.url("/b")]
    let run = try await fetch(urls, testOptions([server.host]))
    #expect(server.paths == ["/robots.txt", "/a"] && run.deferral != nil)
    #expect(run.journal.verdict(urls[0]) == "retry http-429")
    let parked = try #require(run.journal.parks[server.host])
    let asked = try #require(server.visits.last?.time)
    #expect(abs(Double(parked) - Double(asked) / 1000 - 86_400) < 5)
    let next = try await fetch(urls, journal: run.journal, testOptions([server.host]))
    server.stop()
    #expect(server.visits.count == 2 && next.deferral != nil && next.events.isEmpty)
  }

  @Test(arguments: ["", "soon", "-5", "Wed, 21 Oct 2015 07:28:00 GMT"])
  func `a malformed wait is no reason to hurry or to stop`(value: String) async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(404) : answer(429, ["Retry-After: \(value)"])
    }
    var options = testOptions([server.host])
    options.limits.attempts = 2
    let run = try await fetch([server.url("/a")], options)
    server.stop()
    #expect(run.journal.verdict(server.url("/a")) == "http-429")
    #expect(server.visits(of: "/a").count == 2)
  }

  @Test func `Wikimedia's hosts are left alone after an error`() async throws {
    let server = try FaultServer { $0.path == "/robots.txt" ? answer(404) : answer(500) }
    let host = "upload.wikimedia.org:\(server.port)"
    var options = testOptions([host])
    options.resolve = ["\(host):127.0.0.1"]
    options.budget.seconds = 60
    let run = try await fetch(["http://\(host)/a", "http://\(host)/b"], options)
    server.stop()
    #expect(server.paths == ["/robots.txt", "/a"] && run.deferral != nil)
    let parked = try #require(run.journal.parks["wikimedia"])
    let asked = try #require(server.visits.last?.time)
    #expect(abs(Double(parked) - Double(asked) / 1000 - 900) < 5)
  }

  @Test func `a group whose addresses fail one after another is left alone`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(404) : answer(500)
    }
    let run = try await fetch((0..<9).map { server.url("/\($0)") }, testOptions([server.host]))
    server.stop()
    #expect(server.visits.count == 4 && run.deferral?.contains(server.host) == true)
  }

  @Test func `the pages of a run are limited, and the next run goes on`() async throws {
    let server = try FaultServer { visit in visit.path == "/robots.txt" ? answer(404) : page() }
    let urls = (0..<5).map { server.url("/\($0)") }
    var options = testOptions([server.host])
    options.budget.pages = 3
    let run = try await fetch(urls, options)
    #expect(run.summary.fetched == 3 && run.deferral?.contains("3 pages") == true)
    let rest = try await fetch(urls, journal: run.journal, options)
    server.stop()
    #expect(rest.summary.fetched == 2 && rest.deferral == nil)
    #expect(server.visits.count { $0.path != "/robots.txt" } == 5)
    #expect(server.visits(of: "/robots.txt").count == 1)
  }

  @Test func `bytes and time of a run are limited`() async throws {
    let server = try FaultServer { visit in
      visit.path == "/robots.txt" ? answer(404) : page(String(repeating: "x", count: 1000))
    }
    let urls = (0..<9).map { server.url("/\($0)") }
    var options = testOptions([server.host])
    options.budget.bytes = 2500
    let run = try await fetch(urls, options)
    #expect(run.summary.fetched == 3 && run.deferral?.contains("2500 bytes") == true)
    options = testOptions([server.host])
    options.loopbackInterval = 0.2
    options.budget.seconds = 0.7
    let short = try await fetch(urls, options)
    server.stop()
    #expect((1...4).contains(short.summary.fetched) && short.deferral != nil)
  }
}

/// A time as HTTP writes it.
private struct HTTPDate {
  var text: String

  init(_ date: Date) {
    let form = DateFormatter()
    form.locale = Locale(identifier: "en_US_POSIX")
    form.timeZone = TimeZone(secondsFromGMT: 0)
    form.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    text = form.string(from: date)
  }
}
