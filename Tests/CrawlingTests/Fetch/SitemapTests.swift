import Crawling
import Foundation
import Synchronization
import TestSupport
import Testing

private func urlset(_ urls: [String]) -> [UInt8] {
  let rows = urls.map { "<url><loc> \($0)\n</loc><lastmod>2026-01-01</lastmod></url>" }
  return bytes(
    "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
      + rows.joined() + "</urlset>")
}

private func index(_ urls: [String]) -> [UInt8] {
  bytes(
    "<sitemapindex>" + urls.map { "<sitemap><loc>\($0)</loc></sitemap>" }.joined()
      + "</sitemapindex>")
}

@Suite struct `Sitemaps` {
  @Test func `the addresses are read`() throws {
    let read = try #require(Sitemap(urlset(["http://a/x?a=1&amp;b=2", "http://a/y"]), limit: 9))
    #expect(read.pages == ["http://a/x?a=1&b=2", "http://a/y"] && read.sitemaps.isEmpty)
    #expect(Sitemap(index(["http://a/s"]), limit: 9)?.sitemaps == ["http://a/s"])
    #expect(Sitemap(bytes("http://a/x\n\nhttp://a/y\n"), limit: 9)?.pages.count == 2)
  }

  @Test func `further addresses are left out`() {
    let many = urlset((0..<100).map { "http://a/\($0)" })
    #expect(Sitemap(many, limit: 10)?.pages.count == 10)
  }

  @Test(arguments: ["", "<html></html>", "<urlset><url><loc>http://a/", "words only"])
  func `anything else is no sitemap`(text: String) {
    #expect(Sitemap(bytes(text), limit: 9) == nil)
  }

  @Test func `entities are not expanded, and nothing outside is read`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("http://a/secret", to: "secret")
    let text = """
      <!DOCTYPE urlset [<!ENTITY f SYSTEM "file://\(file)"><!ENTITY a "http://a/x">
      <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
      <urlset><url><loc>&f;</loc></url><url><loc>&c;</loc></url></urlset>
      """
    let read = Sitemap(bytes(text), limit: 9)
    #expect(read?.pages.allSatisfy { !$0.contains("secret") && $0.count < 100 } ?? true)
  }

  @Test func `the pages of a sitemap and of its index are fetched`() async throws {
    let packed = try gzip(bytes(""))
    let server = try FaultServer { visit in
      let host = "http://\(visit.headers["host"] ?? "")"
      switch visit.path {
      case "/robots.txt": return answer(200, [], bytes("User-agent: *\nDisallow: /private"))
      case "/index.xml":
        return answer(200, [], index(["\(host)/a.xml", "\(host)/b.xml", "\(host)/c.xml"]))
      case "/a.xml":
        return answer(200, [], urlset(["\(host)/1", "\(host)/private", "http://x.org/"]))
      case "/b.xml": return answer(200, [], index(["\(host)/deep.xml"]))
      case "/c.xml": return answer(200, ["Content-Encoding: gzip"], packed)
      default: return page()
      }
    }
    let run = try await fetch([], sitemaps: [server.url("/index.xml")], testOptions([server.host]))
    server.stop()
    #expect(
      server.paths.sorted() == ["/1", "/a.xml", "/b.xml", "/c.xml", "/index.xml", "/robots.txt"])
    #expect(run.journal.order == [server.url("/1"), server.url("/private")])
    #expect(run.summary.fetched == 1)
  }

  @Test func `a sitemap in a gz file is read, a bomb is not`() async throws {
    let folder = try TemporaryFolder()
    let bomb = try gzipOutput("head -c 99000000 /dev/zero | gzip -9", folder)
    let packed = Mutex<[UInt8]>([])
    let server = try FaultServer { visit in
      switch visit.path {
      case "/robots.txt": answer(404)
      case "/good.xml.gz": answer(200, ["Content-Type: application/gzip"], packed.withLock(\.self))
      case "/bomb.xml.gz": answer(200, ["Content-Type: application/gzip"], bomb)
      default: page()
      }
    }
    let list = try gzip(urlset([server.url("/x")]))
    packed.withLock { $0 = list }
    let run = try await fetch(
      [], sitemaps: [server.url("/good.xml.gz"), server.url("/bomb.xml.gz")],
      testOptions([server.host]))
    server.stop()
    #expect(run.journal.verdict(server.url("/x")) == "fetched" && run.journal.order.count == 1)
  }
}
