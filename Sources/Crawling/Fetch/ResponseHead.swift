/// The head of an answer: its status line and its headers.
struct ResponseHead {
  /// The lines as they came, the empty one included.
  private(set) var bytes: [UInt8] = []
  /// The status; 0 before a status line came.
  private(set) var status = 0
  /// Whether the empty line came.
  private(set) var isComplete = false
  /// The number of all lines, those of `100 Continue` and the like included.
  private(set) var lines = 0
  /// The number of all bytes, those of `100 Continue` and the like included.
  private(set) var size = 0
  private var fields: [(name: String, value: String)] = []

  /// Takes a line with its end. A status line begins the head anew, as after `100 Continue`.
  mutating func append(_ line: UnsafeRawBufferPointer) {
    lines += 1
    size += line.count
    let text = unsafe String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      bytes = []
      fields = []
      isComplete = false
      status = text.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix(3)) } ?? 0
    }
    unsafe bytes += line
    let content = collapsed(text)
    if content.isEmpty {
      // What follows the head of an interim answer is another head.
      isComplete = status >= 200
    } else if text.first == " " || text.first == "\t" {
      // A folded line (RFC 9112 § 5.2) continues the one before.
      guard !fields.isEmpty else { return }
      fields[fields.count - 1].value = collapsed(fields[fields.count - 1].value + " " + content)
    } else if let colon = text.firstIndex(of: ":"), !text.hasPrefix("HTTP/") {
      let value = collapsed(text[text.index(after: colon)...])
      fields.append((text[..<colon].lowercased(), value))
    }
  }

  /// The value of a header, whose name is given in lower case; of several the last.
  subscript(name: String) -> String? { fields.last { $0.name == name }?.value }

  /// Whether the length is given twice, and differently, so that nobody can say where the body ends
  /// (RFC 9112 § 6.3).
  var isAmbiguous: Bool {
    Set(fields.filter { $0.name == "content-length" }.map(\.value)).count > 1
  }

  /// How the body is compressed; nil for what is not understood, or for more than one layer.
  var coding: BodyDecoder.Coding? {
    let named = fields.filter { $0.name == "content-encoding" }.map { $0.value.lowercased() }
    switch named.filter({ $0 != "identity" && !$0.isEmpty }) {
    case []: return .identity
    case ["gzip"], ["x-gzip"]: return .gzip
    case ["deflate"]: return .deflate
    default: return nil
    }
  }

  /// Where a redirect leads; nil if the answer is none.
  var redirect: String? { [301, 302, 303, 307, 308].contains(status) ? self["location"] : nil }

  /// Whether the body is a page by its type; nil if the server does not say.
  var isHTML: Bool? {
    guard let type = self["content-type"]?.lowercased(), !type.isEmpty else { return nil }
    return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml")
  }
}
