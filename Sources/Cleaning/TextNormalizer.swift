import Foundation

/// Makes the text that an encoder reads: what people wrote, without what machines added.
///
///     TextNormalizer().normalized("Fish &amp; chips 🍟\u{200B}  https://t.co/x #yum")
///     // "Fish & chips 🍟 #yum"
///
/// Case, emoji, hashtags and mentions stay; control and zero-width characters, character references,
/// tags, addresses and runs of blanks go. The text is in Unicode's normal form C. Normalizing a
/// normalized text changes nothing.
public struct TextNormalizer: Sendable {
  /// Creates a normalizer.
  public init() {}

  /// The normalized text.
  ///
  /// - Complexity: O(*n*) in the bytes of the text for each time that a removal uncovers something,
  ///   which is hardly ever more than once.
  public func normalized(_ text: String) -> String {
    var bytes = Array(text.utf8)
    normalize(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Normalizes UTF-8 in place.
  ///
  /// The steps run again after each round that removed something, because what is left may have
  /// become a tag, a reference or an address: `&amp;lt;`. That makes the result a fixed point.
  package func normalize(_ bytes: inout [UInt8]) {
    var isChanged = true
    while isChanged {
      let summary = ByteSummary(bytes.span)
      if !summary.isDisjoint(with: [.control, .nonASCII]) {
        InvisibleCharacters.remove(from: &bytes)
      }
      if summary.contains(.beyondLatin) { compose(&bytes) }
      isChanged = summary.contains(.ampersand) && HTMLEntities.decode(&bytes)
      isChanged = summary.contains(.lessThan) && HTMLTags.remove(from: &bytes) || isChanged
      isChanged = summary.contains(.linkMark) && Links.remove(from: &bytes) || isChanged
    }
    WhitespaceRuns.collapse(&bytes)
  }

  /// Brings UTF-8 into normal form C, unless a quick check shows that it is.
  private func compose(_ bytes: inout [UInt8]) {
    if var text = try? UTF8Span(validating: bytes.span), text.checkForNFC(quickCheck: true) {
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    bytes = Array(text.precomposedStringWithCanonicalMapping.utf8)
  }
}
