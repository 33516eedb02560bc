/// Which of the stories in the data of a page are the page's own: it also holds advertisements, posts
/// of others that it recommends, and reels.
struct CometScope {
  /// The name of the page; empty if it is not known.
  private(set) var name = ""
  /// The address of the page; empty if it is not known.
  private(set) var url = ""
  private var owners: Set<String>

  /// The scope of data without a page, by the owners of its feeds.
  init(_ stories: CometStories) { owners = stories.feedOwners }

  /// The scope of a page, by the ids and the address that it gives for itself.
  init(_ stories: CometStories, page: HTMLDocument) {
    owners = stories.feedOwners
    let saved = SavedPage(page, format: "", file: "")
    name = saved.contents.page
    url = saved.contents.url
    for property in ["al:android:url", "al:ios:url"] {
      let address = HTMLNode.meta(property, of: page) ?? ""
      if let match = address.firstMatch(of: /fb:\/\/(?:profile|page|group)\/\??(?:id=)?(\d+)/) {
        owners.insert(String(match.output.1))
      }
    }
  }

  /// The page's own stories: the one that its address shows, or those by the owner of the page or in
  /// its group; failing ids, those in a feed or by the name of the page.
  func own(_ stories: [CometStory]) -> [CometStory] {
    let posts = stories.filter { !$0.isSponsored }
    let shown = posts.filter(isShown)
    if !shown.isEmpty { return shown }
    if !owners.isEmpty { return posts.filter { !owners.isDisjoint(with: $0.owners) } }
    let inFeed = posts.filter(\.isInFeed)
    if !inFeed.isEmpty { return inFeed }
    return posts.filter { !name.isEmpty && $0.author == name }
  }

  /// Whether the address of the page is that of a post.
  private func isShown(_ story: CometStory) -> Bool {
    guard !url.isEmpty else { return false }
    if let id = FacebookAddress.postID(url) { return id == story.id }
    // A code instead of a number stands for the post, differently for every reader.
    guard let code = url.firstMatch(of: /pfbid\w+/)?.output else { return false }
    return story.url.contains(code)
  }
}
