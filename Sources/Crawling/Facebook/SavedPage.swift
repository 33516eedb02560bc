/// What the forms of saved pages have in common: whose page it is, and that a page without posts is a
/// failure, never an empty success.
struct SavedPage {
  /// The name of the form, for messages.
  let format: String
  /// The file, for messages.
  let file: String
  private(set) var contents = PageFormat.Contents()

  /// Starts with the name and the address that a page gives for itself in its `meta` tags.
  init(_ page: HTMLDocument, format: String, file: String) {
    self.format = format
    self.file = file
    let title = HTMLNode.meta("og:title", of: page) ?? page.first("//title")?.text ?? ""
    contents.page = Self.name(inTitle: collapsed(title))
    contents.url = Self.address(of: page)
  }

  /// The address of a page, without what tells who looked at it; empty if it gives none.
  static func address(of page: HTMLDocument) -> String {
    let address =
      page.first("//link[@rel='canonical']")?.attribute("href")
      ?? HTMLNode.meta("og:url", of: page) ?? source(of: page) ?? ""
    return FacebookAddress.resolved(address) ?? ""
  }

  /// Where a browser noted that it saved the page from: `saved from url=(0025)https://…`, or
  /// `url: https://…` of SingleFile.
  private static func source(of page: HTMLDocument) -> String? {
    page.nodes("//comment()").prefix(5).lazy.compactMap { node in
      let note = node.comment?.firstMatch(of: /(?:saved from url=\(\d+\)|url: )(https?:\/\/\S+)/)
      return note.map { String($0.output.1) }
    }.first
  }

  /// `Nintendo - Posts | Facebook` is about `Nintendo`.
  private static func name(inTitle title: String) -> String {
    var name = Substring(title)
    if let end = name.ranges(of: " | ").last { name = name[..<end.lowerBound] }
    for tab in [" - Posts", " - Home", " - Photos", " - Videos"] where name.hasSuffix(tab) {
      name = name.dropLast(tab.count)
    }
    return ["Facebook", "Log in", "Log into Facebook"].contains(name) ? "" : String(name)
  }

  /// Adds a post, under its author's name if the page did not tell its own.
  mutating func add(_ post: FacebookPost, number: Int) {
    var post = post
    if contents.page.isEmpty { contents.page = post.author }
    post.page = contents.page
    if post.author.isEmpty { post.author = contents.page }
    guard !post.isEmpty else {
      let detail = "the post has no text, link or address; nothing is lost by leaving it out"
      return contents.rejects.append(Reject("\(file)#\(number)", "empty-post", detail))
    }
    guard !post.page.isEmpty else {
      let detail = "neither the page nor the post says whose it is; save the page again"
      return contents.rejects.append(Reject("\(file)#\(number)", "unknown-author", detail))
    }
    contents.documents.append(post.document)
  }

  /// Sets the name of the page, where a post tells it better than the title.
  mutating func setPage(_ name: String) {
    if !name.isEmpty { contents.page = name }
  }

  /// The contents; if there is no post, with the reason and the selectors that matched nothing.
  func finished(selectors: String) -> PageFormat.Contents {
    guard contents.documents.isEmpty, contents.rejects.isEmpty else { return contents }
    var empty = contents
    let detail =
      "\(format): no post was found (\(selectors) matched nothing); the page may have been saved "
      + "before its posts were loaded, or the markup changed: save it again after scrolling, or "
      + "export the posts"
    empty.rejects = [Reject(file, "zero-posts", detail)]
    return empty
  }
}
