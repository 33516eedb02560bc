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

  /// An attribute of a tag.
  struct Attribute {
    /// Where its name stands.
    var name: Range<Int>
    /// Where its value stands, without quotes.
    var value: Range<Int>
  }

  /// Where a text or a comment stands.
  private(set) var range = 0..<0
  /// Where the name of a tag stands.
  private(set) var name = 0..<0
  /// The element of a tag; of raw text, the element that it is the content of.
  private(set) var tag = HTMLTag.other
  /// The attributes of a start tag, in their order.
  private(set) var attributes: [Attribute] = []
  /// Whether a start tag ends with `/>`, which only elements of SVG and MathML heed.
  private(set) var isSelfClosing = false
  /// What was cut, as the flags of `pages.tsv` say it: `attributes-cut` if a tag had more attributes
  /// than are read, `script-cut` if a script or style was longer than ``PageLimits/textSize``.
  private(set) var flags: [String] = []
  /// Where the next token begins.
  private(set) var position = 0

  private var isInRawText = false

  /// The next token of the page, or nil at its end.
  mutating func next(_ bytes: Span<UInt8>) -> Token? {
    if isInRawText { if readRawText(bytes) { return .rawText } }
    while position < bytes.count {
      let start = position
      let open = bytes.firstIndex(of: UInt8(ascii: "<"), in: start..<bytes.count)
      if open > start { return text(start..<markup(bytes, from: open)) }
      switch mark(bytes, open) {
      case .startTag:
        guard readTag(bytes, from: open + 1) else { return nil }
        isInRawText = tag.isRawText
        return .startTag
      case .endTag:
        guard readTag(bytes, from: open + 2) else { return nil }
        return .endTag
      case .comment: return comment(bytes, open)
      case nil: return text(start..<markup(bytes, from: open + 1))
      default: continue
      }
    }
    return nil
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

extension HTMLTokenizer {
  /// Reads a tag whose name begins at a position; false if the page ends within it.
  private mutating func readTag(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    var index = start
    while index < bytes.count, !endsName(bytes[index]) { index += 1 }
    name = start..<index
    tag = HTMLTag(bytes, name)
    attributes.removeAll(keepingCapacity: true)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") {
        position = index + 1
        isSelfClosing = bytes[index - 1] == UInt8(ascii: "/")
        return true
      }
      if isHTMLBlank(byte) || byte == UInt8(ascii: "/") {
        index += 1
      } else {
        readAttribute(bytes, &index)
      }
    }
    position = bytes.count
    return false
  }

  private mutating func readAttribute(_ bytes: Span<UInt8>, _ index: inout Int) {
    let start = index
    index += 1
    while index < bytes.count, !endsName(bytes[index]), bytes[index] != UInt8(ascii: "=") {
      index += 1
    }
    var attribute = Attribute(name: start..<index, value: index..<index)
    skipBlanks(bytes, &index)
    if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
      index += 1
      skipBlanks(bytes, &index)
      attribute.value = readValue(bytes, &index)
    }
    if attributes.count < PageLimits.attributes {
      attributes.append(attribute)
    } else {
      note("attributes-cut")
    }
  }

  private func readValue(_ bytes: Span<UInt8>, _ index: inout Int) -> Range<Int> {
    guard index < bytes.count else { return index..<index }
    let quote = bytes[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = index + 1
      let end = bytes.firstIndex(of: quote, in: start..<bytes.count)
      index = min(end + 1, bytes.count)
      return start..<end
    }
    let start = index
    while index < bytes.count, !isHTMLBlank(bytes[index]), bytes[index] != UInt8(ascii: ">") {
      index += 1
    }
    return start..<index
  }

  private func skipBlanks(_ bytes: Span<UInt8>, _ index: inout Int) {
    while index < bytes.count, isHTMLBlank(bytes[index]) { index += 1 }
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x7A
}

private func endsName(_ byte: UInt8) -> Bool {
  isHTMLBlank(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
}
