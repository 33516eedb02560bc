/// Where addresses stand in wikitext: https://www.mediawiki.org/wiki/Help:Links#External_links.
struct WikitextAddresses {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The address without brackets whose scheme ends at the colon at `colon`; nil if there is none that
  /// begins at `earliest` or later.
  ///
  /// As in MediaWiki, a mark at its end is the sentence's, and so is a parenthesis that it does not
  /// open itself.
  func bare(at colon: Int, from earliest: Int, isInTemplate: Bool) -> Range<Int>? {
    guard let start = schemeStart(before: colon), start >= earliest,
      var end = end(from: start, isInTemplate: isInTemplate)
    else { return nil }
    while end > colon, ",;.:!?".utf8.contains(bytes[end - 1]) { end -= 1 }
    if bytes[end - 1] == UInt8(ascii: ")"), !bytes[start..<end].contains(UInt8(ascii: "(")) {
      end -= 1
    }
    return start..<end
  }

  /// Where the address at `start` ends; nil if there is none, or only its scheme.
  ///
  /// A bar separates the parameters of a template wherever it stands, and braces end it.
  func end(from start: Int, isInTemplate: Bool) -> Int? {
    let schemes = ["https://", "http://", "ftp://", "//"]
    guard let scheme = schemes.first(where: { bytes[start...].starts(with: $0.utf8) }) else {
      return nil
    }
    let first = start + scheme.utf8.count
    var end = first
    while end < bytes.count, !endsAddress(bytes[end], isInTemplate) { end += 1 }
    return end > first ? end : nil
  }

  private func schemeStart(before colon: Int) -> Int? {
    for scheme in ["https", "http", "ftp"] {
      let start = colon - scheme.utf8.count
      guard start >= 0, bytes[start..<colon].elementsEqual(scheme.utf8) else { continue }
      let isWord = start > 0 && isLetterOrDigit(bytes[start - 1])
      return isWord ? nil : start
    }
    return nil
  }

  private func endsAddress(_ byte: UInt8, _ isInTemplate: Bool) -> Bool {
    switch byte {
    case 0...0x20, 0x7F: true
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\""):
      true
    case UInt8(ascii: "|"), UInt8(ascii: "{"), UInt8(ascii: "}"): isInTemplate
    default: false
    }
  }
}

/// Whether a byte is a letter or digit of ASCII.
func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}
