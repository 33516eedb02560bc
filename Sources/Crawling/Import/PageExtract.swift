/// What was taken out of a page.
public struct PageExtract: Sendable, Equatable {
  /// The name of the recognised format; empty if none was.
  public var format = ""
  /// Where the format comes from: `wikipedia` or `facebook`.
  public var source = ""
  /// The page that it is; empty if that is not known.
  public var page = ""
  /// The address that the page gives for itself.
  public var url = ""
  /// What `pages.tsv` notes of it: `charset=windows-1251`, `revision=942460710`.
  public var flags: [String] = []
  /// The documents in it, in its order.
  public var documents: [CrawledDocument] = []
  /// What of it cannot be used, or the whole.
  public var rejects: [Reject] = []

  /// Changes whenever the same page would give something else; extracts of another version are made
  /// anew.
  public static let version = "html-2"

  /// Creates an extract without contents.
  public init() {}

  /// Creates the extract of a page that cannot be used.
  public init(_ reject: Reject) { rejects = [reject] }

  /// Takes the documents out of a page; one of an unknown form gives a reject.
  ///
  /// - Complexity: O(*n*) in the bytes: some 200 MB a second for an article of Wikipedia, some 20 MB
  ///   for a page that is made into a tree.
  public init(_ bytes: Span<UInt8>, _ input: PageInput) {
    guard bytes.count <= PageLimits.pageSize else {
      let size = PageLimits.pageSize >> 20
      self.init(
        Reject(input.name, "too-large", "a page has at most \(size) MiB; split or shorten it"))
      return
    }
    // Data has its own rules of encoding, which those of pages would break.
    if let (contents, format) = Self.streamed(bytes, input, PageFormat.data) {
      self.init(contents, of: format.source, flags: [])
      return
    }
    let page = PageText(bytes, contentType: input.contentType)
    if let (contents, format) = Self.streamed(page.bytes.span, input, PageFormat.streamed) {
      self.init(contents, of: format.source, flags: page.flags)
    } else {
      self.init(tree: page, input)
    }
  }

  /// What the first of `formats` that recognises the bytes gives.
  private static func streamed(
    _ bytes: Span<UInt8>, _ input: PageInput, _ formats: [PageFormat.Streamed]
  ) -> (PageFormat.Contents, PageFormat.Streamed)? {
    for format in formats {
      guard var contents = format.read(bytes, input) else { continue }
      if contents.format.isEmpty { contents.format = format.name }
      return (contents, format)
    }
    return nil
  }

  private init(tree page: PageText, _ input: PageInput) {
    guard firstSign(page.bytes) == UInt8(ascii: "<"), let tree = HTMLDocument(page),
      let format = PageFormat.all.first(where: { $0.detect(tree) })
    else {
      self.init(Self.unknown(input))
      return
    }
    guard !tree.isTruncated else {
      self.init(Self.truncated(input))
      (self.format, source) = (format.name, format.source)
      return
    }
    var contents = format.extract(tree, input.name)
    if contents.format.isEmpty { contents.format = format.name }
    contents.flags += tree.flags
    self.init(contents, of: format.source, flags: page.flags)
  }

  private init(_ contents: PageFormat.Contents, of source: String, flags: [String]) {
    format = contents.format
    self.source = source
    page = contents.page
    url = contents.url
    self.flags = flags + contents.flags
    documents = contents.documents
    rejects = contents.rejects
  }

  private static func unknown(_ input: PageInput) -> Reject {
    let names = (PageFormat.data + PageFormat.streamed).map(\.name) + PageFormat.all.map(\.name)
    return Reject(
      input.name, "unknown-format",
      "no known format matched: \(names.joined(separator: ", ")), or a table with columns page and "
        + "message; save the page as HTML, or leave the file out")
  }

  private static func truncated(_ input: PageInput) -> Reject {
    Reject(
      input.name, "parse-truncated",
      "the page nests more than \(PageLimits.depth) deep, has a text above "
        + "\(PageLimits.textSize / 1_000_000) MB or more than \(PageLimits.markupSize >> 20) MiB of "
        + "markup; split or simplify it")
  }
}

/// The first byte of a page that is not a blank.
private func firstSign(_ bytes: [UInt8]) -> UInt8? {
  bytes.first { !isHTMLBlank($0) }
}
