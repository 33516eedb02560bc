import Crawling
import Testing

/// What servers send is read without trust: whatever the bytes, the readers return.
@Suite struct `Readers of what servers send` {
  private struct Bytes {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }

    /// A text of pieces that matter to a reader, and of noise.
    mutating func text(_ pieces: [String]) -> String {
      (0..<next() % 12).map { _ in
        let choice = Int(next() % UInt64(pieces.count + 2))
        if choice < pieces.count { return pieces[choice] }
        return String(decoding: (0..<next() % 5).map { _ in UInt8(next() % 256) }, as: UTF8.self)
      }.joined()
    }
  }

  @Test func `addresses`() {
    let pieces = [
      "http://", "https:", "//", "/", "\\", "..", "%2e", "%", "?", "#", "@", ":", "[", "]", "::1",
      "127.0.0.1", "0x7f", "4294967296", "99999999999999999999", ".", "a", "ö", "\t", "utm_a=b",
      "&",
      "en.wikipedia.org/wiki/", "%20", "_", "[::ffff:1.2.3.4]", "65535", "00080",
    ]
    var bytes = Bytes(state: 1)
    let base = WebAddress("http://example.org/a/b?c")
    for _ in 0..<8_000 {
      let text = bytes.text(pieces)
      for address in [WebAddress(text), WebAddress("http://" + text), base?.resolving(text)] {
        guard let address else { continue }
        // One form: reading it again changes nothing.
        #expect(WebAddress(address.string) == address, "\(text)")
        #expect(!address.group.isEmpty && address.string.utf8.count <= 2083)
      }
    }
  }

  @Test func `robots files`() {
    let pieces = [
      "user-agent:", "user-agent: *\n", "kindred\n", "disallow:", "allow: /", "*", "$", "%41", "%",
      "\n", "\r", "crawl-delay: ", "1e400", "-1", "#", "\u{FEFF}", ":", " ", "/a", "sitemap: x",
    ]
    var bytes = Bytes(state: 2)
    for _ in 0..<3_000 {
      let rules = RobotsRules(Array(bytes.text(pieces).utf8), agent: "kindred")
      let verdict = rules.verdict(on: "/" + bytes.text(["a", "/", "%41", "*", "$", "?"]))
      #expect(verdict.isAllowed || verdict.line != nil)
    }
  }

  @Test func `waits`() {
    let pieces = [
      "1", "99999999999999999999", "-", "Wed, ", "21 Oct 2015 ", "07:28:00", " GMT", "Feb", "31",
      "Sunday, 06-Nov-94 ", "Oct 21 ", " 9999",
    ]
    var bytes = Bytes(state: 3)
    for _ in 0..<3_000 {
      let seconds = retryAfter(bytes.text(pieces), now: 1e9)
      #expect((seconds ?? 0) >= 0 && (seconds ?? 0).isFinite)
    }
  }

  @Test func `sitemaps`() {
    let pieces = [
      "<urlset>", "<url>", "<loc>", "</loc>", "</url>", "</urlset>", "http://a/", "&amp;", "<!--",
      "<![CDATA[", "<!DOCTYPE a [", "&b;",
    ]
    var bytes = Bytes(state: 4)
    for _ in 0..<3_000 {
      let text = "<urlset>" + bytes.text(pieces)
      #expect((Sitemap(Array(text.utf8), limit: 5)?.pages.count ?? 0) <= 5)
    }
  }
}
