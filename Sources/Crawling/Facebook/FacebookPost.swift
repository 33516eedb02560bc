import Artifacts

/// A post of a page or a person.
struct FacebookPost {
  var page: String
  var author: String
  /// The id that Facebook gave; empty if it is not known.
  var givenID = ""
  var title = ""
  /// Local time in ISO 8601 without a zone, since exports do not tell the zone.
  var published = ""
  var text = ""
  var links: [CrawledDocument.Link] = []
  /// Whether a link alone does not make a post.
  var needsWords = false

  init(page: String, author: String) {
    self.page = page
    self.author = author
  }

  /// Whether there is nothing in it to read.
  var isEmpty: Bool { text.isEmpty && title.isEmpty && (needsWords || links.isEmpty) }

  /// The document, its id made from the contents where Facebook's is not known.
  var document: CrawledDocument {
    var document = CrawledDocument(id: givenID.isEmpty ? contentID : givenID, page: page)
    document.author = author
    document.title = title
    document.published = published
    document.text = text
    document.links = links
    return document
  }

  private var contentID: String {
    let parts = ["facebook", author, published, text, links.first?.target ?? ""]
    return String(textDigest(parts.joined(separator: "\u{1F}")).prefix(16))
  }
}
