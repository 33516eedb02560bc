import Foundation

/// One of the wikis of Wikipedia, such as the English one.
public struct Wiki: Sendable, Hashable {
  /// The code of its language, as in its host name: `en`.
  public let language: String

  /// The wiki of a language.
  public init(language: String) { self.language = language }

  /// The wiki of a host name, the mobile one too: `en.wikipedia.org`, `en.m.wikipedia.org`.
  public init?(host: some StringProtocol) {
    let labels = host.lowercased().split(separator: ".")
    guard let first = labels.first, first.utf8.allSatisfy(isLanguageSign), labels.count >= 3,
      labels.suffix(2) == ["wikipedia", "org"], first != "www",
      labels.count == 3 || (labels.count == 4 && labels[1] == "m")
    else { return nil }
    language = String(first)
  }

  /// The wiki of a language that a page names; nil if it is no code of one.
  init?(named language: String) {
    guard !language.isEmpty, language.utf8.allSatisfy(isLanguageSign) else { return nil }
    self.language = language
  }

  /// The wiki of an address, with a scheme or without: `//en.wikipedia.org/wiki/Emma`.
  init?(address: some StringProtocol) {
    guard let slashes = address.firstRange(of: "//") else { return nil }
    self.init(host: address[slashes.upperBound...].prefix { $0 != "/" })
  }

  /// Where the article with a title stands.
  public func address(of title: String) -> String {
    let path = title.replacing(" ", with: "_").addingPercentEncoding(
      withAllowedCharacters: Self.plain)
    return "https://\(language).wikipedia.org/wiki/\(path ?? title)"
  }

  /// What MediaWiki leaves as it is in the address of an article.
  private static let plain = CharacterSet(
    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._;@$!*(),/~:")

  /// The title of the article that a link leads to, as people read it: `War and Peace`.
  ///
  /// Links are written `/wiki/T`, `//en.wikipedia.org/wiki/T`, `https://en.m.wikipedia.org/wiki/T` or
  /// `./T`, depending on the year of the page and on who saved it; all give one title.
  ///
  /// - Returns: nil for another site, another namespace such as `File:`, an article that does not
  ///   exist yet, and every address with a query, which is an action on an article.
  public func articleTitle(_ link: String) -> String? {
    let bytes = Array(link.utf8)
    return articleTitle(bytes.span, 0..<bytes.count)
  }

  /// The title of the article that a link in a range of bytes leads to.
  func articleTitle(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    guard let title = pageTitle(bytes, range), !isInOtherNamespace(title) else { return nil }
    return title
  }

  /// The title of the page of any namespace that a link leads to.
  func pageTitle(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    guard let path = titlePath(bytes, range),
      bytes.firstIndex(of: UInt8(ascii: "?"), in: path) == path.upperBound
    else { return nil }
    return title(bytes, path)
  }

  /// What stands after `/wiki/` in a link within this wiki, without the fragment.
  private func titlePath(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let start = range.lowerBound
    let end = bytes.firstIndex(of: UInt8(ascii: "#"), in: range)
    func path(after length: Int, from start: Int) -> Range<Int>? {
      start + length < end ? start + length..<end : nil
    }
    if bytes.has("./", at: start) { return path(after: 2, from: start) }
    if bytes.has("/wiki/", at: start) { return path(after: 6, from: start) }
    let schemes: [StaticString] = ["//", "https://", "http://"]
    for scheme in schemes where bytes.has(scheme, at: start) {
      let host = start + scheme.utf8CodeUnitCount
      guard host < end else { return nil }
      let slash = bytes.firstIndex(of: UInt8(ascii: "/"), in: host..<end)
      guard bytes.has("/wiki/", at: slash), isOwnHost(bytes, host..<slash) else { return nil }
      return path(after: 6, from: slash)
    }
    return nil
  }

  /// Whether a host name is this wiki's: compared as bytes first, since most links are.
  private func isOwnHost(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let code = language.utf8
    let suffix: StaticString = ".wikipedia.org"
    if range.count == code.count + suffix.utf8CodeUnitCount,
      bytes.has(suffix, at: range.lowerBound + code.count)
    {
      return zip(range, code).allSatisfy { bytes[$0] == $1 }
    }
    return Wiki(host: bytes.text(range)) == self
  }
}

/// Whether a byte may stand in the code of a language, as in `zh-min-nan`.
private func isLanguageSign(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
  default: false
  }
}

/// The title that a part of an address is, its percent signs resolved; nil if it is empty or no UTF-8.
private func title(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
  var output: [UInt8] = []
  output.reserveCapacity(range.count)
  var isASCII = true
  var index = range.lowerBound
  while index < range.upperBound {
    var byte = bytes[index]
    index += 1
    if byte == UInt8(ascii: "%") {
      guard index + 2 <= range.upperBound, let high = hexadecimalDigit(bytes[index]),
        let low = hexadecimalDigit(bytes[index + 1])
      else { return nil }
      byte = high << 4 | low
      index += 2
    }
    if byte == UInt8(ascii: "_") || byte <= 0x20 {
      // Blanks and underscores are one blank, and none at the ends.
      if !output.isEmpty, output[output.count - 1] != 0x20 { output.append(0x20) }
    } else {
      // No title holds it.
      if byte == 0x7F { return nil }
      isASCII = isASCII && byte < 0x80
      output.append(byte)
    }
  }
  if output.last == 0x20 { output.removeLast() }
  guard let first = output.first else { return nil }
  guard isASCII else {
    guard let valid = try? UTF8Span(validating: output.span) else { return nil }
    let title = normalizedTitle(withoutControls(String(copying: valid)))
    return title.isEmpty ? nil : title
  }
  if first >= 0x61, first <= 0x7A { output[0] = first - 0x20 }
  return output.span.text(0..<output.count)
}

/// A title in the form in which equal titles are equal: blanks for underscores and one at a time, the
/// first letter in upper case, Unicode's form C.
public func normalizedTitle(_ title: String) -> String {
  let words = title.split { $0 == "_" || $0.isWhitespace }.joined(separator: " ")
  let composed = words.precomposedStringWithCanonicalMapping
  // Ligatures such as `ß` have no upper case of one letter, and MediaWiki keeps them.
  guard let first = composed.first, first.uppercased().count == 1 else { return composed }
  return first.uppercased() + composed.dropFirst()
}
