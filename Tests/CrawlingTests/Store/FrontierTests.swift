import Crawling
import Testing
import TestSupport

/// The addresses of a store, and what becomes of them from run to run.
@Suite struct FrontierTests {
  private let folder: TemporaryFolder
  private let urls = (0..<4).map { "http://example.org/\($0)" }

  init() throws { folder = try TemporaryFolder() }

  private func open() throws -> CrawlStore {
    try CrawlStore(path: folder.path, StoreSample.options)
  }

  @Test func `addresses are given in the order of their time, then of their arrival`() throws {
    var store = try open()
    var entries = [3, 1, 2, 0].map { StoreSample.entry(urls[$0]) }
    entries[1].notBefore = 5
    #expect(try store.enqueue(entries, refresh: false) == 4)
    let found = try store.pending(group: "example.org", limit: 9)
    #expect(found.map(\.url) == [3, 2, 0, 1].map { urls[$0] })
    #expect(found.last?.notBefore == 5)
    #expect(try store.pending(group: "example.org", limit: 2).map(\.url) == [urls[3], urls[2]])
    #expect(try store.pending(group: "other", limit: 2).isEmpty)
  }

  @Test func `groups are in bytewise order, and only those with something to do`() throws {
    var store = try open()
    #expect(try store.pendingGroups() == [])
    let groups = ["b", "", "B", "é", "a"]
    let entries = groups.map { StoreSample.entry("http://\($0)/", group: $0) }
    _ = try store.enqueue(entries, refresh: false)
    #expect(try store.pendingGroups() == ["", "B", "a", "b", "é"])
    try store.record(.rejected(code: "X", detail: "x"), of: "http://a/")
    #expect(try store.pendingGroups() == ["", "B", "b", "é"])
  }

  @Test func `what is done is due again only in a later run that refreshes`() throws {
    try StoreSample.fill(folder.path, [urls[0]])
    var store = try open()
    #expect(try store.enqueue([StoreSample.entry(urls[0])], refresh: false) == 0)
    #expect(try store.enqueue([StoreSample.entry(urls[0])], refresh: true) == 1)
    let entry = try store.pending(group: "example.org", limit: 1).first
    #expect(entry?.etag == "\"1\"")
    try store.record(.unchanged([StoreSample.notModified(urls[0])]), of: urls[0])
    // Refreshed in this run already, as when a killed run is started again.
    #expect(try store.enqueue([StoreSample.entry(urls[0])], refresh: true) == 0)
  }

  @Test func `a run that did not end is continued`() throws {
    do {
      var store = try open()
      _ = try store.enqueue(urls.map { StoreSample.entry($0) }, refresh: true)
      try store.record(.fetched([StoreSample.answer(urls[0])]), of: urls[0])
      try store.record(.rejected(code: "X", detail: "x"), of: urls[1])
      try store.close()
    }
    var store = try open()
    #expect(try store.enqueue(urls.map { StoreSample.entry($0) }, refresh: true) == 2)
    #expect(try store.pending(group: "example.org", limit: 9).map(\.url) == Array(urls[2...]))
  }

  @Test func `what was rejected is due again in a later run`() throws {
    do {
      var store = try open()
      _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: false)
      try store.record(.rejected(code: "X", detail: "x"), of: urls[0])
      #expect(try store.enqueue([StoreSample.entry(urls[0])], refresh: false) == 0)
      try store.close()
    }
    var store = try open()
    #expect(try store.enqueue([], refresh: false) == 0)
    #expect(try store.enqueue([StoreSample.entry(urls[0])], refresh: false) == 1)
  }

  @Test func `a retry is counted and waits for its time`() throws {
    var store = try open()
    _ = try store.enqueue(urls.prefix(2).map { StoreSample.entry($0) }, refresh: false)
    try store.record(.retry(code: "timeout", detail: "x", notBefore: 99), of: urls[0])
    try store.record(.retry(code: "timeout", detail: "x", notBefore: 199), of: urls[0])
    let found = try store.pending(group: "example.org", limit: 9)
    #expect(found.map(\.url) == [urls[1], urls[0]])
    #expect(found.map(\.attempts) == [0, 2])
    #expect(found.map(\.notBefore) == [0, 199])
  }

  @Test func `an address may change its group`() throws {
    var store = try open()
    _ = try store.enqueue([StoreSample.entry(urls[0], group: "a")], refresh: false)
    _ = try store.enqueue([StoreSample.entry(urls[0], group: "b")], refresh: false)
    #expect(try store.pendingGroups() == ["b"])
  }

  @Test func `robots and parked groups are kept`() throws {
    do {
      var store = try open()
      #expect(try store.robots(of: "http://a:80") == nil)
      try store.keepRobots(200, [0, 255], fetched: 7, of: "http://a:80")
      try store.keepRobots(404, [1], fetched: 8, of: "http://a:80")
      #expect(try store.parked(group: "a") == 0)
      try store.park(group: "a", until: 50)
      try store.park(group: "a", until: 40)
      try store.close()
    }
    var store = try open()
    let robots = try #require(try store.robots(of: "http://a:80"))
    #expect(robots == (404, [1], 8))
    #expect(try store.parked(group: "a") == 50)
  }
}
