import Crawling
import Foundation
import TestSupport
import Testing

private let html = "Content-Type: text/html"
private let text = bytes("<html>" + String(repeating: "words ", count: 200) + "</html>")

/// Answers that are broken in a way of their own, and what the crawler makes of them.
private struct Fault: Sendable {
  var path: String
  var verdict: String
  /// How often the page is asked for.
  var requests: Int
  var answer: FaultServer.Answer

  init(
    _ path: String, _ verdict: String, requests: Int = 1,
    _ answer: @autoclosure () -> FaultServer.Answer
  ) {
    self.path = "/" + path
    self.verdict = verdict
    self.requests = requests
    self.answer = answer()
  }
}

private func chunked(_ body: String) -> FaultServer.Answer {
  raw(["HTTP/1.1 200 OK", html, "Transfer-Encoding: chunked"], bytes(body))
}

private func length(_ count: Int, _ body: [UInt8]) -> FaultServer.Answer {
  raw(["HTTP/1.1 200 OK", html, "Content-Length: \(count)"], body)
}

private func encoded(_ coding: String, _ body: [UInt8]) -> FaultServer.Answer {
  answer(200, [html, "Content-Encoding: \(coding)"], body)
}

private func faults() throws -> [Fault] {
  let packed = try gzip(text)
  let packedTwice = try gzip(packed)
  let megabyte = [UInt8](repeating: 0x61, count: 1 << 20)
  let headerLine = bytes("X-Filler: " + String(repeating: "y", count: 1000) + "\r\n")
  return [
    Fault("good", "fetched", page()),
    Fault("no-length", "fetched", raw(["HTTP/1.1 200 OK", html], text)),
    Fault(
      "no-length-52-MB", "too-large",
      [.bytes(bytes("HTTP/1.1 200 OK\r\n\(html)\r\n\r\n")), .repeated(megabyte, 52), .close]),
    Fault("length-too-long", "truncated", requests: 5, length(5000, text)),
    Fault("length-too-short", "fetched", length(100, text)),
    Fault("chunks-without-end", "truncated", requests: 5, chunked("5\r\n<html\r\n")),
    Fault("chunk-size-bad", "malformed", requests: 3, chunked("zz\r\n<html\r\n0\r\n\r\n")),
    Fault("gzip", "fetched", encoded("gzip", packed)),
    Fault("gzip-members", "fetched", encoded("gzip", packed + packed)),
    Fault("gzip-with-padding", "fetched", encoded("x-gzip", packed + [0, 0, 0])),
    Fault("gzip-garbage", "bad-encoding", requests: 2, encoded("gzip", text)),
    Fault("gzip-truncated", "truncated", requests: 5, encoded("gzip", packed.dropLast(9))),
    Fault(
      "gzip-bad-checksum", "bad-encoding", requests: 2,
      encoded("gzip", packed.dropLast(8) + [1, 2, 3, 4] + packed.suffix(4))),
    Fault("gzip-of-gzip", "bad-encoding", requests: 2, encoded("gzip", packedTwice)),
    Fault("br-unasked", "bad-encoding", requests: 2, encoded("br", packed)),
    Fault(
      "six-encodings", "bad-encoding", requests: 2,
      encoded("gzip, gzip, gzip, gzip, gzip, gzip", packed)),
    Fault(
      "two-lengths", "malformed",
      raw(["HTTP/1.1 200 OK", html, "Content-Length: 5", "Content-Length: 7"], bytes("<html>x"))),
    Fault("http-0.9", "malformed", [.bytes(text), .close]),
    Fault(
      "headers-20-MB", "head-too-large",
      [.bytes(bytes("HTTP/1.1 200 OK\r\n")), .repeated(headerLine, 20_000), .close]),
    Fault(
      "headers-201", "head-too-large",
      raw(["HTTP/1.1 200 OK", html] + (0..<200).map { "X-\($0): y" }, text)),
    Fault("nul-in-header", "malformed", raw(["HTTP/1.1 200 OK", "X: a\0b", html], text)),
    Fault(
      "slow-head", "timeout", requests: 2,
      [.drip(bytes("HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 99)), every: 0.2)]),
    Fault(
      "slow-body", "timeout", requests: 2,
      [.bytes(bytes("HTTP/1.1 200 OK\r\n\(html)\r\n\r\n")), .drip(text, every: 0.2)]),
    Fault(
      "drip-over-the-low-speed", "timeout", requests: 2,
      [.bytes(bytes("HTTP/1.1 200 OK\r\n\(html)\r\n\r\n")), .drip(text, every: 0.009)]),
    Fault(
      "reset", "truncated", requests: 5,
      [
        .bytes(bytes("HTTP/1.1 200 OK\r\n\(html)\r\nContent-Length: 900\r\n\r\n<html>")),
        .pause(0.05), .reset,
      ]),
    Fault("nothing", "no-answer", requests: 5, [.close]),
    Fault(
      "folded-header", "fetched",
      raw(
        ["HTTP/1.1 200 OK", "CONTENT-type:", " text/html", "content-LENGTH: \(text.count)"], text)),
    Fault(
      "continue-first", "fetched",
      raw(["HTTP/1.1 103 Early", "Link: x", "", "HTTP/1.1 200 OK", html], text)),
    Fault("no-type", "fetched", raw(["HTTP/1.1 200 OK"], text)),
    Fault("no-type-no-page", "not-html", raw(["HTTP/1.1 200 OK"], bytes("plain words"))),
    Fault("pdf", "not-html", answer(200, ["Content-Type: application/pdf"], text)),
    Fault("empty-redirect", "http-302", answer(302)),
    Fault("to-file", "bad-redirect", answer(302, ["Location: file:///etc/passwd"])),
    Fault("to-ftp", "bad-redirect", answer(302, ["Location: ftp://127.0.0.1/x"])),
    Fault("to-user", "bad-redirect", answer(302, ["Location: http://a:b@127.0.0.1/x"])),
    Fault("to-itself", "too-many-redirects", requests: 6, answer(302, ["Location: /to-itself"])),
    Fault("to-blank", "fetched", answer(308, ["Location: /g\u{F6}\u{F6} d"])),
    Fault("not-modified-unasked", "http-304", answer(304)),
    Fault("partial", "http-206", answer(206, [html], text)),
    Fault("unauthorized", "http-401", answer(401, [html], text)),
    Fault("forbidden", "http-403", answer(403, [html], text)),
    Fault("missing", "http-404", answer(404, [html], text)),
    Fault("gone", "http-410", answer(410, [html], text)),
    Fault("broken", "http-500", requests: 5, answer(500, [html], text)),
    Fault("legal", "http-451", answer(451, [html], text)),
    Fault("cookie", "fetched", page("x", ["Set-Cookie: a=b; Path=/"])),
  ]
}

@Suite struct `Faults of servers` {
  @Test(.timeLimit(.minutes(1)))
  func `each fault has its verdict, and is asked for as often as makes sense`() async throws {
    let faults = try faults()
    let answers = Dictionary(uniqueKeysWithValues: faults.map { ($0.path, $0.answer) })
    let server = try FaultServer { visit in
      visit.path == "/robots.txt"
        ? answer(404) : visit.path.hasPrefix("/g%") ? page() : answers[visit.path] ?? answer(404)
    }
    var options = testOptions([server.host])
    options.loopbackInterval = 0
    options.limits.totalSeconds = 1.6
    options.limits.slowSeconds = 1
    options.limits.groupFailures = 1000
    // Slow ones would take five times their time.
    let slow = faults.filter { $0.verdict == "timeout" }
    var quick = try await fetch(
      faults.filter { $0.verdict != "timeout" }.map { server.url($0.path) }, options)
    options.limits.attempts = 2
    let start = ContinuousClock.now
    quick.journal = try await fetch(
      slow.map { server.url($0.path) }, journal: quick.journal, options
    ).journal
    #expect(start.duration(to: .now) < .seconds(2 * (1.6 + 1)))
    server.stop()
    for fault in faults {
      #expect(quick.journal.verdict(server.url(fault.path)) == fault.verdict, "\(fault.path)")
      let visits = server.visits(of: fault.path).count
      // libcurl itself asks once more where a connection that was open before turns out to be dead.
      let isOften = fault.path == "/nothing" && visits > fault.requests
      #expect(visits == fault.requests || isOften, "\(fault.path)")
    }
    for visit in server.visits {
      #expect(visit.headers["cookie"] == nil && visit.headers["referer"] == nil)
      #expect(visit.headers["authorization"] == nil)
    }
  }

  @Test func `a compressed bomb is stopped early`() async throws {
    let folder = try TemporaryFolder()
    let bomb = try gzipOutput("head -c 210000000 /dev/zero | gzip -9", folder)
    #expect(bomb.count < 300_000)
    let server = try FaultServer { visit in
      switch visit.path {
      case "/bomb": encoded("gzip", bomb)
      case "/chunks":
        [
          .bytes(
            bytes(
              "HTTP/1.1 200 OK\r\n\(html)\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
                + "\r\n\(String(bomb.count, radix: 16))\r\n") + bomb + bytes("\r\n0\r\n\r\n"))
        ]
      default: answer(404)
      }
    }
    let run = try await fetch(
      [server.url("/bomb"), server.url("/chunks")], testOptions([server.host]))
    server.stop()
    for path in ["/bomb", "/chunks"] {
      #expect(run.journal.verdict(server.url(path)) == "too-large")
      #expect(server.visits(of: path).count == 1)
    }
    let decoded = run.requests.map(\.decoded)
    #expect(decoded.max() ?? 0 > 0 && decoded.allSatisfy { $0 <= 17 << 20 })
  }

  @Test func `what is recorded is what went over the wire`() async throws {
    let packed = try gzip(text)
    let server = try FaultServer { visit in
      switch visit.path {
      case "/robots.txt": answer(404)
      case "/old": answer(301, ["Location: /new"])
      default: answer(200, [html, "Content-Encoding: gzip", "ETag: W/\"v1\""], packed)
      }
    }
    let run = try await fetch([server.url("/old")], testOptions([server.host]))
    server.stop()
    let records = run.journal.records(server.url("/old"))
    #expect(records.map(\.url) == [server.url("/old"), server.url("/new")])
    #expect(records.map(\.status) == [301, 200])
    let last = try #require(records.last)
    #expect(last.body == packed && last.etag == "W/\"v1\"" && last.address == "127.0.0.1")
    let request = String(decoding: last.requestHead, as: UTF8.self)
    #expect(request.hasPrefix("GET /new HTTP/1.1\r\nHost: \(server.host)\r\n"))
    #expect(
      request.hasSuffix("\r\n\r\n") && request.contains("\r\nAccept-Encoding: gzip, deflate\r\n"))
    let response = String(decoding: last.responseHead, as: UTF8.self)
    #expect(response.hasPrefix("HTTP/1.1 200 X\r\n") && response.hasSuffix("\r\n\r\n"))
    #expect(abs(Double(last.sent) / 1000 - Date().timeIntervalSince1970) < 60)
  }

  @Test func `slow hosts do not hold up a healthy one`() async throws {
    let drip = FaultServer.Part.drip([UInt8](repeating: 0x20, count: 50), every: 0.1)
    let server = try FaultServer { visit in
      if visit.path == "/robots.txt" { return answer(404) }
      if visit.path.hasPrefix("/slow") {
        return [.bytes(bytes("HTTP/1.1 200 OK\r\n\(html)\r\n\r\n")), drip]
      }
      return page(visit.path)
    }
    let slow = (0..<100).map { "slow\($0).test" }
    let good = (0..<20).map { server.url("/\($0)") }
    var options = testOptions([server.host] + slow.map { "\($0):\(server.port)" })
    options.resolve = slow.map { "\($0):\(server.port):127.0.0.1" }
    options.limits.totalSeconds = 4
    options.limits.attempts = 1
    options.loopbackInterval = 0.05
    var alone = ContinuousClock.now
    _ = try await fetch(good, options)
    let usual = server.visits.last.map { $0.start - alone } ?? .zero
    alone = .now
    let run = try await fetch(
      slow.map { "http://\($0):\(server.port)/slow" } + good, options)
    server.stop()
    let last = try #require(server.visits.last { $0.headers["host"] == server.host })
    let delay = last.start - alone - usual
    #expect(delay < .seconds(1), "\(delay); usual \(usual)")
    #expect(run.summary.fetched == 20 && run.summary.rejected == 100)
    #expect(alone.duration(to: .now) < .seconds(4 + 6))
  }
}
