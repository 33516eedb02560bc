/// A page of m.facebook.com since 2023, which the server draws as nested containers: every visible
/// string is a `.native-text`, nothing says which one is what.
///
/// The first is taken for the author's name if it is that of the page, short ones before the text for
/// the time ("2h"), and the longest one for the text. Neither time nor address is known.
enum ScreenPage {
  private static let postSelector =
    "div[data-tracking-duration-id][data-mcomponent=MContainer]"
  private static let textSelector = ".native-text"
  private static let unfolding = ["… See more", "... See more", "See more", "…"]

  static func isRecognised(_ page: HTMLDocument) -> Bool {
    page.has("//*[@id='screen-root'] | //*[@data-mcomponent='MContainer']")
  }

  static func contents(_ page: HTMLDocument, _ file: String) -> PageFormat.Contents {
    var saved = SavedPage(page, format: "facebook-mobile-screen", file: file)
    let name = saved.contents.page
    for (index, node) in (page.first("/*")?.outermost(isPost) ?? []).enumerated() {
      saved.add(post(node, name: name), number: index + 1)
    }
    return saved.finished(selectors: "\(postSelector), \(textSelector)")
  }

  private static func isPost(_ node: HTMLNode) -> Bool {
    node.attribute("data-tracking-duration-id") != nil
      && node.attribute("data-mcomponent") == "MContainer"
  }

  private static func post(_ node: HTMLNode, name: String) -> FacebookPost {
    let texts = node.outermost { $0.hasClass("native-text") }.map(PostText.text)
      .filter { !$0.isEmpty }
    let author = texts.first.map { collapsed($0) } ?? ""
    var post = FacebookPost(page: "", author: author.utf8.count <= 100 ? author : name)
    let body = texts.dropFirst().max { $0.count < $1.count } ?? ""
    // Shorter ones are times, counts and buttons.
    post.text = body.count >= 20 ? body : ""
    if let end = unfolding.first(where: post.text.hasSuffix) {
      post.text = trimmed(post.text.dropLast(end.count))
      post.fields.append(.init("truncated", "yes"))
    }
    post.links = SavedLinks.outbound(node)
    post.fields.append(.init("time_precision", "unknown"))
    return post
  }
}
