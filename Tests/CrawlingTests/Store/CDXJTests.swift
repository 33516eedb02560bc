import Crawling
import Foundation
import Testing
import TestSupport

/// The index of a WARC file as a store writes it.
@Suite struct CDXJTests {
  private func lines(_ urls: [String]) throws -> [String] {
    let folder = try TemporaryFolder()
    try StoreSample.fill(folder.path, urls)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("index"))
    let text = try folder.read("index/" + (names.first ?? ""))
    return text.split(separator: "\n").map(String.init)
  }

  @Test func `an address becomes a key that sorts by host and path`() throws {
    for (url, key) in [
      ("http://example.org/", "org,example)/"),
      ("https://www.Example.org/A/b", "org,example)/a/b"),
      ("http://example.org:80/a", "org,example)/a"),
      ("https://example.org:80/a", "org,example:80)/a"),
      ("http://en.wikipedia.org/wiki/A?b=2&a=1", "org,wikipedia,en)/wiki/a?a=1&b=2"),
      ("http://example.org?x", "org,example)/?x"),
      ("http://127.0.0.1:8080/a", "127.0.0.1:8080)/a"),
      ("http://[::1]:8080/a", "[::1]:8080)/a"),
    ] {
      let line = try lines([url])
      #expect(line.first?.split(separator: " ").first.map(String.init) == key)
    }
  }

  @Test func `the lines are in the order of their bytes`() throws {
    let urls = [
      "http://b.org/", "http://a.org/b", "http://a.org/B/c", "http://a.org/-", "http://é.org/",
    ]
    let lines = try lines(urls)
    #expect(lines.count == urls.count)
    let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(lines == sorted)
  }

  @Test func `a line says where the record is and what it is`() throws {
    let folder = try TemporaryFolder()
    try StoreSample.fill(folder.path, [#"http://example.org/"quoted"\"#])
    let warc = try #require(try StoreSample.warcs(folder.path).first)
    let name = URL(fileURLWithPath: warc).lastPathComponent
    let index = try folder.read("index/" + name.replacing(".warc.gz", with: ".cdxj"))
    let json = Data(index.split(separator: " ", maxSplits: 2)[2].utf8)
    let values = try JSONDecoder().decode([String: String].self, from: json)
    let record = try #require(try StoreSample.records(warc).first { $0.type == "response" })
    #expect(values["url"] == #"http://example.org/"quoted"\"#)
    #expect(values["offset"] == "\(record.offset)")
    #expect(values["length"] == "\(record.length)")
    #expect(values["digest"] == record.head["WARC-Payload-Digest"])
    #expect(values["mime"] == "text/html")
    #expect(values["status"] == "200")
    #expect(values["filename"] == name)
    #expect(index.split(separator: " ")[1] == "20231114221320")
  }
}
