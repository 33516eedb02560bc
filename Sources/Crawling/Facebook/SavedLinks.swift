/// The links in a post of a saved page.
enum SavedLinks {
  /// The links that leave Facebook, in the order of the page.
  static func outbound(
    _ node: HTMLNode, unless isForeign: (HTMLNode) -> Bool = { _ in false }
  ) -> [CrawledDocument.Link] {
    var links: [CrawledDocument.Link] = []
    for child in node.children where child.isElement && !isForeign(child) {
      if child.name == "a", let target = child.attribute("href").flatMap(FacebookAddress.outbound) {
        links.append(.init(.external, target, anchor: collapsed(child.text)))
      }
      links += outbound(child, unless: isForeign)
    }
    return links
  }

  /// The address of the post that an element holds, by the first link that has the shape of one.
  static func permalink(_ node: HTMLNode) -> String? {
    node.firstInside(isPermalink)?.attribute("href").flatMap(FacebookAddress.resolved)
  }

  /// Whether an element is a link to a post.
  static func isPermalink(_ node: HTMLNode) -> Bool {
    guard node.name == "a", let href = node.attribute("href") else { return false }
    return ["/posts/", "/permalink", "story_fbid=", "/photos/", "/videos/", "/reel/"]
      .contains(where: href.contains)
  }

  /// Flags a post that shares another and links to it: the other's words are not this post's.
  static func addShared(_ address: String?, to post: inout FacebookPost) {
    guard let address else { return }
    post.fields.append(.init("shares", FacebookAddress.postID(address) ?? address))
    post.links.append(.init(.external, address))
  }
}
