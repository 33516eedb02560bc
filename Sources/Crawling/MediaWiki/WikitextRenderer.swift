import CLibXML2

/// Wikitext as people read it, without its markup.
///
/// A line break of the source stays one; what a browser shows on a line of its own is set off by
/// ``breakMark``.
struct WikitextRenderer {
  /// What stands for an edge that a reader sees: `<br>`, an item of a list in a template.
  static let breakMark: Character = "\u{1}"

  private let wikitext: Wikitext
  private let site: DumpSite

  init(_ wikitext: Wikitext, site: DumpSite) {
    self.wikitext = wikitext
    self.site = site
  }

  /// The text of nodes.
  ///
  /// - Complexity: O(*n*) in their bytes: a node is rendered once at most.
  func text(_ nodes: [Wikitext.Node]) -> String {
    var text = ""
    for node in nodes { append(node, to: &text) }
    return text
  }

  private func append(_ node: Wikitext.Node, to text: inout String) {
    switch node {
    case .text(let range): text += withoutQuotes(decodedEntities(wikitext.source(range)))
    case .literal(let range): text += decodedEntities(wikitext.source(range))
    case .lineBreak: text.append(Self.breakMark)
    case .template(let name, let parameters):
      let call = TemplateCall(name: normalizedTemplateName(name), parameters, renderer: self)
      text += call.text
    case .link(let target, let parts): text += shown(target, parts)
    case .external(let url, let label, let isBracketed):
      text += isBracketed ? self.text(label) : decodedEntities(url)
    }
  }

  /// What is shown of a link: of a picture its caption, of a category nothing.
  private func shown(_ target: String, _ parts: [[Wikitext.Node]]) -> String {
    let isEscaped = target.hasPrefix(":")
    let target = isEscaped ? String(target.dropFirst()) : target
    let prefix = target.firstIndex(of: ":").map { trimmed(target[..<$0]).lowercased() }
    switch isEscaped ? .article : prefix.map(site.place) ?? .article {
    case .category: return ""
    case .file: return caption(parts)
    case .elsewhere where parts.isEmpty: return ""
    case .elsewhere, .article:
      guard let last = parts.last else { return decodedEntities(target) }
      return text(last)
    }
  }

  /// The last part of a link to a picture, unless that says how it is placed.
  private func caption(_ parts: [[Wikitext.Node]]) -> String {
    guard let last = parts.last else { return "" }
    let text = collapsed(text(last))
    let word = text.lowercased()
    let isOption =
      Self.options.contains(word) || word.hasSuffix("px")
      || word.prefixMatch(of: /(alt|link|upright|lang|class|page|thumb|thumbnail)\s*=/) != nil
    return isOption ? "" : "\n\n\(text)\n\n"
  }

  private static let options: Set<String> = [
    "thumb", "thumbnail", "frame", "framed", "frameless", "border", "left", "right", "center",
    "centre", "none", "upright", "baseline", "middle", "sub", "super", "top", "text-top", "bottom",
    "text-bottom",
  ]

  /// The text without the runs of apostrophes that stand for italics and bold.
  private func withoutQuotes(_ text: String) -> String {
    guard text.contains("''") else { return text }
    return text.replacing(/'{2,}/) { match in
      // Of four, one is an apostrophe, and of more than five all but five are.
      let count = match.output.count
      return String(repeating: "'", count: count == 4 ? 1 : max(count - 5, 0))
    }
  }
}

/// The text with its HTML entities as the letters they stand for; unknown ones stay.
func decodedEntities(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
  return text.replacing(/&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,10});/) {
    match in
    entity(match.output.1).map { String(Character($0)) } ?? String(match.output.0)
  }
}

private func entity(_ name: Substring) -> Unicode.Scalar? {
  if name.hasPrefix("#") {
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    // A control character would be one in our tables too.
    return value.flatMap { $0 < 0x20 || (0x7F...0x9F).contains($0) ? " " : Unicode.Scalar($0) }
  }
  guard let entity = unsafe htmlEntityLookup(String(name)) else { return nil }
  return Unicode.Scalar(unsafe entity.pointee.value)
}
