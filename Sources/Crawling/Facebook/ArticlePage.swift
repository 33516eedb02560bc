/// A page of www.facebook.com since 2020 as a browser drew it, without its scripts: classes mean
/// nothing there, roles and a few attributes do.
///
/// Times are words such as "2 h" and stay unknown.
enum ArticlePage {
  static let postSelector = "div[role=article]"
  private static let messages: Set<String> = ["story_message", "message"]

  static func isRecognised(_ page: HTMLDocument) -> Bool {
    page.has("//div[@role='article'][not(@data-ft)]")
      && page.has(
        "//*[@id='facebook'] | //*[@data-ad-preview] | //*[@data-ad-comet-preview] "
          + "| //*[@data-ad-rendering-role] | //*[starts-with(@data-pagelet, 'FeedUnit')]")
  }

  static func contents(_ page: HTMLDocument, _ file: String) -> PageFormat.Contents {
    var saved = SavedPage(page, format: "facebook-www", file: file)
    let articles = page.first("/*")?.outermost { isArticle($0) } ?? []
    for (index, node) in articles.enumerated() where !isComment(node) {
      saved.add(post(node), number: index + 1)
    }
    let texts = "[data-ad-rendering-role=story_message], [data-ad-preview=message]"
    return saved.finished(selectors: "\(postSelector), \(texts)")
  }

  private static func isArticle(_ node: HTMLNode) -> Bool {
    node.name == "div" && node.attribute("role") == "article"
  }

  private static func isComment(_ node: HTMLNode) -> Bool {
    node.attribute("aria-label")?.hasPrefix("Comment") ?? false
  }

  private static func isMessage(_ node: HTMLNode) -> Bool {
    ["data-ad-rendering-role", "data-ad-preview", "data-ad-comet-preview"].contains { name in
      node.attribute(name).map(messages.contains) ?? false
    }
  }

  private static func post(_ node: HTMLNode) -> FacebookPost {
    var post = FacebookPost(page: "", author: author(node))
    if let message = node.firstInside(unless: isArticle, isMessage) {
      post.text = lines(message).joined(separator: "\n")
      post.links = SavedLinks.outbound(message)
    }
    let anchor = node.firstInside(unless: isArticle, SavedLinks.isPermalink)
    post.url = anchor?.attribute("href").flatMap(FacebookAddress.resolved) ?? ""
    post.givenID = FacebookAddress.postID(post.url) ?? ""
    post.fields.append(.init("time_precision", "unknown"))
    SavedLinks.addShared(node.firstInside(isArticle).flatMap(SavedLinks.permalink), to: &post)
    return post
  }

  private static func author(_ node: HTMLNode) -> String {
    let heading = node.firstInside(unless: isArticle) { ["h2", "h3", "h4"].contains($0.name) }
    return heading?.firstInside { $0.name == "a" || $0.name == "strong" }.map { collapsed($0.text) }
      ?? ""
  }

  /// The innermost blocks, each a line: paragraphs are `div[dir=auto]` here.
  private static func lines(_ node: HTMLNode) -> [String] {
    let blocks = node.outermost { $0.name == "div" && !$0.contains { $0.name == "div" } }
    let texts = (blocks.isEmpty ? [node] : blocks).map(PostText.text)
    return texts.filter { !$0.isEmpty }
  }
}
