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
    guard labels.count >= 3, labels.suffix(2) == ["wikipedia", "org"], labels[0] != "www",
      labels.count == 3 || (labels.count == 4 && labels[1] == "m")
    else { return nil }
    language = String(labels[0])
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
    guard let path = articlePath(link), !path.contains("?"),
      let decoded = path.removingPercentEncoding
    else { return nil }
    let title = normalizedTitle(decoded)
    return title.isEmpty || isInOtherNamespace(title) ? nil : title
  }

  /// What stands after `/wiki/` in a link within this wiki, without the fragment.
  private func articlePath(_ link: String) -> Substring? {
    let link = link.prefix { $0 != "#" }
    if link.hasPrefix("./") { return link.dropFirst(2) }
    if link.hasPrefix("/wiki/") { return link.dropFirst(6) }
    let schemes = ["https://", "http://", "//"]
    guard let scheme = schemes.first(where: { link.hasPrefix($0) }) else { return nil }
    let rest = link.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(host.count)
    guard path.hasPrefix("/wiki/"), Wiki(host: host) == self else { return nil }
    return path.dropFirst(6)
  }
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
