import Foundation

/// An answer of MediaWiki's interface in JSON that holds an article in HTML.
///
/// Two are read: that of `action=parse`, in both versions of its format, and that of
/// `/w/rest.php/v1/page/TITLE/with_html`.
struct InterfaceAnswer {
  /// The article in HTML.
  let html: String
  /// What the answer tells besides.
  let context: WikipediaPage.Context

  /// Reads an answer; nil if the bytes are something else.
  init?(_ bytes: Span<UInt8>) {
    guard
      bytes.firstIndex(of: "\"parse\"", in: 0..<bytes.count) != nil
        || bytes.firstIndex(of: "\"html\"", in: 0..<bytes.count) != nil
    else { return nil }
    let data = unsafe bytes.withUnsafeBytes { unsafe Data($0) }
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      return nil
    }
    if let parse = object["parse"] as? [String: Any] {
      self.init(parse: parse)
    } else {
      self.init(page: object)
    }
  }

  private init?(parse: [String: Any]) {
    guard let title = parse["title"] as? String, let html = Self.text(parse["text"]) else {
      return nil
    }
    var context = WikipediaPage.Context(title: title)
    context.heading = Self.shown(parse["displaytitle"] as? String ?? title)
    context.revision = (parse["revid"] as? Int).map { "\($0)" } ?? ""
    if let categories = parse["categories"] as? [[String: Any]] {
      context.categories = categories.filter { !Self.isHidden($0) }
        .compactMap { Self.text($0, "category") }.map(normalizedTitle)
    }
    context.languages = (parse["langlinks"] as? [[String: Any]] ?? []).compactMap { link in
      guard let language = link["lang"] as? String, let title = Self.text(link, "title") else {
        return nil
      }
      return "\(language):\(normalizedTitle(title))"
    }
    (self.html, self.context) = (html, context)
  }

  private init?(page: [String: Any]) {
    guard let html = page["html"] as? String, let title = page["title"] as? String,
      let key = page["key"] as? String
    else { return nil }
    var context = WikipediaPage.Context(title: normalizedTitle(key))
    context.heading = title
    if let latest = page["latest"] as? [String: Any] {
      context.revision = (latest["id"] as? Int).map { "\($0)" } ?? ""
      context.modified = latest["timestamp"] as? String ?? ""
    }
    (self.html, self.context) = (html, context)
  }

  /// A text, which the first version of the format wraps: `{"*": "…"}`.
  private static func text(_ value: Any?) -> String? {
    value as? String ?? (value as? [String: Any])?["*"] as? String
  }

  private static func text(_ object: [String: Any], _ key: String) -> String? {
    object[key] as? String ?? object["*"] as? String
  }

  /// Whether a category is hidden: `"hidden": ""` in the first version, `true` in the second.
  private static func isHidden(_ category: [String: Any]) -> Bool {
    category["hidden"].map { ($0 as? Bool) ?? true } ?? false
  }

  /// A title without its markup.
  private static func shown(_ title: String) -> String {
    let bytes = Array(title.utf8)
    var tokenizer = HTMLTokenizer()
    var resolved: [UInt8] = []
    while let token = tokenizer.next(bytes.span) {
      if token == .text { appendResolved(bytes.span, tokenizer.range, to: &resolved) }
    }
    return collapsed(resolved.span.text(0..<resolved.count))
  }
}
