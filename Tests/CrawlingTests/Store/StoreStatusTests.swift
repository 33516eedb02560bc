import Crawling
import Foundation
import Testing
import TestSupport

@Suite struct StoreStatusTests {
  @Test func `a store is counted while it is written`() throws {
    let folder = try TemporaryFolder()
    var store = try CrawlStore(path: folder.path, StoreSample.options)
    let urls = (0..<8).map { "http://example.org/\($0)" }
    _ = try store.enqueue(urls.prefix(7).map { StoreSample.entry($0) }, refresh: false)
    _ = try store.enqueue([StoreSample.entry(urls[7], group: "slow.org")], refresh: false)
    try store.record(.fetched([StoreSample.answer(urls[0])]), of: urls[0])
    try store.record(.unchanged([StoreSample.notModified(urls[0])]), of: urls[0])
    try store.record(.rejected(code: "robots-disallowed", detail: "x"), of: urls[1])
    try store.record(.rejected(code: "robots-disallowed", detail: "x"), of: urls[2])
    try store.record(.rejected(code: "http-404", detail: "x"), of: urls[3])
    try store.record(.retry(code: "timeout", detail: "x", notBefore: 2000), of: urls[4])
    try store.park(group: "slow.org", until: 3000)
    try store.park(group: "past.org", until: 10)
    try store.keepRobots(200, [], fetched: 0, of: "http://example.org:80")
    let status = try StoreStatus(store: folder.path, now: 1000)
    let expected = [
      "addresses 8", "pages 1", "gone 0", "done 1", "pending 4", "due 2", "rejected 3",
      "rejected:http-404 1", "rejected:robots-disallowed 2", "parked:slow.org 1970-01-01T00:50:00Z",
      "responses 1", "revisits 1", "robots 1", "unfinished yes", "warc_files 1",
    ]
    let found = status.measures.map { "\($0.name) \($0.value)" }
    #expect(Array(found.prefix(expected.count)) == expected)
    #expect(found.last == "running yes")
    try store.close()
    #expect(try StoreStatus(store: folder.path).measures.last?.value == "no")
  }

  @Test func `the command prints a table, or says what is missing`() throws {
    let folder = try TemporaryFolder()
    try StoreSample.fill(folder.file("mine/store"), ["http://example.org/"])
    let result = try Command.run("crawl", ["status", "--flow", "mine", "--data", folder.path])
    #expect(result.status == 0)
    #expect(result.standardOutput.hasPrefix("measure\tvalue\naddresses\t1\npages\t1\n"))
    let missing = try Command.run("crawl", ["status", "--store", folder.path])
    #expect(missing.status == 66)
    #expect(missing.standardError.contains("is no store of 'crawl fetch'; check the path"))
    #expect(try Command.run("crawl", ["status"]).status == 2)
  }
}
