/// The step that removes addresses: `https://…`, `www.…`, `bit.ly/…` and `name@example.org`.
///
/// An address ends before the punctuation that closes its sentence or bracket, and before a letter
/// beyond Latin, Greek and Cyrillic: Korean or Chinese text often follows without a blank. A domain
/// without a path, `amazon.com`, is a name that people say and stays. A blank takes the place of an
/// address: the words around it must not grow together.
enum Links {
  /// Takes the step in place, and says whether there was anything to remove.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func remove(from bytes: inout [UInt8]) -> Bool {
    bytes.compact(compact)
  }

  /// Copies byte by byte; a mark that stands in every address makes it look back for its start.
  private static func compact(_ bytes: inout MutableSpan<UInt8>) -> (count: Int, isChanged: Bool) {
    var (read, write) = (0, 0)
    var isChanged = false
    while read < bytes.count {
      let byte = bytes[read]
      // Nothing moves before the first address.
      guard isMark(byte) else {
        if isChanged { bytes[write] = byte }
        (read, write) = (read + 1, write + 1)
        continue
      }
      if let address = address(bytes.span, read: read, write: write, byte) {
        bytes[address.start] = UInt8(ascii: " ")
        (read, write) = (address.end, address.start + 1)
        isChanged = true
      } else {
        bytes[write] = byte
        (read, write) = (read + 1, write + 1)
      }
    }
    return (write, isChanged)
  }

  /// Whether a byte stands in every address of a kind.
  private static func isMark(_ byte: UInt8) -> Bool {
    // `.`, `/` and `:` are 0x2E, 0x2F and 0x3A, `@` is 0x40.
    byte &- 0x2E < 0x13 && (byte < 0x30 || byte == 0x3A || byte == 0x40)
  }

  /// The address that the byte at `read` belongs to: where it starts before `write`, where it ends
  /// after `read`.
  private static func address(
    _ bytes: borrowing Span<UInt8>, read: Int, write: Int, _ byte: UInt8
  ) -> (start: Int, end: Int)? {
    let start: Int?
    switch byte {
    case UInt8(ascii: ":"): start = schemeStart(bytes, read: read, write: write)
    case UInt8(ascii: "."): start = webStart(bytes, read: read, write: write)
    case UInt8(ascii: "/"): start = domainStart(bytes, read: read, write: write)
    case UInt8(ascii: "@"): return email(bytes, read: read, write: write)
    default: return nil
    }
    return start.map { ($0, end(bytes, from: read)) }
  }

  /// Where `http`, `https` or `ftp` starts before `://`.
  private static func schemeStart(
    _ bytes: borrowing Span<UInt8>, read: Int, write: Int
  ) -> Int? {
    guard read + 2 < bytes.count, bytes[read + 1] == UInt8(ascii: "/"),
      bytes[read + 2] == UInt8(ascii: "/")
    else { return nil }
    // People often forget the blank before an address: «nowhttps://…».
    let word = lowercased(bytes, max(0, write - 5)..<write)
    let scheme = ["https", "http", "ftp"].first { word.hasSuffix($0) }
    return scheme.map { write - $0.utf8.count }
  }

  /// Where `www` starts before a dot and a letter.
  private static func webStart(_ bytes: borrowing Span<UInt8>, read: Int, write: Int) -> Int? {
    guard write >= 3, bytes[write - 1] | 0x20 == UInt8(ascii: "w"), read + 1 < bytes.count,
      bytes[read + 1].isAlphanumeric || bytes[read + 1] >= 0xC3,
      write == 3 || !bytes[write - 4].isAlphanumeric,
      lowercased(bytes, write - 3..<write) == "www"
    else { return nil }
    return write - 3
  }

  /// Where a domain such as `bit.ly` starts before `/` and a letter or digit.
  private static func domainStart(_ bytes: borrowing Span<UInt8>, read: Int, write: Int) -> Int? {
    guard read + 1 < bytes.count, bytes[read + 1].isAlphanumeric else { return nil }
    var start = write
    var lastDot: Int?
    while start > 0, isDomain(bytes[start - 1]) {
      start -= 1
      if bytes[start] == UInt8(ascii: ".") { lastDot = lastDot ?? start }
    }
    guard let lastDot, lastDot > start,
      topLevelDomains.contains(lowercased(bytes, lastDot + 1..<write))
    else { return nil }
    return start
  }

  /// The e-mail address around an `@`.
  private static func email(
    _ bytes: borrowing Span<UInt8>, read: Int, write: Int
  ) -> (start: Int, end: Int)? {
    var start = write
    while start > 0, isLocalPart(bytes[start - 1]) { start -= 1 }
    var end = read + 1
    while end < bytes.count, isDomain(bytes[end]) { end += 1 }
    while end > read + 1, !bytes[end - 1].isLetter { end -= 1 }
    var label = end
    while label > read + 1, bytes[label - 1].isLetter { label -= 1 }
    guard start < write, end - label >= 2, label > read + 2, bytes[label - 1] == UInt8(ascii: ".")
    else { return nil }
    return (start, end)
  }

  /// Where the address that goes through `start` ends.
  private static func end(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    var end = start + 1
    // How many more brackets close than open.
    var unopened = 0
    while end < bytes.count, isAddress(bytes[end]) {
      if bytes[end] == UInt8(ascii: "(") { unopened -= 1 }
      if bytes[end] == UInt8(ascii: ")") { unopened += 1 }
      end += 1
    }
    while end > start + 1 {
      let isBracket = bytes[end - 1] == UInt8(ascii: ")")
      guard isBracket ? unopened > 0 : closesSentence(bytes[end - 1]) else { break }
      if isBracket { unopened -= 1 }
      end -= 1
    }
    return end
  }

  private static func closesSentence(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "]"), UInt8(ascii: "*"):
      true
    default: false
    }
  }

  /// Printable ASCII but `<`, `>` and `"`, and the bytes of U+00C0 to U+053F.
  private static func isAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
    case 0x21...0x7E, 0x80...0xBF, 0xC3...0xD4: true
    default: false
    }
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private static func isLocalPart(_ byte: UInt8) -> Bool {
    isDomain(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "%")
  }

  private static func lowercased(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> String {
    var text = ""
    for index in range { text.unicodeScalars.append(Unicode.Scalar(bytes[index] | 0x20)) }
    return text
  }

  /// The ends of the domains that short links and news sites use.
  private static let topLevelDomains: Set<String> = [
    "ag", "ai", "app", "at", "au", "be", "biz", "blog", "br", "by", "ca", "cc", "ch", "cl", "club",
    "cn", "co", "com", "cz", "de", "dk", "edu", "es", "eu", "fi", "fm", "fr", "gd", "gg", "gl",
    "gov",
    "gr", "hk", "ie", "im", "in", "info", "int", "io", "is", "it", "jp", "kr", "la", "link", "live",
    "lt", "ly", "me", "mil", "mobi", "mp", "mx", "net", "news", "nl", "no", "nz", "online", "org",
    "ph", "pl", "pro", "pt", "re", "ru", "se", "sg", "shop", "site", "st", "store", "th", "tk",
    "to",
    "tv", "tw", "ua", "uk", "us", "vn", "ws", "xyz", "za",
  ]
}
