import Artifacts

/// One thing to extract documents from; ``PageReader`` does.
public enum InputItem: Sendable {
  /// A page or a table.
  case page(InputPage)
  /// An article of a dump.
  case article(DumpArticle)
  /// What needs no more work, such as a reject.
  case done(ImportedFile)

  /// About how many bytes of memory the item holds.
  var size: Int {
    switch self {
    case .page(let page): page.contents.isLoaded ? page.contents.count : 0
    case .article(let article): article.page.text.count
    case .done: 0
    }
  }
}

/// A page or a table: its name, its bytes, and what its container tells of it.
public struct InputPage: Sendable {
  /// The file, or the member of a container.
  public var file: InputFile
  /// Its bytes.
  public var contents: InputContents
  /// What a container tells of the page's only document, which it knows better than the page.
  public var known: KnownFacts?

  /// What the container of an article tells of it. Empty texts tell nothing.
  public struct KnownFacts: Sendable {
    /// The id of the document.
    public var id = ""
    /// Its title.
    public var title = ""
    /// Its address.
    public var url = ""
    /// When it was changed last, in ISO 8601.
    public var published = ""
    /// Its categories; empty if the page tells them itself.
    public var categories: [String] = []
  }

  /// Creates a page.
  public init(_ file: InputFile, _ contents: InputContents, known: KnownFacts? = nil) {
    self.file = file
    self.contents = contents
    self.known = known
  }
}

extension InputPage.KnownFacts {
  /// Puts what is known into what was extracted.
  func correct(_ file: inout ImportedFile) {
    guard file.documents.count == 1, var document = file.documents.first else { return }
    if !id.isEmpty { (document.id, document.page) = (id, id) }
    if !title.isEmpty { document.title = title }
    if !url.isEmpty { document.url = url }
    if !published.isEmpty { document.published = published }
    if !categories.isEmpty {
      document.links.removeAll { $0.kind == .category }
      document.links += categories.map { .init(.category, $0) }
    }
    file.documents = [document]
    file.pages = [document.page]
    if !url.isEmpty { file.url = url }
  }
}
