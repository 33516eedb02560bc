/// A page of www.facebook.com as it was until 2020, and as the page plugin and embedded posts still
/// are.
///
///     <div class="userContentWrapper">
///       <h5><a href="https://www.facebook.com/PAGE/">NAME</a></h5>
///       <a href="/PAGE/posts/1"><abbr data-utime="1562160573">3 July</abbr></a>
///       <div data-testid="post_message" class="userContent"><p>text</p></div>
///
/// A wrapper within a wrapper is a post that the outer one shares.
enum UserContentPage {
  private static let postSelector = ".userContentWrapper"
  private static let textSelector = "[data-testid=post_message], .userContent"

  static func isRecognised(_ page: HTMLDocument) -> Bool {
    let posts = page.has("//*[\(hasClass("userContentWrapper"))]")
    return posts || page.has("//abbr[@data-utime]") && page.has("//*[\(hasClass("userContent"))]")
  }

  static func contents(_ page: HTMLDocument, _ file: String) -> PageFormat.Contents {
    var saved = SavedPage(page, format: "facebook-www-2019", file: file)
    let posts = page.first("/*")?.outermost(isPost) ?? []
    for (index, node) in posts.enumerated() { saved.add(post(node), number: index + 1) }
    return saved.finished(selectors: "\(postSelector), \(textSelector)")
  }

  private static func isPost(_ node: HTMLNode) -> Bool { node.hasClass("userContentWrapper") }

  private static func isText(_ node: HTMLNode) -> Bool {
    node.attribute("data-testid") == "post_message" || node.hasClass("userContent")
  }

  private static func post(_ node: HTMLNode) -> FacebookPost {
    var post = FacebookPost(page: "", author: author(node))
    if let text = node.firstInside(unless: isPost, isText) {
      post.text = PostText.paragraphs(text).joined(separator: "\n")
      post.links = SavedLinks.outbound(text)
      if isTruncated(text) { post.fields.append(.init("truncated", "yes")) }
    }
    if let date = node.firstInside(unless: isPost, { $0.attribute("data-utime") != nil }) {
      post.published = date.attribute("data-utime").flatMap { Int($0) }.flatMap(utcTime) ?? ""
      let anchor = date.enclosing { $0.name == "a" }
      post.url = anchor?.attribute("href").flatMap(FacebookAddress.resolved) ?? ""
      post.givenID = FacebookAddress.postID(post.url) ?? ""
    }
    SavedLinks.addShared(node.firstInside(isPost).flatMap(SavedLinks.permalink), to: &post)
    return post
  }

  private static func author(_ node: HTMLNode) -> String {
    let heading = node.firstInside(unless: isPost) { ["h5", "h6"].contains($0.name) }
    let anchor = heading?.firstInside { $0.name == "a" && !collapsed($0.text).isEmpty }
    return (anchor ?? heading).map { collapsed($0.text) } ?? ""
  }

  /// Whether the end of the text has to be loaded, rather than only unfolded.
  private static func isTruncated(_ text: HTMLNode) -> Bool {
    text.contains { $0.hasClass("text_exposed_link") }
      && !text.contains { $0.hasClass("text_exposed_show") }
  }
}
