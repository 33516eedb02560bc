/// The templates of which an article must have one.
struct TemplateFilter: Sendable {
  /// Their names in the form of ``normalizedTemplateName(_:)``.
  let names: Set<String>
  private let needles: [[UInt8]]

  init(_ names: [String]) {
    self.names = Set(names.map { normalizedTemplateName($0) })
    needles = self.names.sorted().map { Array($0.utf8) }
  }

  /// Whether a wikitext seems to have one of the templates: whether one of their names stands between
  /// braces and a bar.
  ///
  /// It is asked of every page of a dump, and so does not parse: in a comment it sees a template too.
  /// Letters of ASCII are compared without case, and a blank stands for any blank or `_`.
  ///
  /// - Complexity: O(*n*) in the bytes for each template.
  func mayMatch(_ text: [UInt8]) -> Bool {
    names.isEmpty || needles.contains { mayMatch($0, text.span) }
  }

  private func mayMatch(_ needle: [UInt8], _ text: Span<UInt8>) -> Bool {
    // Beyond ASCII the case of a letter changes its bytes; the parser then decides.
    guard let first = needle.first, needle.allSatisfy({ $0 < 0x80 }) else { return true }
    guard text.count >= needle.count else { return false }
    for start in 0...(text.count - needle.count) where Self.folded(text[start]) == first {
      let isName = needle.indices.allSatisfy { Self.folded(text[start + $0]) == needle[$0] }
      if isName, isTemplate(text, start, start + needle.count) { return true }
    }
    return false
  }

  /// Whether a name between `start` and `end` stands where that of a template does.
  private func isTemplate(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var (before, after) = (start - 1, end)
    // `{{Template:Infobox book}}` is the same.
    while before >= 0, Self.folded(text[before]) == 0x20 { before -= 1 }
    while after < text.count, Self.folded(text[after]) == 0x20 { after += 1 }
    let isOpen = before >= 0 && (text[before] == 0x7B || text[before] == UInt8(ascii: ":"))
    return isOpen && after < text.count && "|}<&".utf8.contains(text[after])
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: byte + 0x20
    case 0x09, 0x0A, 0x0D, UInt8(ascii: "_"): 0x20
    default: byte
    }
  }
}

/// The name of a template in the form in which equal names are equal: blanks for underscores, one at a
/// time, all in lower case, without the namespace.
func normalizedTemplateName(_ name: String) -> String {
  let words = name.split { $0 == "_" || $0.isWhitespace }.joined(separator: " ").lowercased()
  return words.hasPrefix("template:") ? trimmed(words.dropFirst(9)) : words
}
