import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Saved pages of Facebook` {
  private func imported(_ html: String) throws -> ImportedFile {
    let folder = try TemporaryFolder()
    return try ImportedFile(InputFile(path: folder.write(html, to: "f"), name: "f"))
  }

  @Test func `an embedded post is read, its text marked where it is cut`() throws {
    let file = try imported(
      """
      <html id="facebook"><body><a href="/plugins/post.php"></a><div class="_5pcr userContentWrapper">\
      <h5><a href="https://www.facebook.com/N">Nintendo</a></h5><a href="/N/posts/12?ref=embed_page">\
      <abbr data-utime="1562160573">3 July</abbr></a><div class="userContent"><p>long \
      <span class="text_exposed_hide">...</span><span class="text_exposed_hide"><span \
      class="text_exposed_link"><a href="/N/posts/12">See more</a></span></span></p></div>\
      <div class="userContentWrapper"><h6><a href="/B">Bob</a></h6><a href="/B/posts/9"><abbr \
      data-utime="1262160573">x</abbr></a><div class="userContent"><p>shared words</p></div></div>\
      </div></body></html>
      """)
    #expect(file.format == "facebook-www-2019")
    let post = try #require(file.documents.first)
    #expect(file.documents.count == 1)
    #expect(post.id == "12" && post.author == "Nintendo")
    #expect(post.url == "https://www.facebook.com/N/posts/12")
    #expect(post.published == "2019-07-03T13:29:33Z")
    #expect(post.text == "long ...")
    #expect(post.fields == [.init("truncated", "yes"), .init("shares", "9")])
  }

  @Test(arguments: [
    "<!-- saved from url=(0037)https://m.facebook.com/N/?__tn__=C-R -->",
    "<!--\n Page saved with SingleFile \n url: https://www.facebook.com/N/?fbclid=1 \n saved date: x-->",
  ])
  func `the address is that which the browser noted`(comment: String) throws {
    let file = try imported(
      """
      \(comment)<html id="facebook"><div class="userContentWrapper"><h5><a href="/N">N</a></h5><div \
      class="userContent"><p>x</p></div></div></html>
      """)
    #expect(file.url == "https://www.facebook.com/N/")
  }

  @Test func `a page of mbasic is read`() throws {
    let facts =
      #"{"top_level_post_id":"12","page_id":"5","page_insights":{"5":{"post_context":{"publish_time":1562160573}},"1":{"post_context":{"publish_time":1}}}}"#
    let file = try imported(
      """
      <html><head><title>Nintendo</title></head><body><div id="m_story_permalink_view">\
      <div role="article" data-ft='\(facts)'><header><h3><strong><a href="/N">Nintendo</a></strong> \
      is happy.</h3></header><div data-ft='{"tn":"*s"}'><p>one</p><p>two</p></div><div role="article" \
      data-ft='{"tn":"*s"}'><p>shared</p></div><abbr>3 July 2019 at 15:29</abbr></div></div></body></html>
      """)
    #expect(file.format == "facebook-mobile")
    #expect(file.documents.map(\.text) == ["one\ntwo"])
    #expect(file.documents.first?.id == "12")
    #expect(file.documents.first?.published == "2019-07-03T13:29:33Z")
    #expect(file.pages == ["Nintendo"])
  }

  @Test func `a page of m since 2023 is read without time and address`() throws {
    let native = { (texts: [String]) in
      texts.map { #"<div data-mcomponent="TextArea"><div class="native-text">\#($0)</div></div>"# }
        .joined()
    }
    let post = { (text: String) in
      #"<div data-tracking-duration-id="1" data-mcomponent="MContainer">"#
        + native(["Nintendo", "2h", text, "12", "Like"]) + "</div>"
    }
    let file = try imported(
      """
      <html><head><meta property="og:title" content="Nintendo"/></head><body><div id="screen-root">\
      \(post("Tune in for a Nintendo Direct today… See more"))\(post("Another post of the page"))\
      </div></body></html>
      """)
    #expect(file.format == "facebook-mobile-screen")
    #expect(
      file.documents.map(\.text) == [
        "Tune in for a Nintendo Direct today", "Another post of the page",
      ])
    #expect(file.documents.map(\.author) == ["Nintendo", "Nintendo"])
    #expect(file.documents[0].fields.map(\.name) == ["truncated", "time_precision"])
  }

  @Test(
    .enabled(if: SharedData.exists("facebook_html"), "the Facebook samples are not on this machine")
  )
  func `a page of one photo and one of a video give the posts that their feed has`() throws {
    func documents(_ name: String) throws -> [CrawledDocument] {
      let path = SharedData.path("facebook_html/\(name)")
      let file = try ImportedFile(InputFile(path: path, name: name))
      #expect(file.rejects.isEmpty)
      return file.documents
    }
    let feed = try documents("m_page_posts.html") + documents("m_page_posts_more.txt")
    for name in ["m_post_photo.html", "m_post_video.html"] {
      let post = try #require(try documents(name).first)
      let same = try #require(feed.first { $0.id == post.id })
      #expect(
        post.text.split(whereSeparator: \.isWhitespace)
          == same.text.split(whereSeparator: \.isWhitespace))
      #expect(post.author == "Nintendo" && post.page == "Nintendo")
      #expect(post.url.hasPrefix("https://www.facebook.com/Nintendo/"))
    }
    #expect(try documents("m_post_video.html").first?.published == "2021-06-04T15:03:25Z")
  }

  /// The error that importing a page ends with.
  private func failure(_ html: String) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(html, to: "in/page.html")
    let result = try Command.run(
      "crawl", ["import", "--input", folder.file("in"), "--output", folder.file("out")])
    #expect(result.status == 4)
    #expect(!FileManager.default.fileExists(atPath: folder.file("out/documents.tsv")))
    return result.standardError
  }

  @Test(arguments: [
    "<html id='facebook'><form id='login_form' action='/login/device-based/'></form></html>",
    "<html><body><a href='https://m.facebook.com/login/?next=https%3A%2F%2Fx'>Log in</a></body></html>",
    "<html><form action='/checkpoint/?next'></form></html>",
    "<html id='facebook'><script data-sjs>{}</script><form id='login_form'></form></html>",
  ])
  func `a login wall ends with 4 and its name`(html: String) throws {
    let error = try failure(html)
    #expect(error.contains("login-wall") && error.contains("login_form"))
    #expect(error.contains("save the page while logged in"))
  }

  @Test(arguments: SyntheticAccount.Generation.allCases)
  func `an export with renamed classes ends with 4 and the selectors`(
    generation: SyntheticAccount.Generation
  ) throws {
    let html = SyntheticAccount.standard.html(generation)
    let posts = html.replacing("_a6-", with: "_z9-").replacing("uiBoxWhite", with: "uiBox")
    let error = try failure(posts)
    #expect(error.contains("facebook-export") && error.contains("zero-posts"))
    #expect(error.contains("._a6-g, .pam.uiBoxWhite"))
    let dates = html.replacing("_a6-o", with: "_z9-o").replacing("_2lem", with: "_zlem")
      .replacing("_a72d", with: "_z72d")
    let second = try failure(dates)
    #expect(second.contains("unknown-date") && second.contains("._a72d"))
  }

  @Test(arguments: [
    ("<div class='userContentWrapper'></div>", "facebook-www-2019", "empty-post"),
    (
      "<html id='facebook'><meta property='og:url' content='https://www.facebook.com/N'><p>x</html>",
      "facebook-post", "article[data-ft]"
    ),
    ("<div id='screen-root'></div>", "facebook-mobile-screen", ".native-text"),
    ("<div id='m_story_permalink_view'></div>", "facebook-mobile", "article[data-ft]"),
    (#"<html id="facebook"><script data-sjs>{}</script></html>"#, "facebook-comet", "script[type="),
    (
      "<html id='facebook'><div role='article' aria-label='Comment by Bob'>x</div></html>",
      "facebook-www", "[data-ad-preview=message]"
    ),
  ])
  func `a page without posts ends with 4, its form and the selectors`(
    html: String, format: String, selector: String
  ) throws {
    let error = try failure(html)
    #expect(error.contains(selector), "\(error)")
    #expect(selector == "empty-post" || error.contains(format), "\(error)")
  }
}
