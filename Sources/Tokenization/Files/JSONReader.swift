/// Reads a JSON text ([RFC 8259]) of which the bytes are valid UTF-8.
///
/// [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259
package struct JSONReader: ~Escapable {
  /// What is wrong, and where.
  package struct Malformed: Error {
    /// What is wrong.
    package let problem: String
    /// The byte.
    package let place: Int
  }

  let bytes: Span<UInt8>
  /// The place of the next byte.
  var place = 0
  private var depth = 0

  /// Creates a reader of valid UTF-8.
  @_lifetime(copy bytes)
  package init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// Reads the value that is the whole text.
  ///
  /// - Throws: ``Malformed`` if it is not JSON or is nested more than 64 deep.
  /// - Complexity: O(*n*)
  package mutating func read() throws(Malformed) -> JSONValue {
    let value = try value()
    skipSpace()
    guard place == bytes.count else { throw malformed("there is more behind the end") }
    return value
  }

  /// An error about the next byte.
  func malformed(_ problem: String) -> Malformed {
    Malformed(problem: problem, place: place)
  }

  /// The next byte, 0 at the end.
  var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

  private mutating func skipSpace() {
    while next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { place += 1 }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    skipSpace()
    guard next == byte, place < bytes.count else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(Malformed) {
    guard skip(byte) else { throw malformed("a '\(Character(Unicode.Scalar(byte)))' is missing") }
  }

  private mutating func value() throws(Malformed) -> JSONValue {
    skipSpace()
    depth += 1
    defer { depth -= 1 }
    guard depth <= 64 else { throw malformed("it is nested too deeply") }
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw malformed("a value is missing")
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Malformed)
    -> JSONValue
  {
    for scalar in "\(word)".utf8 {
      guard next == scalar else { throw malformed("'\(word)' is misspelt") }
      place += 1
    }
    return value
  }

  private mutating func array() throws(Malformed) -> JSONValue {
    place += 1
    var elements: [JSONValue] = []
    if skip(UInt8(ascii: "]")) { return .array(elements) }
    repeat { elements.append(try value()) } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return .array(elements)
  }

  private mutating func object() throws(Malformed) -> JSONValue {
    place += 1
    var members: [(key: String, value: JSONValue)] = []
    if skip(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw malformed("a key is missing") }
      let key = try string()
      try expect(UInt8(ascii: ":"))
      members.append((key, try value()))
    } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
    return .object(members)
  }
}
