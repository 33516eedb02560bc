import Artifacts
import Crawling
import Dispatch
import FlyingFox
import FlyingSocks
import Foundation
import Synchronization
import TestSupport
import Testing

/// A server on this machine that notes who asked for what, and when.
private final class Site: Sendable {
  struct Visit { var path: String, time: ContinuousClock.Instant, headers: HTTPHeaders }

  private let server: HTTPServer
  private let log = Mutex<[Visit]>([])
  let host: String

  var visits: [Visit] { log.withLock { $0 } }
  var paths: [String] { visits.map(\.path) }

  init(_ answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse) async throws {
    server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled)
    let server = server
    Task { try await server.run() }
    try await server.waitUntilListening()
    guard case .ip4(_, let port) = await server.listeningAddress else { throw CancellationError() }
    host = "127.0.0.1:\(port)"
    await server.appendRoute("*") { [self] request in
      log.withLock { $0.append(.init(path: request.path, time: .now, headers: request.headers)) }
      return answer(request)
    }
  }

  func url(_ path: String) -> String { "http://\(host)\(path)" }

  func stop() async { await server.stop() }
}

/// A body that breaks off after its first bytes, so that the server closes the connection.
private struct CutBody: AsyncBufferedSequence {
  struct AsyncIterator: AsyncBufferedIteratorProtocol {
    private var isBegun = false

    mutating func next() async throws -> UInt8? { throw CancellationError() }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      if isBegun { throw CancellationError() }
      isBegun = true
      return Array("<html>short".utf8)
    }
  }

  typealias Element = UInt8

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
}

private func html(_ text: String, _ headers: HTTPHeaders = [:]) -> HTTPResponse {
  var headers = headers
  headers[.contentType] = "text/html; charset=utf-8"
  return HTTPResponse(statusCode: .ok, headers: headers, body: Data("<html>\(text)</html>".utf8))
}

private func fields(_ name: HTTPHeader, _ value: String) -> HTTPHeaders { [name: value] }

private let missing = HTTPResponse(statusCode: .notFound)

@Suite(.serialized) struct `Fetching` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var store: String { folder.file("store") }

  /// Runs the fetcher on a thread of its own, since it waits for a server in this process.
  private func fetch(
    _ urls: [String], allow: [String], interval: Double = 0.02, refresh: Bool = false
  ) async throws -> [FetchOutcome] {
    var options = FetchOptions(version: "0", contact: "test@example.org")
    options.interval = interval
    options.refresh = refresh
    options.allowedHosts = Set(allow)
    let (fixed, store) = (options, store)
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            var outcomes: [FetchOutcome] = []
            var fetcher = try Fetcher(urls, store: store, fixed)
            while let outcome = try fetcher.next() { outcomes.append(outcome) }
            try fetcher.finish()
            return outcomes
          })
      }
    }
  }

  private func reason(_ outcome: FetchOutcome?) -> String? {
    guard case .rejected(let reject) = outcome else { return nil }
    return reject.reason
  }

  @Test func `requests keep their distance, and say who asks`() async throws {
    let site = try await Site { $0.path == "/robots.txt" ? missing : html($0.path) }
    let urls = (0..<5).map { site.url("/\($0)") }
    let start = ContinuousClock.now
    let outcomes = try await fetch(urls, allow: [site.host], interval: 0.2)
    await site.stop()
    #expect(outcomes == urls.map { .fetched($0) })
    #expect(site.paths == ["/robots.txt", "/0", "/1", "/2", "/3", "/4"])
    // Counted from the start, since a busy machine may note a request late but never early.
    for (turn, visit) in site.visits.enumerated() {
      #expect(start.duration(to: visit.time) >= .milliseconds(200 * turn))
    }
    let headers = try #require(site.visits.last?.headers)
    #expect(
      headers[HTTPHeader("User-Agent")]?.hasPrefix("kindred/0 (test@example.org) libcurl/") == true)
    #expect(headers[.cookie] == nil && headers[.authorization] == nil)
    #expect(try folder.read("store/index.tsv").split(separator: "\n").count == 6)
  }

  @Test func `a delay in robots txt lengthens the distance`() async throws {
    let site = try await Site { request in
      request.path == "/robots.txt"
        ? HTTPResponse(statusCode: .ok, body: Data("User-agent: *\nCrawl-delay: 0.3".utf8))
        : html("x")
    }
    let start = ContinuousClock.now
    _ = try await fetch([site.url("/a"), site.url("/b")], allow: [site.host])
    await site.stop()
    #expect(site.paths == ["/robots.txt", "/a", "/b"])
    #expect(start.duration(to: site.visits[2].time) >= .milliseconds(320))
  }

  @Test func `what robots txt disallows is not asked for, after a redirect either`() async throws {
    let site = try await Site { request in
      switch request.path {
      case "/robots.txt":
        HTTPResponse(statusCode: .ok, body: Data("User-agent: kindred\nDisallow: /w/".utf8))
      case "/moved": HTTPResponse(statusCode: .found, headers: fields(.location, "/w/secret"))
      default: html("x")
      }
    }
    let urls = [site.url("/w/a"), site.url("/moved"), site.url("/wiki")]
    let outcomes = try await fetch(urls, allow: [site.host])
    await site.stop()
    #expect(outcomes.map(reason) == ["robots", "robots", nil])
    #expect(site.paths == ["/robots.txt", "/moved", "/wiki"])
    #expect(try folder.read("store/rejects.tsv").contains("/w/a\trobots\t"))
  }

  @Test(arguments: [500, 429, 403])
  func `a host whose robots txt cannot be read is left alone`(status: Int) async throws {
    let site = try await Site { request in
      request.path == "/robots.txt"
        ? HTTPResponse(statusCode: .init(status, phrase: "x")) : html("x")
    }
    let outcomes = try await fetch([site.url("/a"), site.url("/b")], allow: [site.host])
    await site.stop()
    #expect(outcomes.map(reason) == ["robots", "robots"])
    #expect(Set(site.paths) == ["/robots.txt"])
  }

  @Test func `redirects are followed five times`() async throws {
    let site = try await Site { request in
      guard let left = Int(request.path.dropFirst()) else { return missing }
      return left == 0
        ? html("end")
        : HTTPResponse(statusCode: .movedPermanently, headers: fields(.location, "/\(left - 1)"))
    }
    let outcomes = try await fetch([site.url("/5"), site.url("/6")], allow: [site.host])
    await site.stop()
    #expect(outcomes.map(reason) == [nil, "too-many-redirects"])
    let index = try FetchIndex(store: store)
    let entry = try #require(index[site.url("/5")])
    #expect(entry.finalURL == site.url("/0") && entry.status == 200)
  }

  @Test func `a redirect to another scheme or to Facebook is refused`() async throws {
    let site = try await Site { request in
      switch request.path {
      case "/file":
        HTTPResponse(statusCode: .found, headers: fields(.location, "file:///etc/passwd"))
      case "/fb":
        HTTPResponse(statusCode: .found, headers: fields(.location, "https://www.facebook.com/x"))
      default: missing
      }
    }
    let outcomes = try await fetch(
      [site.url("/file"), site.url("/fb"), "https://m.facebook.com/afv"], allow: [site.host])
    await site.stop()
    #expect(Set(outcomes.map(reason)) == ["bad-redirect", "facebook"])
    #expect(outcomes.count { reason($0) == "facebook" } == 2)
    #expect(try folder.read("store/rejects.tsv").contains("crawl import"))
  }

  @Test func `a body over the cap is refused`() async throws {
    let site = try await Site { request in
      request.path == "/big" ? html(String(repeating: "x", count: 17 << 20)) : missing
    }
    let outcomes = try await fetch([site.url("/big")], allow: [site.host])
    await site.stop()
    #expect(outcomes.map(reason) == ["too-large"])
    #expect(site.paths.count { $0 == "/big" } == 1)
  }

  @Test func `a second run asks for nothing, and refreshing gets nothing that has not changed`()
    async throws
  {
    let site = try await Site { request in
      guard request.path == "/page" else { return missing }
      return request.headers[HTTPHeader("If-None-Match")] == "\"v1\""
        ? HTTPResponse(statusCode: .notModified) : html("x", [.eTag: "\"v1\""])
    }
    let urls = [site.url("/page")]
    #expect(try await fetch(urls, allow: [site.host]) == [.fetched(urls[0])])
    let before = site.visits.count
    #expect(try await fetch(urls, allow: [site.host]) == [.kept(urls[0])])
    #expect(site.visits.count == before)
    #expect(try await fetch(urls, allow: [site.host], refresh: true) == [.unchanged(urls[0])])
    await site.stop()
    #expect(site.visits.count == before + 2)
  }

  @Test func `a run continues where a killed one stopped`() async throws {
    let site = try await Site { $0.path == "/robots.txt" ? missing : html($0.path) }
    let urls = (0..<4).map { site.url("/\($0)") }
    _ = try await fetch(Array(urls[..<2]), allow: [site.host])
    let outcomes = try await fetch(urls, allow: [site.host])
    await site.stop()
    #expect(outcomes == [.kept(urls[0]), .kept(urls[1]), .fetched(urls[2]), .fetched(urls[3])])
    #expect(site.paths.filter { $0 != "/robots.txt" } == ["/0", "/1", "/2", "/3"])
    let files = try inputFiles([store])
    #expect(Set(files.map(\.url)) == Set(urls))
    #expect(files.allSatisfy { $0.status == "200" && $0.fetched.hasSuffix("Z") })
    #expect(try MappedFile(files[0].path).count > 0)
  }

  @Test func `a private address is refused unless it is allowed`() async throws {
    let site = try await Site { _ in html("x") }
    let allowed = try await fetch([site.url("/a")], allow: [site.host])
    #expect(allowed == [.fetched(site.url("/a"))])
    let before = site.visits.count
    #expect(try await fetch([site.url("/b")], allow: []).map(reason) == ["port"])
    let plain = try await fetch(
      ["http://127.0.0.1/", "http://2130706433/", "http://[::1]/"], allow: [])
    #expect(plain.map(reason) == ["private-address", "private-address", "private-address"])
    await site.stop()
    #expect(site.visits.count == before)
    #expect(try folder.read("store/rejects.tsv").contains("--allow-host"))
  }

  @Test func `a body that is cut short is tried again and not kept`() async throws {
    let site = try await Site { request in
      guard request.path == "/cut" else { return missing }
      return HTTPResponse(statusCode: .ok, body: HTTPBodySequence(from: CutBody(), count: 5000))
    }
    let outcomes = try await fetch([site.url("/cut")], allow: [site.host])
    await site.stop()
    #expect(outcomes.map(reason) == ["truncated"])
    #expect(site.paths.count { $0 == "/cut" } == 3)
    #expect(try FetchIndex(store: store).count == 0)
  }

  @Test func `a busy server is given its time`() async throws {
    let count = Mutex(0)
    let site = try await Site { request in
      guard request.path == "/busy" else { return missing }
      let isFirst = count.withLock { count in
        count += 1
        return count == 1
      }
      return isFirst
        ? HTTPResponse(
          statusCode: .tooManyRequests, headers: fields(HTTPHeader("Retry-After"), "1")) : html("x")
    }
    let outcomes = try await fetch([site.url("/busy")], allow: [site.host])
    await site.stop()
    #expect(outcomes == [.fetched(site.url("/busy"))])
    let times = site.visits.filter { $0.path == "/busy" }.map(\.time)
    #expect(times[0].duration(to: times[1]) >= .milliseconds(990))
  }

  @Test func `errors and other types of content are not kept`() async throws {
    let site = try await Site { request in
      request.path == "/pdf"
        ? HTTPResponse(
          statusCode: .ok, headers: fields(.contentType, "application/pdf"), body: Data("%".utf8))
        : missing
    }
    let outcomes = try await fetch(
      [site.url("/pdf"), site.url("/none"), "ftp://x"], allow: [site.host])
    await site.stop()
    #expect(Set(outcomes.map(reason)) == ["not-html", "http-404", "bad-address"])
  }

  @Test func `a store has one writer`() throws {
    let options = FetchOptions(version: "0", contact: "test@example.org")
    let first = try Fetcher([], store: store, options)
    let error = try #require(throws: FileError.self) { _ = try Fetcher([], store: store, options) }
    #expect(error.kind == .locked)
    _ = consume first
  }
}
