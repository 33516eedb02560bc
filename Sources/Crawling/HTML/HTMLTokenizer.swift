/// Cuts a page into tags, texts and comments, as section 13.2.5 of the HTML standard says.
///
///     var tokenizer = HTMLTokenizer()
///     while let token = tokenizer.next(bytes) { … }
///
/// Nothing is copied: a token is the ranges of bytes that it consists of, with the references in them
/// as they stand. Every byte is visited a bounded number of times, whatever the page; of a tag, the
/// attributes beyond ``PageLimits/attributes`` are skipped. Left out is the "script data double
/// escaped" state, a `<script>` within a comment within a script.
struct HTMLTokenizer {
  /// What a token is.
  enum Token {
    /// Text between tags, in ``range``.
    case text
    /// The content of a script, a style or another element without tags in it, in ``range``.
    case rawText
    /// A start tag: ``tag``, ``name`` and ``attributes``.
    case startTag
    /// An end tag: ``tag`` and ``name``.
    case endTag
    /// A comment, in ``range`` without its marks.
    case comment
  }

  typealias Attribute = HTMLTagReader.Attribute

  /// Where a text or a comment stands.
  private(set) var range = 0..<0
  /// Where the name of a tag stands.
  var name: Range<Int> { tags.name }
  /// The element of a tag; of raw text, the element that it is the content of.
  var tag: HTMLTag { tags.tag }
  /// The attributes of a start tag, in their order.
  var attributes: [Attribute] { tags.attributes }
  /// Whether a start tag ends with `/>`, which only elements of SVG and MathML heed.
  var isSelfClosing: Bool { tags.isSelfClosing }
  /// What was cut, as the flags of `pages.tsv` say it: `attributes-cut` if a tag had more attributes
  /// than are read, `script-cut` if a script or style was longer than ``PageLimits/textSize``.
  private(set) var flags: [String] = []
  /// Where the next token begins.
  private(set) var position = 0

  private var tags = HTMLTagReader()
  private var isInRawText = false

  /// The next token of the page, or nil at its end.
  mutating func next(_ bytes: Span<UInt8>) -> Token? {
    if isInRawText { if readRawText(bytes) { return .rawText } }
    while position < bytes.count {
      let open = position
      guard bytes[open] == UInt8(ascii: "<") else { return text(open..<markup(bytes, from: open)) }
      switch mark(bytes, open) {
      case .startTag:
        guard readTag(bytes, from: open + 1) else { return nil }
        isInRawText = tag.isRawText
        return .startTag
      case .endTag:
        guard readTag(bytes, from: open + 2) else { return nil }
        return .endTag
      case .comment: return comment(bytes, open)
      case nil: return text(open..<markup(bytes, from: open + 1))
      default: continue
      }
    }
    return nil
  }

  /// Reads a tag whose name begins at a position; false if the page ends within it.
  private mutating func readTag(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    let end = tags.read(bytes, from: start)
    position = end ?? bytes.count
    if tags.isCut { note("attributes-cut") }
    return end != nil
  }

  private mutating func text(_ range: Range<Int>) -> Token {
    self.range = range
    position = range.upperBound
    return .text
  }

  /// What a `<` begins, or nil if it is only a sign.
  private func mark(_ bytes: Span<UInt8>, _ open: Int) -> Token? {
    guard open + 1 < bytes.count else { return nil }
    switch bytes[open + 1] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return .comment
    case UInt8(ascii: "/"):
      guard open + 2 < bytes.count else { return nil }
      return isLetter(bytes[open + 2]) ? .endTag : .comment
    case let byte: return isLetter(byte) ? .startTag : nil
    }
  }

  /// Where the first tag or comment from a position on begins, or the end of the page.
  private func markup(_ bytes: Span<UInt8>, from position: Int) -> Int {
    var position = position
    while position < bytes.count {
      position = bytes.firstIndex(of: UInt8(ascii: "<"), in: position..<bytes.count)
      if position == bytes.count || mark(bytes, position) != nil { break }
      position += 1
    }
    return position
  }

  private mutating func comment(_ bytes: Span<UInt8>, _ open: Int) -> Token {
    if bytes.has("<!--", at: open) {
      // `<!-->` and `<!--->` are whole comments.
      let start = open + 4
      for end: StaticString in [">", "->"] where bytes.has(end, at: start) {
        range = start..<start
        position = start + end.utf8CodeUnitCount
        return .comment
      }
      var end = bytes.firstIndex(of: "--", in: start..<bytes.count)
      while let found = end {
        for mark: StaticString in ["-->", "--!>"] where bytes.has(mark, at: found) {
          range = start..<found
          position = found + mark.utf8CodeUnitCount
          return .comment
        }
        end = bytes.firstIndex(of: "--", in: (found + 1)..<bytes.count)
      }
      range = start..<bytes.count
    } else {
      // A doctype, an instruction, an end tag without a name: all end at the next `>`.
      range = min(open + 2, bytes.count)..<bytes.count
      range = range.lowerBound..<bytes.firstIndex(of: UInt8(ascii: ">"), in: range)
    }
    position = min(range.upperBound + 1, bytes.count)
    return .comment
  }

  /// Reads up to the end tag of the element whose start tag was last; false if there is nothing.
  private mutating func readRawText(_ bytes: Span<UInt8>) -> Bool {
    isInRawText = false
    let start = position
    let length = name.count
    var end = start
    while end < bytes.count, tag != .plaintext {
      end = bytes.firstIndex(of: UInt8(ascii: "<"), in: end..<bytes.count)
      let after = end + 2 + length
      if after < bytes.count, bytes[end + 1] == UInt8(ascii: "/"),
        HTMLTag(bytes, (end + 2)..<after) == tag, endsName(bytes[after])
      {
        break
      }
      end = min(end + 1, bytes.count)
    }
    range = start..<(tag == .plaintext ? bytes.count : end)
    position = range.upperBound
    if range.count > PageLimits.textSize { note("script-cut") }
    return !range.isEmpty
  }

  /// Adds a flag once.
  mutating func note(_ flag: String) {
    if !flags.contains(flag) { flags.append(flag) }
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x7A
}
