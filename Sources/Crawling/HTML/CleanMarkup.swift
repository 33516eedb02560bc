/// A page written anew for libxml2, without what that parser gets wrong or chokes on.
///
/// - References are resolved as HTML says; libxml2 knows 253 of the 2,125 names.
/// - Scripts, styles and long comments are left out, but for scripts of JSON.
/// - Attributes beyond ``PageLimits/attributes`` a tag, or longer than
///   ``PageLimits/attributeSize``, are left out: libxml2 compares each with all before it.
/// - Everything beyond ``PageLimits/markupSize`` is left out.
package struct CleanMarkup {
  /// The page in UTF-8.
  package private(set) var bytes: [UInt8] = []
  /// Whether the page is longer than is parsed, or a text is.
  package private(set) var isCut = false
  /// What was left out, as the flags of `pages.tsv` say it: `attributes-cut`, `script-cut`.
  package private(set) var flags: [String] = []

  /// A comment longer than this is nobody's note on where a page was saved from.
  private static let longestComment = 1_024

  private var isJSON = false
  private var resolved: [UInt8] = []

  /// Rewrites a page of valid UTF-8.
  ///
  /// - Complexity: O(*n*) in the bytes.
  package init(_ source: Span<UInt8>) {
    bytes.reserveCapacity(min(source.count + source.count / 16, PageLimits.markupSize))
    var tokenizer = HTMLTokenizer()
    while let token = tokenizer.next(source) {
      switch token {
      case .text: append(source, tokenizer.range)
      case .rawText: appendRawText(source, tokenizer)
      case .startTag: appendStartTag(source, &tokenizer)
      case .endTag: appendEndTag(source, tokenizer)
      case .comment: appendComment(source, tokenizer.range)
      }
      if bytes.count > PageLimits.markupSize {
        isCut = true
        break
      }
    }
    flags = tokenizer.flags
  }

  /// Appends text with its references resolved and its signs written as references.
  private mutating func append(
    _ source: Span<UInt8>, _ range: Range<Int>, isAttribute: Bool = false
  ) {
    guard range.count <= PageLimits.textSize else { return isCut = true }
    resolved.removeAll(keepingCapacity: true)
    appendResolved(source, range, isAttribute: isAttribute, to: &resolved)
    var start = 0
    for index in resolved.indices {
      guard let reference = Self.reference(resolved[index]) else { continue }
      bytes += resolved[start..<index]
      bytes += reference.utf8
      start = index + 1
    }
    bytes += resolved[start...]
  }

  private static func reference(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: nil
    }
  }

  private mutating func appendRawText(_ source: Span<UInt8>, _ tokenizer: HTMLTokenizer) {
    switch tokenizer.tag {
    case .title, .textarea: append(source, tokenizer.range)
    case .script where isJSON:
      guard tokenizer.range.count <= PageLimits.textSize else { return isCut = true }
      bytes.append(source, tokenizer.range)
    default: return
    }
  }

  private mutating func appendStartTag(_ source: Span<UInt8>, _ tokenizer: inout HTMLTokenizer) {
    guard isName(source, tokenizer.name) else { return }
    isJSON = false
    bytes.append(UInt8(ascii: "<"))
    bytes.append(source, tokenizer.name)
    for attribute in tokenizer.attributes where isName(source, attribute.name) {
      guard attribute.value.count <= PageLimits.attributeSize else {
        tokenizer.note("attributes-cut")
        continue
      }
      bytes.append(UInt8(ascii: " "))
      bytes.append(source, attribute.name)
      bytes += "=\"".utf8
      append(source, attribute.value, isAttribute: true)
      bytes.append(UInt8(ascii: "\""))
      if tokenizer.tag == .script, source.isWord("type", attribute.name) {
        isJSON = source.firstIndex(of: "json", in: attribute.value) != nil
      }
    }
    // Without the slash the shapes of a drawing would nest.
    bytes += (tokenizer.isSelfClosing && tokenizer.tag == .other ? "/>" : ">").utf8
  }

  private mutating func appendEndTag(_ source: Span<UInt8>, _ tokenizer: HTMLTokenizer) {
    guard !tokenizer.tag.isVoid, isName(source, tokenizer.name) else { return }
    bytes += "</".utf8
    bytes.append(source, tokenizer.name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func appendComment(_ source: Span<UInt8>, _ range: Range<Int>) {
    guard range.count <= Self.longestComment, source.has("<!--", at: range.lowerBound - 4),
      source.firstIndex(of: "--", in: range) == nil
    else { return }
    bytes += "<!--".utf8
    bytes.append(source, range)
    bytes += "-->".utf8
  }

  /// Whether a name is of letters, digits and `-._:`; libxml2 would read any other one differently.
  private func isName(_ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
    !range.isEmpty && range.allSatisfy { Self.isNamePart(source[$0]) }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A: true
    default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
  }
}
