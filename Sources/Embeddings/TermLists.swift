/// The terms of each document: words separated by blanks, or the articles it links to.
///
/// A list is one string, not an array of them: a million documents then cost one allocation each.
public struct TermLists: Sendable {
  /// The terms of each document, joined by ``separator``.
  public let texts: [String]
  /// The byte between two terms.
  public let separator: UInt8

  /// The byte that separates links, whose titles hold blanks: the unit separator of ASCII.
  public static let unitSeparator: UInt8 = 0x1F

  /// Creates lists from tokens separated by blanks, as `clean` writes them.
  public init(tokens: [String]) {
    texts = tokens
    separator = UInt8(ascii: " ")
  }

  /// Creates lists from the links of each document.
  public init(links: [[String]]) {
    texts = links.map { $0.joined(separator: "\u{1F}") }
    separator = Self.unitSeparator
  }

  /// The number of documents.
  public var count: Int { texts.count }

  /// Calls `body` with each term of a document, in order.
  func forEachTerm(of document: Int, _ body: (Substring) -> Void) {
    for term in texts[document].utf8.split(separator: separator) { body(Substring(term)) }
  }
}
