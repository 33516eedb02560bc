import Artifacts

/// A post of a page or a person.
struct FacebookPost {
  var page: String
  var author: String
  /// The id that Facebook gave; empty if it is not known.
  var givenID = ""
  var title = ""
  /// Its own address; empty if it has none.
  var url = ""
  /// Local time in ISO 8601, without a zone where that is not known.
  var published = ""
  /// The same in UTC, if the zone is known: one post of two exports has one instant.
  var instant: String?
  var text = ""
  /// Where it links to, in the order of the post.
  var links: [CrawledDocument.Link] = []
  /// Pictures and films in it, in the order of the post.
  var media: [String] = []
  /// Pages and people that it names.
  var mentions: [CrawledDocument.Link] = []
  var fields: [CrawledDocument.Field] = []
  /// Whether a link alone does not make a post.
  var needsWords = false

  init(page: String, author: String) {
    self.page = page
    self.author = author
  }

  /// Whether there is nothing in it to read. A post that Facebook's id tells from all others counts
  /// even if it is only a picture, unless words are needed.
  var isEmpty: Bool {
    text.isEmpty && title.isEmpty && (needsWords || links.isEmpty && givenID.isEmpty && url.isEmpty)
  }

  /// The document, its id made from the contents where Facebook's is not known.
  var document: CrawledDocument {
    var document = CrawledDocument(id: givenID.isEmpty ? contentID : givenID, page: page)
    document.author = author
    document.title = title
    document.url = url
    document.published = published
    document.text = text
    document.fields = fields
    var seen = Set<CrawledDocument.Link>()
    document.links = (links + media.map { .init(.media, $0) } + mentions).filter { link in
      seen.insert(.init(link.kind, link.target)).inserted
    }
    return document
  }

  private var contentID: String {
    let parts = ["facebook", author, instant ?? published, text, links.first?.target ?? ""]
    return shortTextDigest(parts.joined(separator: "\u{1F}"))
  }

  /// Adds a paragraph of text, unless it is already there: albums repeat theirs at every photo.
  ///
  /// `@[2415:69:Page name]`, as Facebook stores a mention, becomes `Page name`.
  mutating func add(paragraph: String, to paragraphs: inout [String]) {
    let text = trimmed(withMentionsRead(withoutControls(paragraph)))
    if !text.isEmpty, !paragraphs.contains(text) { paragraphs.append(text) }
  }

  private static let mention = BytePattern("@[")

  private mutating func withMentionsRead(_ text: String) -> String {
    guard Self.mention.isFound(in: text) else { return text }
    var mentions: [CrawledDocument.Link] = []
    let read = text.replacing(/@\[(\d+):\d+:([^\]]*)\]/) { match in
      mentions.append(.init(.mention, String(match.output.1), anchor: String(match.output.2)))
      return String(match.output.2)
    }
    self.mentions += mentions
    return read
  }
}
