import Artifacts
import Crawling
import Foundation

/// Writes a store as a fetch would, in a process of its own that tests kill, without a network.
///
///     StoreProbe fetch STORE COUNT LOG [SIZE]     pages of COUNT addresses; LOG says what was asked
///     StoreProbe hold STORE                       keeps the lock until its standard input ends
///     StoreProbe scale STORE COUNT                times of a large frontier, as lines `name value`
@main
struct StoreProbe {
  static func main() {
    do {
      let arguments = CommandLine.arguments
      let store = arguments.count > 2 ? arguments[2] : ""
      switch arguments.dropFirst().first {
      case "fetch" where arguments.count >= 5:
        try fetch(
          store, count: Int(arguments[3]) ?? 0, log: arguments[4],
          size: arguments.count > 5 ? Int(arguments[5]) ?? 0 : 300)
      case "hold" where arguments.count == 3:
        let held = try CrawlStore(path: store, options())
        FileHandle.standardOutput.write(Data("held\n".utf8))
        _ = readLine()
        try held.close()
      case "scale" where arguments.count == 4:
        try scale(store, count: Int(arguments[3]) ?? 0)
      default:
        exit(2)
      }
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit((error as? FileError)?.kind == .locked ? 75 : 74)
    }
  }

  static func options() -> StoreOptions {
    var options = StoreOptions(software: "probe/1.0", userAgent: "probe/1.0 (me@example.org)")
    options.freeSpaceFloor = 0
    options.largestWARC = 20_000
    return options
  }

  /// Enqueues `count` addresses, and records an answer for each that is pending.
  static func fetch(_ path: String, count: Int, log: String, size: Int) throws {
    var store = try CrawlStore(path: path, options())
    let entries = (0..<count).map { number in
      FrontierEntry(url: "http://example.org/\(number)", group: "example.org")
    }
    _ = try store.enqueue(entries, refresh: false)
    if !FileManager.default.fileExists(atPath: log) {
      _ = FileManager.default.createFile(atPath: log, contents: nil)
    }
    let file = FileHandle(forWritingAtPath: log)
    try file?.seekToEnd()
    while let entry = try store.pending(group: "example.org", limit: 1).first {
      try file?.write(contentsOf: Data("\(entry.url)\n".utf8))
      try store.record(outcome(of: entry.url, size: size), of: entry.url)
    }
    try store.close()
  }

  /// The same answer for an address whenever it is asked: a page, some behind a redirect, some none.
  static func outcome(of url: String, size: Int) -> FetchOutcome {
    let number = Int(url.split(separator: "/").last ?? "") ?? 0
    if number % 10 == 9 {
      return .rejected(code: "http-404", detail: "there is no such page; correct the address")
    }
    // Bytes that hardly shrink, so that the files reach the size at which they are rolled.
    var state = UInt64(number + 1)
    let body = (0..<size).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    var page = HTTPRecord(
      url: url, sent: 1_700_000_000_000 + number, address: "127.0.0.1",
      requestHead: Array("GET /\(number) HTTP/1.1\r\nHost: example.org\r\n\r\n".utf8),
      responseHead: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8), body: body,
      status: 200, etag: "\"\(number)\"")
    guard number % 7 == 3 else { return .fetched([page]) }
    var redirect = page
    redirect.responseHead = Array("HTTP/1.1 301 Moved\r\nLocation: /moved/\(number)\r\n\r\n".utf8)
    (redirect.status, redirect.body, redirect.etag) = (301, [], "")
    page.url = "http://example.org/moved/\(number)"
    return .fetched([redirect, page])
  }

  /// Records pages of 20,000 bytes in one WARC file.
  static func fill(_ path: String, pages: Int) throws {
    var options = options()
    options.largestWARC = .max
    var store = try CrawlStore(path: path, options)
    let urls = (0..<pages).map { "http://example.org/\($0 * 70)" }
    _ = try store.enqueue(urls.map { FrontierEntry(url: $0, group: "a") }, refresh: false)
    for url in urls { try store.record(outcome(of: url, size: 20_000), of: url) }
    try store.close()
  }

  /// Times how long a large frontier takes to be made, opened and asked.
  static func scale(_ path: String, count: Int) throws {
    let clock = ContinuousClock()
    var store = try CrawlStore(path: path, options())
    let enqueue = try clock.measure {
      for start in stride(from: 0, to: count, by: 1000) {
        let entries = (start..<min(start + 1000, count)).map { number in
          FrontierEntry(
            url: "https://en.wikipedia.org/wiki/A_book_with_a_long_title_\(number)",
            group: "site\(number % 100)")
        }
        _ = try store.enqueue(entries, refresh: false)
      }
    }
    try store.close()
    var again: CrawlStore?
    let open = try clock.measure { again = try CrawlStore(path: path, options()) }
    let groups = try clock.measure { _ = try again?.pendingGroups() }
    let pending = try clock.measure { _ = try again?.pending(group: "site7", limit: 100) }
    let memory = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      .split(separator: "\n").first { $0.hasPrefix("VmHWM") }?.split(separator: " ").dropLast().last
    let record = try clock.measure { try fill(path + "-pages", pages: 300) }
    print("record_per_second \(Int(300 / (record / .seconds(1))))")
    print("enqueue_per_second \(Int(Double(count) / (enqueue / .seconds(1))))")
    print("open_milliseconds \(Int(open / .milliseconds(1)))")
    print("groups_milliseconds \(Int(groups / .milliseconds(1)))")
    print("pending_milliseconds \(Int(pending / .milliseconds(1)))")
    print("peak_kilobytes \(memory ?? "0")")
  }
}
