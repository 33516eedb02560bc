/// Which links of fetched pages lead to further pages.
public enum FollowedLinks: String, CaseIterable, Sendable {
  /// The links in the text and the box of an article of Wikipedia to other articles of its wiki; none of
  /// navigation, notes or other namespaces.
  case wikilinks
  /// All links to the host of the page, but those that the page asks not to follow (`nofollow`).
  case links

  /// Finds where a page leads.
  ///
  /// - Parameters:
  ///   - body: The page, decoded.
  ///   - address: The address that answered.
  /// - Returns: The references in the order of the page.
  /// - Complexity: O(*n*) in the bytes.
  func references(in body: StoredPages.Body, at address: WebAddress) -> PageReferences {
    // UTF-8 leaves the marks of anchors as they are: only their references need be cleaned, unless
    // control characters stand within names.
    if self == .links, isUTF8(body) { return anchors(body.bytes.span, address) }
    let page = PageText(body.bytes.span, contentType: body.contentType)
    return switch self {
    case .wikilinks: articles(page.bytes.span, address)
    case .links: anchors(page.bytes.span, address)
    }
  }

  private func isUTF8(_ body: StoredPages.Body) -> Bool {
    CharacterEncoding.detect(body.bytes.span, contentType: body.contentType).0 == .utf8
  }

  /// The articles that an article links to. They are asked for at the host that the page came from, so
  /// that a copy of a wiki can be followed, too.
  private func articles(_ page: Span<UInt8>, _ address: WebAddress) -> PageReferences {
    var found = PageReferences(address)
    let input = PageInput(name: address.string, url: address.string)
    for document in WikipediaPage.contents(page, input)?.documents ?? [] {
      guard let language = document.id.split(separator: ":").first else { continue }
      let wiki = Wiki(language: String(language))
      for link in document.links where link.kind == .wiki {
        let afterScheme = wiki.address(of: link.target).dropFirst("https://".count)
        found.append(String(afterScheme.drop { $0 != "/" }).utf8.span)
      }
    }
    return found
  }

  /// Where the anchors and areas of a page lead.
  private func anchors(_ page: Span<UInt8>, _ address: WebAddress) -> PageReferences {
    var found = PageReferences(address)
    var hasBase = false
    var tokenizer = HTMLTokenizer()
    while let token = tokenizer.next(page) {
      guard token == .startTag else { continue }
      let attributes = tokenizer.attributes
      switch tokenizer.tag {
      case .a, .area:
        guard !attributes.has("rel", "nofollow", page) else { continue }
        guard let reference = attributes.first("href", page)?.value else { continue }
        withAddress(reference, page) { found.append($0.extracting($1)) }
      case .base where !hasBase:
        guard let text = attributes.text("href", page) else { continue }
        hasBase = true
        // By the standard the first base holds for the whole page, also for what stands before it.
        found.base = address.resolving(text) ?? address
      case .meta where attributes.has("name", "robots", page):
        if attributes.has("content", "nofollow", page) { return PageReferences(address) }
      default: continue
      }
    }
    return found
  }
}

extension [HTMLTokenizer.Attribute] {
  /// The first attribute with a name.
  fileprivate func first(_ name: StaticString, _ page: Span<UInt8>) -> Element? {
    first { page.isWord(name, $0.name) }
  }

  /// The value of the first attribute with a name, its references resolved.
  fileprivate func text(_ name: StaticString, _ page: Span<UInt8>) -> String? {
    first(name, page).map { withAddress($0.value, page) { $0.text($1) } }
  }

  /// Whether a word stands in the value of an attribute, between blanks or commas.
  fileprivate func has(_ name: StaticString, _ word: String, _ page: Span<UInt8>) -> Bool {
    let words = text(name, page)?.lowercased().utf8.split {
      $0 == UInt8(ascii: ",") || isHTMLBlank($0)
    }
    return words?.contains { $0.elementsEqual(word.utf8) } ?? false
  }
}
