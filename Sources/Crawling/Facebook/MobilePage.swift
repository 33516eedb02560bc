/// A page of m.facebook.com until 2023, and of mbasic.facebook.com until 2024.
///
///     <article data-ft='{"top_level_post_id":"1","page_insights":{…"publish_time":1622853212…}}'>
///       <div class="story_body_container">
///         <header><h3><strong><a>NAME</a></strong> shared a link.</h3>
///           <a href="/story.php?story_fbid=1&amp;id=2"><abbr>4 June at 17:33</abbr></a></header>
///         <div data-ft='{"tn":"*s"}'><p>text</p></div></div>
///       <footer><span class="like_def">466 Likes</span><span class="cmt_def">34 comments</span>
///
/// mbasic writes `div[role=article]` for `article`, and some pages have the container alone.
enum MobilePage {
  private static let postSelector =
    "article[data-ft], div[role=article][data-ft], .story_body_container"

  static func isRecognised(_ page: HTMLDocument) -> Bool {
    page.has(
      "//article[@data-ft] | //div[@role='article'][@data-ft] "
        + "| //div[\(hasClass("story_body_container"))] | //*[@id='m_story_permalink_view']")
  }

  static func contents(_ page: HTMLDocument, _ file: String) -> PageFormat.Contents {
    contents([page], SavedPage(page, format: "facebook-mobile", file: file))
  }

  /// The posts in pieces of a page, which a page and its "more" answers are.
  static func contents(_ pieces: [HTMLDocument], _ start: SavedPage) -> PageFormat.Contents {
    var saved = start
    var number = 0
    for piece in pieces {
      for node in piece.first("/*")?.outermost(isPost) ?? [] {
        number += 1
        saved.add(post(node), number: number)
      }
    }
    return saved.finished(selectors: postSelector)
  }

  private static func isPost(_ node: HTMLNode) -> Bool {
    if node.attribute("data-ft") != nil {
      return node.name == "article" || node.attribute("role") == "article"
    }
    return node.hasClass("story_body_container")
  }

  private static func isNestedPost(_ node: HTMLNode) -> Bool {
    node.name == "article" || node.attribute("role") == "article"
  }

  private static func post(_ node: HTMLNode) -> FacebookPost {
    let facts = MobileFacts(node.attribute("data-ft") ?? "")
    var post = FacebookPost(page: "", author: author(node))
    let texts = textNodes(node)
    post.text = texts.flatMap { PostText.paragraphs($0, unless: isNestedPost) }
      .joined(separator: "\n")
    post.links = texts.flatMap { SavedLinks.outbound($0, unless: isNestedPost) }
    post.published = time(node, facts)
    post.url = permalink(node)
    post.givenID = facts.postID ?? FacebookAddress.postID(post.url) ?? ""
    if let original = facts.originalID {
      SavedLinks.addShared("https://www.facebook.com/\(original)", to: &post)
    }
    if isTruncated(texts) { post.fields.append(.init("truncated", "yes")) }
    if post.published.isEmpty { post.fields.append(.init("time_precision", "unknown")) }
    addCounts(node, to: &post)
    return post
  }

  private static func author(_ node: HTMLNode) -> String {
    let header = node.firstInside(unless: isNestedPost) { ["header", "h3"].contains($0.name) }
    let strong = header?.firstInside { $0.name == "strong" }
    let anchor = (strong ?? header)?.firstInside { $0.name == "a" && !collapsed($0.text).isEmpty }
    return (anchor ?? strong).map { collapsed($0.text) } ?? ""
  }

  /// What Facebook marks as the words of the story; failing that, its paragraphs after the header.
  private static func textNodes(_ node: HTMLNode) -> [HTMLNode] {
    let isMarked = { (node: HTMLNode) in node.attribute("data-ft")?.contains("\"*s\"") ?? false }
    if let marked = node.firstInside(unless: isNestedPost, isMarked) { return [marked] }
    let isPart = { (node: HTMLNode) in
      node.name == "p" || node.name == "span" && node.attribute("role") == "presentation"
    }
    return node.outermost { isPart($0) || isNestedPost($0) || isFrame($0) }.filter(isPart)
  }

  private static func isFrame(_ node: HTMLNode) -> Bool {
    ["header", "footer", "h3"].contains(node.name)
  }

  private static func time(_ node: HTMLNode, _ facts: MobileFacts) -> String {
    if let time = facts.publishTime.flatMap(utcTime) { return time }
    let words = node.firstInside(unless: isNestedPost) { $0.name == "abbr" }.map(\.text) ?? ""
    return facebookDate(words)?.text ?? ""
  }

  private static func permalink(_ node: HTMLNode) -> String {
    let date = node.firstInside(unless: isNestedPost) { $0.name == "abbr" }
    let anchor =
      date?.enclosing { $0.name == "a" }
      ?? node.firstInside(unless: isNestedPost, SavedLinks.isPermalink)
    return anchor?.attribute("href").flatMap(FacebookAddress.resolved) ?? ""
  }

  private static func isTruncated(_ texts: [HTMLNode]) -> Bool {
    let isMore = { (node: HTMLNode) in node.attribute("data-sigil") == "more" }
    return texts.contains { text in
      text.firstInside(isMore).map { !$0.contains { $0.hasClass("text_exposed_show") } } ?? false
    }
  }

  private static func addCounts(_ node: HTMLNode, to post: inout FacebookPost) {
    for (name, mark) in [("likes", "like_def"), ("comments", "cmt_def")] {
      let words = node.firstInside { $0.hasClass(mark) }.map(\.text) ?? ""
      if let count = count(words) { post.fields.append(.init(name, "\(count)")) }
    }
  }

  /// The number in `3,788 Likes`; nil for `1.2K`, which is not exact.
  private static func count(_ words: String) -> Int? {
    let first = words.split(whereSeparator: \.isWhitespace).first ?? ""
    let groups = first.split { ",.\u{A0}".contains($0) }
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    return number(groups.joined(), in: 0...Int.max)
  }
}
