/// The head of an HTTP message or of a WARC record: a first line, and fields with a name and a value
/// (RFC 9112 §2.1, ISO 28500 §4).
///
/// Bytes outside UTF-8 become U+FFFD; lines may end with a line feed alone; a line that begins with a
/// blank continues the one before; a line without a colon is left out.
public struct MessageHead: Sendable, Equatable {
  /// A line `name: value`.
  public struct Field: Sendable, Equatable {
    /// The name as it is written.
    public var name: String
    /// The value without blanks around it.
    public var value: String
  }

  /// The line before the fields: `HTTP/1.1 200 OK`, `WARC/1.1`.
  public var firstLine: String
  /// The fields in their order.
  public var fields: [Field] = []

  /// Creates a head.
  public init(_ firstLine: String, _ fields: [(String, String)] = []) {
    self.firstLine = firstLine
    self.fields = fields.map { Field(name: $0.0, value: $0.1) }
  }

  /// Reads a head, whose empty line at the end may be missing.
  ///
  /// - Complexity: O(*n*) in the bytes.
  public init(_ bytes: some Collection<UInt8>) {
    var lines = Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }[...]
    firstLine = String(decoding: lines.popFirst() ?? [], as: UTF8.self)
    for line in lines where !line.isEmpty {
      if let first = line.first, first == 0x20 || first == 0x09 {
        continueField(line)
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        fields.append(
          Field(name: trimmed(line[..<colon]), value: trimmed(line[line.index(after: colon)...])))
      }
    }
  }

  /// The value of the first field with a name, in upper or lower case.
  public subscript(name: String) -> String? {
    fields.first { equalsIgnoringCase($0.name, name) }?.value
  }

  /// The number in a field; nil if there is none or it is not made of digits alone.
  func number(_ name: String) -> Int? {
    self[name].flatMap { Crawling.number($0, in: 0...Int.max) }
  }

  /// The status of an HTTP answer; nil if the first line is none.
  public var status: Int? {
    let parts = firstLine.split(separator: " ", maxSplits: 2)
    guard firstLine.hasPrefix("HTTP/"), parts.count >= 2 else { return nil }
    return Crawling.number(parts[1], in: 100...999)
  }

  /// The head as bytes, the empty line included.
  var bytes: [UInt8] {
    var text = firstLine + "\r\n"
    for field in fields { text += "\(field.name): \(field.value)\r\n" }
    return Array((text + "\r\n").utf8)
  }

  private mutating func continueField(_ line: some Collection<UInt8>) {
    guard let last = fields.indices.last else { return }
    fields[last].value += " " + trimmed(line)
  }
}

/// A text without blanks around it.
private func trimmed(_ bytes: some Collection<UInt8>) -> String {
  var rest = Array(bytes)[...]
  while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
  while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
  return String(decoding: rest, as: UTF8.self)
}

/// Whether two names of fields are the same, which upper and lower case of ASCII do not tell apart.
private func equalsIgnoringCase(_ a: String, _ b: String) -> Bool {
  func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
  return a.utf8.count == b.utf8.count && zip(a.utf8, b.utf8).allSatisfy { lower($0) == lower($1) }
}

/// Where the head of a message ends and its body begins; nil if the empty line is missing.
///
/// - Complexity: O(*n*) in the bytes of the head.
func headLength(_ bytes: Span<UInt8>) -> Int? {
  var start = 0
  for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
    let isEmpty = index == start || (index == start + 1 && bytes[start] == UInt8(ascii: "\r"))
    if isEmpty { return index + 1 }
    start = index + 1
  }
  return nil
}
