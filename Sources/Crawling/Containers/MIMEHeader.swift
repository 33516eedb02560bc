/// The header of a message or of a part of it: RFC 5322, section 2.2, and RFC 2045, section 5.1.
struct MIMEHeader {
  /// Where the body begins: after the empty line.
  let end: Int
  private var fields: [String: String] = [:]

  /// The bytes that a header has at most.
  static let limit = 1 << 14

  /// Reads the header at `start`; nil if there is none.
  ///
  /// A line that begins with a blank goes on with the field before it. Of fields with one name the
  /// first counts.
  init?(_ bytes: Span<UInt8>, from start: Int) {
    var line = start
    var last: String?
    while line < bytes.count {
      let next = endOfLine(bytes, from: line)
      let text = Self.text(bytes.extracting(line..<next))
      line = next
      if text.allSatisfy(\.isWhitespace) { break }
      guard next - start <= Self.limit else { return nil }
      if text.first?.isWhitespace == true, let last {
        fields[last, default: ""] += " " + trimmed(text)
        continue
      }
      guard let colon = text.firstIndex(of: ":"), Self.isName(text[..<colon]) else { return nil }
      let name = text[..<colon].lowercased()
      last = fields[name] == nil ? name : nil
      if last != nil { fields[name] = trimmed(text[text.index(after: colon)...]) }
    }
    // A part may have no header at all: its first line is then empty.
    end = line
  }

  /// The value of a field, its name in lower case.
  subscript(name: String) -> String? { fields[name] }

  /// A parameter of a field, such as the boundary of its content type, without quotation marks.
  func parameter(_ name: String, of field: String) -> String? {
    guard let value = fields[field] else { return nil }
    for part in Self.split(value).dropFirst() {
      guard let equals = part.firstIndex(of: "="),
        trimmed(part[..<equals]).lowercased() == name
      else { continue }
      let text = trimmed(part[part.index(after: equals)...])
      return text.hasPrefix("\"") ? String(text.dropFirst().prefix { $0 != "\"" }) : text
    }
    return nil
  }

  /// The parts between semicolons that do not stand in quotation marks.
  private static func split(_ value: String) -> [Substring] {
    var isQuoted = false
    return value.split { character in
      if character == "\"" { isQuoted.toggle() }
      return character == ";" && !isQuoted
    }
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3C }
  }

  private static func text(_ bytes: Span<UInt8>) -> String {
    unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
