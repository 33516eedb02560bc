/// The title of the page that a wiki link names, spelled as MediaWiki does: blanks and underscores
/// collapsed to one blank, the first letter in upper case, no `#section`.
///
///     linkTarget(" leo_tolstoy#Life ")  // "Leo tolstoy"
///
/// - Returns: The title; empty for a link within its page.
public func linkTarget(_ target: String) -> String {
  let page = target.prefix { $0 != "#" }
  let words = page.unicodeScalars.split { $0 == "_" || $0.properties.isWhitespace }
  let title = words.map { String($0) }.joined(separator: " ")
  let named = title.hasPrefix(":") ? String(title.dropFirst()) : title
  guard let first = named.unicodeScalars.first else { return "" }
  let upper = first.properties.titlecaseMapping
  // A letter whose capital is two letters, as ß, stays.
  guard upper.unicodeScalars.count == 1 else { return named }
  return upper + String(named.unicodeScalars.dropFirst())
}

/// How the target of a link is spelled, so that links to one page are the same.
public enum LinkSpelling: String, CaseIterable, Sendable {
  /// As ``linkTarget(_:)`` does.
  case title
  /// In lower case and otherwise as it is written (Koehrsen 2018).
  case lowercase

  /// A target in this spelling; empty for a link within its page.
  public func callAsFunction(_ target: String) -> String {
    switch self {
    case .title: linkTarget(target)
    case .lowercase: target.lowercased()
    }
  }
}
