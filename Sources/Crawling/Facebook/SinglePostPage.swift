import Foundation

/// A page of one photo or video, without markup of a post that is safe to read: what it says of itself
/// in `meta` tags and in `script[type="application/ld+json"]`, as <https://schema.org> has it.
enum SinglePostPage {
  static func isRecognised(_ page: HTMLDocument) -> Bool {
    guard let address = HTMLNode.meta("og:url", of: page) else { return false }
    return FacebookAddress.resolved(address)?.hasPrefix("https://www.facebook.com/") ?? false
  }

  static func contents(_ page: HTMLDocument, _ file: String) -> PageFormat.Contents {
    var saved = SavedPage(page, format: "facebook-post", file: file)
    let posting = posting(page)
    let address = HTMLNode.meta("og:url", of: page) ?? ""
    // A video shows the post that it was in.
    let origin = address.firstMatch(of: /refsrc=[^&]*(?:%2F|\/)posts(?:%2F|\/)(\d+)/)
    let id = origin.map { String($0.output.1) } ?? FacebookAddress.postID(saved.contents.url)
    guard posting != nil || id != nil else { return withoutPosts(page, saved) }
    var post = FacebookPost(page: "", author: author(page, posting))
    post.givenID = id ?? ""
    post.url = saved.contents.url
    fill(&post, page, posting)
    saved.setPage(post.author)
    saved.add(post, number: 1)
    return saved.finished(selectors: "meta[property=og:url]")
  }

  private static func withoutPosts(
    _ page: HTMLDocument, _ saved: SavedPage
  ) -> PageFormat.Contents {
    if LoginWall.isRecognised(page) { return LoginWall.contents(page, saved.file) }
    return saved.finished(
      selectors: "article[data-ft], .userContentWrapper, script[data-sjs], "
        + "meta[property=og:url] with the address of a post")
  }

  private static func fill(
    _ post: inout FacebookPost, _ page: HTMLDocument, _ posting: [String: Any]?
  ) {
    if let body = posting?["articleBody"] as? String {
      post.text = trimmed(withoutControls(body))
    } else {
      let description = trimmed(HTMLNode.meta("og:description", of: page) ?? "")
      let full = wholeText(page, author: post.author, description: description)
      post.text = full ?? description
      if full == nil, description.hasSuffix("...") { post.fields.append(.init("truncated", "yes")) }
    }
    post.published = time(posting?["dateCreated"] as? String ?? "")
    if post.published.isEmpty { post.fields.append(.init("time_precision", "unknown")) }
    if HTMLNode.meta("og:video", of: page) == nil,
      let image = HTMLNode.meta("og:image", of: page)
    {
      post.media = [image]
    }
  }

  /// The text in the title, "NAME - TEXT | Facebook", where the description is its cut beginning.
  private static func wholeText(
    _ page: HTMLDocument, author: String, description: String
  ) -> String? {
    guard description.hasSuffix("...") else { return nil }
    let title = trimmed(page.first("//title")?.text ?? "")
    guard let end = title.ranges(of: " | Facebook").last, title.hasPrefix("\(author) - ") else {
      return nil
    }
    let text = title[..<end.lowerBound].dropFirst(author.count + 3)
    let isWhole = collapsed(text).hasPrefix(collapsed(description.dropLast(3)))
    return isWhole ? trimmed(text) : nil
  }

  private static func author(_ page: HTMLDocument, _ posting: [String: Any]?) -> String {
    if let author = (posting?["author"] as? [String: Any])?["name"] as? String { return author }
    let title = collapsed(page.first("//title")?.text ?? "")
    guard let end = title.range(of: " - ") else {
      return HTMLNode.meta("og:title", of: page).map { collapsed($0) } ?? ""
    }
    return String(title[..<end.lowerBound])
  }

  /// The post in the page's data.
  private static func posting(_ page: HTMLDocument) -> [String: Any]? {
    page.nodes("//script[@type='application/ld+json']").lazy.compactMap { script in
      let value = try? JSONSerialization.jsonObject(with: Data(script.text.utf8))
      let object = value as? [String: Any]
      return object?["@type"] as? String == "SocialMediaPosting" ? object : nil
    }.first
  }

  /// `2021-06-04T08:03:25-0700` in UTC, as the other forms of saved pages have their times.
  private static func time(_ text: String) -> String {
    let pattern = /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d):?(\d\d))/
    guard let match = text.wholeMatch(of: pattern)?.output else { return "" }
    let parts = [match.1, match.2, match.3, match.4, match.5, match.6].compactMap { Int($0) }
    guard parts.count == 6,
      let local = LocalTime(
        year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4],
        second: parts[5])
    else { return "" }
    let minutes = (match.8.flatMap { Int($0) } ?? 0) * 60 + (match.9.flatMap { Int($0) } ?? 0)
    let offset = match.7 == "-" ? -minutes : minutes
    return utcTime(local.secondsSince1970 - offset * 60) ?? ""
  }
}
