/// A document that came in: an article, a post.
public struct CrawledDocument: Sendable, Equatable {
  /// A link out of a document.
  public struct Link: Sendable, Hashable {
    /// What a link leads to.
    public enum Kind: String, Sendable {
      /// Another article of the same wiki; the target is its title.
      case wiki
      /// A category of the wiki; the target is its name.
      case category
      /// The same article in another language; the target is the language and the title there:
      /// `de:Krieg und Frieden`.
      case language
      /// Any other page of the web; the target is its address.
      case external
      /// A picture or a film; the target is its path in the export or its address.
      case media
      /// A page or a person that the text names; the target is the id, or the name if that is all.
      case mention
    }

    /// What the link leads to.
    public var kind: Kind
    /// The title, name or address it leads to.
    public var target: String
    /// The words of the link.
    public var anchor: String

    /// Creates a link.
    public init(_ kind: Kind, _ target: String, anchor: String = "") {
      self.kind = kind
      self.target = target
      self.anchor = anchor
    }
  }

  /// A fact about a document, such as a row of an infobox.
  public struct Field: Sendable, Hashable {
    /// The name of the fact: `author`.
    public var name: String
    /// Its value.
    public var value: String

    /// Creates a fact.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The id, the same whenever the same document comes in.
  public var id: String
  /// The page that the document is of.
  public var page: String
  /// Who wrote it; empty if nobody in particular.
  public var author = ""
  /// Its title; empty if it has none.
  public var title = ""
  /// Its own address; empty if it has none.
  public var url = ""
  /// When it was published or changed last, in ISO 8601; without a zone if that is not known.
  public var published = ""
  /// Its text, paragraphs separated by line breaks.
  public var text = ""
  /// Facts about it, in the order of the page.
  public var fields: [Field] = []
  /// Where it links to, in the order of the page, each target once.
  public var links: [Link] = []

  /// Creates a document without contents.
  public init(id: String, page: String) {
    self.id = id
    self.page = page
  }

  /// The record of `documents.tsv`.
  public var record: [String] { [id, page, author, title, url, published, text] }
}

/// Something that could not be used, and why.
public struct Reject: Sendable, Hashable {
  /// The file, the place in a file, or the address.
  public var input: String
  /// A code for scripts: `zero-posts`.
  public var reason: String
  /// A sentence for people: what was looked for, and what to do.
  public var detail: String

  /// Creates a reject.
  public init(_ input: String, _ reason: String, _ detail: String) {
    self.input = input
    self.reason = reason
    self.detail = detail
  }

  /// The record of `rejects.tsv`.
  public var record: [String] { [input, reason, detail] }
}
