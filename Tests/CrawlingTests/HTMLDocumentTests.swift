import Crawling
import Testing

@Suite struct `HTML documents` {
  private func document(_ page: String) throws -> HTMLDocument {
    let bytes = Array(page.utf8)
    let document = HTMLDocument(bytes.span)
    return try #require(document)
  }

  @Test func `references are those of HTML`() throws {
    let page = try document(
      "<p title='&check;&amp;\"'>a &check; &#150; &lt b &lt;i&gt; &nosuch; &copy</p>")
    #expect(page.first("//p")?.text == "a ✓ – < b <i> &nosuch; ©")
    #expect(page.first("//p")?.attribute("title") == "✓&\"")
    #expect(!page.has("//i"))
  }

  @Test func `of scripts only JSON is left`() throws {
    let page = try document(
      """
      <script>var a = "<p>1</p>"</script><style>p{}</style><script type="application/json">\
      {"a": "<p>&amp;</p>"}</script><!-- saved from url=(0005)x --><p>2</p>
      """)
    #expect(page.nodes("//script").map(\.text) == ["", #"{"a": "<p>&amp;</p>"}"#])
    #expect(page.nodes("//p").map(\.text) == ["2"])
    #expect(page.has("/*[//comment()[contains(., 'saved from url')]]"))
  }

  @Test func `shapes of a drawing do not nest`() throws {
    let page = try document("<svg><path d='1'/><path d='2'/></svg><div/><p>a</p>")
    #expect(page.nodes("//path/path").isEmpty && page.nodes("//path").count == 2)
    #expect(page.first("//div/p")?.text == "a")
  }

  @Test func `attributes beyond 256 are left out`() throws {
    let attributes = (0..<80_000).map { "a\($0)=1" }.joined(separator: " ")
    let start = ContinuousClock.now
    let page = try document("<p \(attributes)>a</p><p id=\"b\">b</p>")
    #expect(page.flags == ["attributes-cut"] && !page.isTruncated)
    #expect(page.first("//p")?.attribute("a255") == "1")
    #expect(page.first("//p")?.attribute("a256") == nil)
    #expect(page.first("//p[@id='b']")?.text == "b")
    #expect(start.duration(to: .now) < .seconds(5))
  }

  @Test func `a value longer than 64 KiB is left out`() throws {
    let picture = String(repeating: "A", count: 70_000)
    let page = try document("<img src='data:\(picture)' alt='x'><p>b</p>")
    #expect(page.flags == ["attributes-cut"])
    #expect(page.first("//img")?.attribute("src") == nil)
    #expect(page.first("//img")?.attribute("alt") == "x")
  }

  @Test func `elements nest up to 2048 deep`() throws {
    let page = try document(String(repeating: "<div>", count: 2_000) + "<p>deep</p>")
    #expect(!page.isTruncated && page.first("//p")?.text == "deep")
    #expect(try document(String(repeating: "<div>", count: 10_000)).isTruncated)
  }

  @Test func `a page without an element is none`() {
    for text in ["", "   ", "<!-- a -->"] {
      let bytes = Array(text.utf8)
      let document = HTMLDocument(bytes.span)
      #expect(document == nil)
    }
  }
}
