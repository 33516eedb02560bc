import Foundation

/// Makes the text that an encoder reads: what people wrote, without what machines added.
///
///     TextNormalizer().normalized("Fish &amp; chips 🍟\u{200B}  https://t.co/x #yum")
///     // "Fish & chips 🍟 #yum"
///
/// Case, emoji, hashtags and mentions stay; control and zero-width characters, damage by a wrong
/// character set, character references, tags, addresses and runs of blanks go, and runs of one
/// character are shortened to three. The text is in a normal form of Unicode. Normalizing a normalized
/// text changes nothing.
public struct TextNormalizer: Sendable {
  /// A normal form of Unicode (UAX #15).
  public enum Form: String, CaseIterable, Sendable {
    /// Composed: what looks the same is the same.
    case nfc
    /// Composed, with what only looks different made the same: `ﬁ` becomes `fi`, `Ａ` becomes `A`, `²`
    /// becomes `2`.
    case nfkc
  }

  /// What becomes of emoji in the text.
  public enum Emoji: String, CaseIterable, Sendable {
    /// They stay.
    case keep
    /// They go.
    case drop
    /// Their names take their place.
    case name
  }

  /// The normal form.
  public var form = Form.nfc
  /// Whether text that was read in a wrong character set is repaired.
  public var repairsMojibake = true
  /// What becomes of emoji.
  public var emoji = Emoji.keep
  /// Whether text in square brackets goes.
  public var dropsBrackets = false
  /// Whether runs of one character are shortened.
  public var shortensRuns = true

  /// Creates a normalizer with the options that suit an encoder.
  public init() {}

  /// The normalized text.
  ///
  /// - Complexity: O(*n*) in the bytes of the text for each time that a step uncovers something, which
  ///   is hardly ever more than once.
  public func normalized(_ text: String) -> String {
    var bytes = Array(text.utf8)
    normalize(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Normalizes UTF-8 in place.
  ///
  /// The steps run again after each round that changed something, because what is left may have
  /// become a tag, a reference or an address: `&amp;lt;`. That makes the result a fixed point.
  package func normalize(_ bytes: inout [UInt8]) {
    var summary = ByteSummary(bytes.span)
    while takeSteps(&bytes, summary) { summary = ByteSummary(bytes.span) }
    if summary.contains(.looseBlank) { WhitespaceRuns.collapse(&bytes) }
  }

  /// Takes each step once, and says whether one may have uncovered something for another.
  private func takeSteps(_ bytes: inout [UInt8], _ summary: ByteSummary) -> Bool {
    // Before control characters go, since the misread bytes may be some.
    if repairsMojibake, summary.contains(.misread), Mojibake.repair(&bytes) { return true }
    var isChanged = false
    if !summary.isDisjoint(with: [.control, .nonASCII]) {
      isChanged = InvisibleCharacters.remove(from: &bytes)
    }
    if summary.contains(form == .nfc ? .composing : .nonASCII) {
      isChanged = compose(&bytes) || isChanged
    }
    if summary.contains(.ampersand) { isChanged = HTMLEntities.decode(&bytes) || isChanged }
    if summary.contains(.lessThan) { isChanged = HTMLTags.remove(from: &bytes) || isChanged }
    if summary.contains(.linkMark) { isChanged = Links.remove(from: &bytes) || isChanged }
    if dropsBrackets, summary.contains(.bracket) {
      isChanged = Brackets.remove(from: &bytes) || isChanged
    }
    if emoji != .keep, summary.contains(.nonASCII) {
      isChanged = EmojiText.replace(in: &bytes, byName: emoji == .name) || isChanged
    }
    if shortensRuns {
      isChanged = LongRuns.shorten(&bytes, isASCII: !summary.contains(.nonASCII)) || isChanged
    }
    return isChanged
  }

  /// Brings UTF-8 into the normal form, unless a quick check shows that it is, and says whether that
  /// may have made a mark of another step: compatibility forms have ASCII in them.
  private func compose(_ bytes: inout [UInt8]) -> Bool {
    if form == .nfc, var text = try? UTF8Span(validating: bytes.span),
      text.checkForNFC(quickCheck: true)
    {
      return false
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let composed = Array(
      (form == .nfc
        ? text.precomposedStringWithCanonicalMapping
        : text.precomposedStringWithCompatibilityMapping).utf8)
    let isChanged = form == .nfkc && composed != bytes
    bytes = composed
    return isChanged
  }
}
