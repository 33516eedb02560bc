import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Pages of www since 2020` {
  /// A story as the data of such a page has it.
  private func story(
    _ id: Int, by owner: Int, _ text: String, shares attached: String = "null",
    sponsored: Bool = false
  ) -> String {
    """
    {"__typename":"Story","post_id":"\(id)","sponsored_data":\(sponsored ? "{\"ad_id\":1}" : "null"),\
    "feedback":{"message":{"text":"a comment"},"creation_time":1},"attached_story":\(attached),\
    "comet_sections":{"content":{"story":{"message":{"text":"\(text)","ranges":[{"entity":\
    {"__typename":"Page","id":"77","name":"Big Page"}},{"entity":{"external_url":\
    "https:\\/\\/l.facebook.com\\/l.php?u=https\\u00253A\\u00252F\\u00252Fexample.org\\u00252F\(id)"}}]},\
    "actors":[{"id":"\(owner)","name":"Owner \(owner)"}],\
    "wwwURL":"https:\\/\\/www.facebook.com\\/\(owner)\\/posts\\/\(id)?__cft__[0]=AZ"}},\
    "context_layout":{"story":{"comet_sections":{"metadata":[{"story":{"creation_time":\(1_673_897_171 + id),\
    "url":"https:\\/\\/www.facebook.com\\/x"}}]}}}}}
    """
  }

  private func page(_ scripts: [String], head: String = "", body: String = "") -> String {
    let scripts = scripts.map {
      #"<script type="application/json" data-content-len="9" data-sjs>\#($0)</script>"#
    }
    return """
      <html id="facebook"><head>\(head)</head><body>\(body)<script>requireLazy(["x"],function(x)\
      {x.y({"a":1})})</script>\(scripts.joined())</body></html>
      """
  }

  private func feed(_ owner: Int, _ stories: [String]) -> String {
    let edges = stories.map { #"{"node":\#($0)}"# }.joined(separator: ",")
    return """
      {"require":[["RelayPrefetchedStreamCache","next",[],[{"__bbox":{"result":{"data":{"user":{"id":\
      "\(owner)","timeline_list_feed_units":{"edges":[\(edges)]}}}}}}]]]}
      """
  }

  private func imported(_ html: String) throws -> ImportedFile {
    let folder = try TemporaryFolder()
    return try ImportedFile(InputFile(path: folder.write(html, to: "f"), name: "f"))
  }

  /// A page with three posts, one of them twice and cut once, one sharing another's; five stories of
  /// others, one an advertisement.
  private func mixedPage(_ head: String) -> String {
    let shared = story(900, by: 9, "the shared words")
    let own = [
      story(1, by: 5, "one"), story(2, by: 5, "two, wh…"), story(3, by: 5, "three", shares: shared),
    ]
    let others = [
      story(101, by: 6, "of another"), story(102, by: 7, "recommended"), story(103, by: 8, "reel"),
      story(104, by: 6, "of another again"),
    ]
    let ad = story(105, by: 5, "buy", sponsored: true)
    let again = feed(5, [story(2, by: 5, "two, whole"), ad])
    return page([feed(5, own + others), again], head: head)
  }

  @Test(arguments: [
    #"<meta property="og:title" content="Owner 5"/>"#,
    #"<meta property="al:android:url" content="fb://profile/5"/>"#, "",
  ])
  func `exactly the page's posts come out, each once`(head: String) throws {
    let file = try imported(mixedPage(head))
    #expect(file.format == "facebook-comet")
    #expect(file.documents.map(\.id) == ["1", "2", "3"])
    #expect(file.documents.map(\.text) == ["one", "two, whole", "three"])
    #expect(file.rejects.map(\.reason) == ["foreign-stories"])
    #expect(file.rejects[0].detail.contains("5 stories"))
    #expect(file.pages == ["Owner 5"])
  }

  @Test func `a shared story is flagged and linked, not doubled`() throws {
    let file = try imported(mixedPage(""))
    #expect(!file.documents.contains { $0.id == "900" || $0.text.contains("shared words") })
    let post = try #require(file.documents.last)
    #expect(post.fields == [.init("shares", "900")])
    let link = CrawledDocument.Link(.external, "https://www.facebook.com/9/posts/900")
    #expect(post.links.contains(link))
    #expect(file.documents.dropLast().allSatisfy { $0.fields.isEmpty })
  }

  @Test func `a post has its time, address, links and mentions`() throws {
    let post = try #require(try imported(mixedPage("")).documents.first)
    #expect(post.published == "2023-01-16T19:26:12Z")
    #expect(post.url == "https://www.facebook.com/5/posts/1")
    #expect(post.author == "Owner 5")
    let links: [CrawledDocument.Link] = [
      .init(.external, "https://example.org/1"), .init(.mention, "77", anchor: "Big Page"),
    ]
    #expect(post.links == links)
  }

  @Test func `of the page of one post only that post comes out`() throws {
    let head = #"<link rel="canonical" href="https://www.facebook.com/5/posts/2"/>"#
    #expect(try imported(mixedPage(head)).documents.map(\.id) == ["2"])
  }

  @Test func `a page with stories of others only is an error`() throws {
    let html = page([feed(5, [story(1, by: 6, "x"), story(2, by: 7, "y")])])
    let file = try imported(html)
    #expect(file.documents.isEmpty)
    #expect(file.rejects.map(\.reason) == ["zero-posts"])
    #expect(
      file.rejects[0].detail.contains("2 stories") && file.rejects[0].detail.contains("data-sjs"))
  }

  @Test func `answers of one object a line are read like a page`() throws {
    let folder = try TemporaryFolder()
    let text =
      "for (;;);\(feed(5, [story(1, by: 5, "one")]))\n\(feed(5, [story(2, by: 5, "two")]))\n"
    let file = try ImportedFile(InputFile(path: folder.write(text, to: "f"), name: "f"))
    #expect(file.format == "facebook-answer")
    #expect(file.documents.map(\.text) == ["one", "two"])
  }

  @Test func `without its scripts the drawn page is read`() throws {
    let article = { (name: String, text: String, id: Int) in
      """
      <div role="article"><h3><a href="/o">\(name)</a></h3><a href="/o/posts/\(id)?__cft__[0]=x">2 h</a>\
      <div data-ad-rendering-role="story_message"><div><span><div dir="auto">\(text)</div><div \
      dir="auto">second <a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fa.b%2F">a.b</a></div>\
      </span></div></div><div role="article" aria-label="Comment by Bob">no</div></div>
      """
    }
    let body = article("Owner", "first", 1) + article("Owner", "other", 2)
    let file = try imported(
      "<html id='facebook'><title>Owner | Facebook</title><body>\(body)</body></html>")
    #expect(file.format == "facebook-www")
    #expect(file.documents.map(\.text) == ["first\nsecond a.b", "other\nsecond a.b"])
    #expect(file.documents.map(\.id) == ["1", "2"])
    #expect(file.documents[0].links.map(\.target) == ["https://a.b/"])
    #expect(file.documents[0].fields == [.init("time_precision", "unknown")])
    #expect(file.pages == ["Owner"])
  }
}
