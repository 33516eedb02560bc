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
  /// - Returns: The references, each once, in the order of the page.
  /// - Complexity: O(*n*) in the bytes.
  func references(in body: StoredPages.Body, at address: WebAddress) -> PageReferences {
    let page = PageText(body.bytes.span, contentType: body.contentType)
    return switch self {
    case .wikilinks: articles(page.bytes.span, address)
    case .links: anchors(page.bytes.span, address)
    }
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
        found.append(String(afterScheme.drop { $0 != "/" }))
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
        if let reference = attributes.text("href", page) { found.append(reference) }
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

/// Where a page leads, as it says so.
struct PageReferences: Sendable {
  /// The address that answered.
  let address: WebAddress
  /// What the references are relative to.
  var base: WebAddress
  /// The references, each once, in the order of the page.
  private(set) var references: [String] = []
  private var seen: Set<String> = []

  init(_ address: WebAddress) { (self.address, base) = (address, address) }

  /// Adds a reference, unless it leads to a place in the page.
  mutating func append(_ reference: String) {
    if reference.hasPrefix("#") { return }
    if seen.insert(reference).inserted { references.append(reference) }
  }
}

extension [HTMLTokenizer.Attribute] {
  /// The value of the first attribute with a name, its references resolved.
  fileprivate func text(_ name: StaticString, _ page: Span<UInt8>) -> String? {
    guard let attribute = first(where: { page.isWord(name, $0.name) }) else { return nil }
    return withAddress(attribute.value, page) { $0.text($1) }
  }

  /// Whether a word stands in the value of an attribute, between blanks or commas.
  fileprivate func has(_ name: StaticString, _ word: String, _ page: Span<UInt8>) -> Bool {
    let words = text(name, page)?.lowercased().utf8.split {
      $0 == UInt8(ascii: ",") || isHTMLBlank($0)
    }
    return words?.contains { $0.elementsEqual(word.utf8) } ?? false
  }
}

extension WebAddress {
  /// Whether two addresses are of one host; that a site answers with or without TLS does not matter.
  func isOnHost(of other: WebAddress) -> Bool {
    let usual: Set = [80, 443]
    return host == other.host
      && (port == other.port || usual.contains(port) && usual.contains(other.port))
  }
}
