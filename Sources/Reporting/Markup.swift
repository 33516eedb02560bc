import Mustache

/// A text as it stands between the tags, or in a quoted attribute, of HTML and XML.
///
/// Written by scalars: the one Character of `"` and a combining accent would pass a search for `"`, and
/// the attribute would end there. Control characters, which XML does not allow, become U+FFFD.
public func escapedMarkup(_ text: String) -> String {
  var escaped = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;".unicodeScalars
    case "<": escaped += "&lt;".unicodeScalars
    case ">": escaped += "&gt;".unicodeScalars
    case "\"": escaped += "&quot;".unicodeScalars
    case "'": escaped += "&#39;".unicodeScalars
    case "\t", "\n", "\r": escaped.append(" ")
    case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
    default: escaped.append(scalar)
    }
  }
  return String(escaped)
}

/// How Mustache escapes what it fills into a template.
struct MarkupContentType: MustacheContentType {
  /// The name that a template asks for it by.
  static let name = "MARKUP"

  func escapeText(_ text: String) -> String { escapedMarkup(text) }
}
