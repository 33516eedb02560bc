import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct LinkFinderTests {
  private let folder: TemporaryFolder
  private let origin = "http://example.org"

  init() throws { folder = try TemporaryFolder() }

  /// Keeps pages in the store, and tells the finder of them if there is one.
  private func keep(_ pages: KeyValuePairs<String, String>, _ finder: LinkFinder? = nil) throws {
    var options = StoreSample.options
    options.onArrival = finder?.read
    var store = try CrawlStore(path: folder.path, options)
    _ = try store.enqueue(pages.map { StoreSample.entry(origin + $0.key) }, refresh: true)
    for (path, page) in pages {
      try store.record(.fetched([StoreSample.answer(origin + path, page)]), of: origin + path)
    }
    try store.close()
  }

  /// The paths of the level behind `/`.
  private func level(_ walk: inout LinkWalk) throws -> [String]? {
    try walk.next(store: folder.path)?.compactMap { WebAddress($0)?.path }
  }

  private func walk() -> LinkWalk { LinkWalk(.links, depth: 9, from: [origin + "/"]) }

  /// References of every kind, with what each leads to; nil for those that are not followed.
  private static let references: [(String, String?)] = [
    ("/a", "/a"), ("/a", nil), ("b", "/b"), ("./b?x=1&amp;y=2#z", "/b?x=1&y=2"), ("#c", nil),
    ("//example.org/c", "/c"), ("http://example.org/d", "/d"), ("HTTP://EXAMPLE.org/e", "/e"),
    ("http://example.org:80/f", "/f"), ("http://example.org.evil.net/g", nil),
    ("http://example.net", nil), ("https://xexample.org/h", nil), ("http://1.2.3.4/i", nil),
    ("mailto:j@example.org", nil), ("javascript:k()", nil), ("http:l", "/l"), ("/m\tn\n", "/mn"),
    (" /o ", "/o"), ("/p\u{1}q", "/pq"), ("/\u{E4}", "/%C3%A4"),
    ("http://exa&#109;ple.org/r", "/r"),
    ("", nil), ("https://example.org/s", "/s"), ("httpx", "/httpx"), ("http://", nil),
  ]

  @Test func `what arrives leads where it leads once it is in the store`() throws {
    let page = Self.references.map { "<a href=\"\($0.0)\">x</a>" }.joined()
    let expected = Self.references.compactMap { $0.1 }
    var told = walk()
    try keep(["/": page], told.finder)
    let found = try level(&told)
    #expect(found == expected)
    var reading = walk()
    #expect(try level(&reading) == found)
  }

  @Test func `a page that arrived is not read again`() throws {
    var told = walk()
    try keep(["/": "<a href=/a>a</a>"], told.finder)
    for path in try StoreSample.warcs(folder.path) {
      try FileManager.default.removeItem(atPath: path)
    }
    #expect(try level(&told) == ["/a"])
    var reading = walk()
    #expect(throws: (any Error).self) { try level(&reading) }
  }

  @Test func `what the finder knows of an older page is not used`() throws {
    var told = walk()
    try keep(["/": "<a href=/old>a</a>"], told.finder)
    try keep(["/": "<a href=/new>a</a>"])
    #expect(try level(&told) == ["/new"])
  }

  @Test func `what there is no memory for is read from the store`() throws {
    let finder = walk().finder
    // Pages that are in no walk fill it: some 64 of a megabyte.
    for number in 0..<80 { finder.read(page(number, references: 1_000)) }
    #expect(finder.size > 64 << 20 && finder.size < 68 << 20)
    let before = finder.size
    try keep(["/": "<a href=/a>a</a>"], finder)
    #expect(finder.size == before)
  }

  /// A page that arrives, with references of a thousand bytes.
  private func page(_ number: Int, references: Int) -> ArrivedPage {
    let reference = "<a href=/\(String(repeating: "x", count: 1000))>"
    let page = String(repeating: reference, count: references)
    return ArrivedPage(
      url: "\(origin)/\(number)", finalURL: "\(origin)/\(number)", sha256: "",
      body: .init(contentType: "text/html", bytes: Array(page.utf8)))
  }

  @Test func `a page that takes long is left for the time when no answer waits`() throws {
    let finder = walk().finder
    finder.read(page(0, references: 3_000))
    #expect(finder.size == 0)
  }

  @Test func `the links of the last level are not looked for, nor strays kept`() throws {
    var walk = LinkWalk(.links, depth: 2, from: [origin + "/"])
    try keep(["/": "<a href=/a>a</a>", "/stray": "<a href=/b>b</a>"], walk.finder)
    #expect(walk.finder.size > 0)
    #expect(try level(&walk) == ["/a"])
    #expect(walk.finder.size == 0)
    try keep(["/a": "<a href=/c>c</a>"], walk.finder)
    #expect(walk.finder.size > 0)
    #expect(try level(&walk) == ["/c"])
    try keep(["/c": "<a href=/d>d</a>"], walk.finder)
    #expect(walk.finder.size == 0)
    #expect(try level(&walk) == nil)
  }
}
