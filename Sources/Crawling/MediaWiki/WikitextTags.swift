/// Comments and tags in wikitext: https://www.mediawiki.org/wiki/Help:Wikitext#Tags.
struct WikitextTags {
  /// A comment or tag, or a whole element whose content is no wikitext of the article.
  struct Tag {
    enum Kind {
      /// It shows nothing, or what it marks is read as usual.
      case dropped
      /// Its content stands for itself.
      case literal(Range<Int>)
      /// A line ends or begins at it.
      case lineBreak
    }
    var kind: Kind
    /// The index after it.
    var end: Int
  }

  /// Elements whose content is left out: notes, formulas, programs, pictures.
  private static let omitted: Set<String> = [
    "ref", "references", "math", "chem", "ce", "score", "syntaxhighlight", "source", "gallery",
    "timeline", "graph", "hiero", "imagemap", "templatedata", "templatestyles", "indicator",
    "includeonly", "categorytree", "inputbox", "mapframe", "maplink", "section", "style", "script",
  ]
  private static let literals: Set<String> = ["nowiki", "pre"]
  private static let breaks: Set<String> = [
    "br", "p", "li", "ul", "ol", "div", "dd", "dt", "dl", "tr", "blockquote", "center", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "poem",
  ]

  private let bytes: [UInt8]
  /// The ends that do not come any more, so that no search runs to the end of the text twice.
  private var missing: Set<String> = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The tag at `index`, which is at a `<`; nil if that is text.
  ///
  /// - Complexity: Over a whole text, O(*n*) in its bytes for each kind of tag in it.
  mutating func tag(at index: Int) -> Tag? {
    if bytes[index...].starts(with: "<!--".utf8) {
      let end = find("-->", from: index + 4)?.upperBound
      // MediaWiki takes a comment that is not closed to the end of the page.
      return Tag(kind: .dropped, end: end ?? bytes.count)
    }
    var cursor = index + 1
    let isClosing = cursor < bytes.count && bytes[cursor] == UInt8(ascii: "/")
    if isClosing { cursor += 1 }
    let nameStart = cursor
    while cursor < bytes.count, cursor - nameStart < 20, isLetterOrDigit(bytes[cursor]) {
      cursor += 1
    }
    guard cursor > nameStart, let end = tagEnd(from: cursor) else { return nil }
    let name = String(decoding: bytes[nameStart..<cursor], as: UTF8.self).lowercased()
    let isEmpty = bytes[end - 2] == UInt8(ascii: "/")
    if !isClosing, !isEmpty, let element = element(name, contentStart: end) { return element }
    return Tag(kind: Self.breaks.contains(name) ? .lineBreak : .dropped, end: end)
  }

  private mutating func element(_ name: String, contentStart: Int) -> Tag? {
    let isLiteral = Self.literals.contains(name)
    guard isLiteral || Self.omitted.contains(name),
      let close = find("</" + name, from: contentStart)
    else { return nil }
    let end = tagEnd(from: close.upperBound) ?? close.upperBound
    return Tag(kind: isLiteral ? .literal(contentStart..<close.lowerBound) : .dropped, end: end)
  }

  /// The index after the `>` of a tag; another `<` shows that it is none.
  private func tagEnd(from start: Int) -> Int? {
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: ">") { return index + 1 }
      if bytes[index] == UInt8(ascii: "<") { return nil }
    }
    return nil
  }

  /// Where a word of small letters of ASCII stands next, in letters of any case.
  private mutating func find(_ word: String, from start: Int) -> Range<Int>? {
    guard !missing.contains(word), start <= bytes.count else { return nil }
    let letters = Array(word.utf8)
    var index = start
    while index + letters.count <= bytes.count {
      if letters.indices.allSatisfy({ lowercased(bytes[index + $0]) == letters[$0] }) {
        return index..<(index + letters.count)
      }
      index += 1
    }
    missing.insert(word)
    return nil
  }

  private func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
