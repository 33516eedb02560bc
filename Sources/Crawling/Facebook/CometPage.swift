/// A page of www.facebook.com since 2020, "Comet": no markup of posts, but data in its scripts; see
/// ``CometStory``.
enum CometPage {
  private static let marks = [
    BytePattern("data-sjs"), BytePattern("RelayPrefetchedStreamCache"),
    BytePattern("id=\"facebook\""), BytePattern("\"comet_sections\""),
  ]
  private static let selectors =
    "script[type=\"application/json\"][data-sjs] with \"post_id\" and \"comet_sections\", "
    + ArticlePage.postSelector

  /// Whether a page has two at least of the marks; pages that do not name Facebook early on are not
  /// looked through.
  static func isRecognised(_ bytes: Span<UInt8>, _ file: String) -> Bool {
    guard firstSign(bytes) == UInt8(ascii: "<") else { return false }
    let head = bytes.extracting(0..<min(bytes.count, 1 << 16))
    guard BytePattern("facebook").isFound(in: head) || BytePattern("data-sjs").isFound(in: head)
    else { return false }
    var count = 0
    for mark in marks where count < 2 && mark.isFound(in: bytes) { count += 1 }
    // Pages of 2019 had the first of its code, and posts as markup.
    return count == 2 && !BytePattern("userContentWrapper").isFound(in: bytes)
  }

  static func contents(_ bytes: Span<UInt8>, _ file: String) -> PageFormat.Contents {
    guard let page = HTMLDocument(bytes) else {
      let detail = "facebook-comet: the page is not UTF-8, or too large; save it again"
      return .init(rejects: [Reject(file, "malformed-page", detail)])
    }
    var stories = CometStories()
    for value in postValues(inScriptsOf: copied(bytes)) { stories.read(value) }
    guard stories.stories.isEmpty else {
      return contents(stories, CometScope(stories, page: page), file, format: "facebook-comet")
    }
    // A browser may have kept what it drew and dropped the scripts.
    if ArticlePage.isRecognised(page) { return ArticlePage.contents(page, file) }
    if LoginWall.isRecognised(page) { return LoginWall.contents(page, file) }
    return SavedPage(page, format: "facebook-comet", file: file).finished(selectors: selectors)
  }

  /// The documents of the stories that are in scope; of the others there is one reject.
  static func contents(
    _ stories: CometStories, _ scope: CometScope, _ file: String, format: String
  ) -> PageFormat.Contents {
    var contents = PageFormat.Contents(page: scope.name, url: scope.url)
    let own = scope.own(stories.stories)
    if contents.page.isEmpty {
      contents.page = own.lazy.map(\.author).first { !$0.isEmpty } ?? ""
    }
    for story in own where !contents.page.isEmpty {
      contents.documents.append(document(story, page: contents.page))
    }
    if !own.isEmpty, contents.page.isEmpty {
      let detail =
        "\(format): neither the page nor its posts say whose they are; save the page again"
      contents.rejects.append(Reject(file, "unknown-author", detail))
    }
    let others = stories.stories.count - own.count
    if others > 0 {
      let what = others == 1 ? "1 story" : "\(others) stories"
      let detail = "\(format): \(what) of others, or advertisements, on the page; nothing to do"
      contents.rejects.append(Reject(file, "foreign-stories", detail))
    }
    if own.isEmpty {
      let found = "\(stories.stories.count) stories were found, none of them of '\(scope.name)'"
      let detail =
        "\(format): no post was found (\(selectors): \(found)); save the page again after scrolling, "
        + "or export its posts"
      contents.rejects = [Reject(file, "zero-posts", detail)]
    }
    return contents
  }

  private static func document(_ story: CometStory, page: String) -> CrawledDocument {
    var post = FacebookPost(page: page, author: story.author.isEmpty ? page : story.author)
    post.givenID = story.id
    post.url = story.url
    post.text = story.text
    post.published = story.created.flatMap(utcTime) ?? ""
    post.links = story.links
    post.mentions = story.mentions
    if let shared = story.shared { post.fields.append(.init("shares", shared)) }
    if post.published.isEmpty { post.fields.append(.init("time_precision", "unknown")) }
    return post.document
  }
}
