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

  private let bytes: Span<UInt8>
  private var place = 0
  private var depth = 0
  /// The powers of ten that a double can hold.
  private static let powers: [Double] = (0...308).compactMap { Double("1e\($0)") }

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

  private func malformed(_ problem: String) -> Malformed {
    Malformed(problem: problem, place: place)
  }

  /// The next byte, 0 at the end.
  private var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

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

// MARK: - Strings

extension JSONReader {
  private mutating func string() throws(Malformed) -> String {
    place += 1
    let start = place
    while next >= 0x20, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") { place += 1 }
    var text: [UInt8] = []
    text.append(copying: bytes, start..<place)
    while next != UInt8(ascii: "\"") {
      guard next >= 0x20 else { throw malformed("a string does not end") }
      if next == UInt8(ascii: "\\") {
        text.append(scalar: try escape())
      } else {
        text.append(next)
        place += 1
      }
    }
    place += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape() throws(Malformed) -> UInt32 {
    place += 2
    guard place <= bytes.count else { throw malformed("a string does not end") }
    switch bytes[place - 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(bytes[place - 1])
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"): break
    default: throw malformed("a string has an unknown escape")
    }
    let unit = try hexadecimalDigits()
    guard unit & 0xF800 == 0xD800 else { return unit }
    guard unit < 0xDC00, place + 1 < bytes.count, next == UInt8(ascii: "\\"),
      bytes[place + 1] == UInt8(ascii: "u")
    else { throw malformed("a string has half of a surrogate pair") }
    place += 2
    let low = try hexadecimalDigits()
    guard low & 0xFC00 == 0xDC00 else { throw malformed("a string has half of a surrogate pair") }
    return 0x1_0000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
  }

  private mutating func hexadecimalDigits() throws(Malformed) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
        throw malformed("a string has a malformed escape")
      }
      number = number << 4 | UInt32(digit)
      place += 1
    }
    return number
  }
}

// MARK: - Numbers

extension JSONReader {
  private var isDigit: Bool { (0x30...0x39).contains(next) }

  /// Reads a number as Rust's `serde_json` does, which rounds twice: first the digits become a
  /// double and then this is multiplied or divided by a power of ten. The last bit may be wrong,
  /// and the ids of a model may depend on it.
  private mutating func number() throws(Malformed) -> Double {
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { place += 1 }
    guard isDigit else { throw malformed("a number has no digits") }
    var digits = Digits()
    var exponent = 0
    let hasLeadingZero = next == 0x30
    let start = place
    while isDigit { if !take(&digits) { exponent += 1 } }
    guard !hasLeadingZero || place == start + 1 else { throw malformed("a number begins with 0") }
    if next == UInt8(ascii: ".") {
      place += 1
      guard isDigit else { throw malformed("a number has no digits behind the point") }
      while isDigit { if take(&digits) { exponent -= 1 } }
    }
    if next | 0x20 == UInt8(ascii: "e") { exponent += try self.exponent() }
    guard let value = Self.scaled(Double(digits.number), exponent) else {
      throw malformed("a number is too large")
    }
    return isNegative ? -value : value
  }

  /// As many digits as fit into 64 bits.
  private struct Digits {
    var number: UInt64 = 0
    var isFull = false
  }

  /// Adds a digit; false if there is no room for it, nor for those that follow.
  private mutating func take(_ digits: inout Digits) -> Bool {
    let digit = UInt64(next - 0x30)
    place += 1
    let (product, overflow) = digits.number.multipliedReportingOverflow(by: 10)
    let (sum, carry) = product.addingReportingOverflow(digit)
    if overflow || carry { digits.isFull = true }
    if !digits.isFull { digits.number = sum }
    return !digits.isFull
  }

  private mutating func exponent() throws(Malformed) -> Int {
    place += 1
    let isNegative = next == UInt8(ascii: "-")
    if isNegative || next == UInt8(ascii: "+") { place += 1 }
    guard isDigit else { throw malformed("a number has no digits in its exponent") }
    var exponent = 0
    while isDigit {
      exponent = min(exponent * 10 + Int(next - 0x30), 1_000_000)
      place += 1
    }
    return isNegative ? -exponent : exponent
  }

  private static func scaled(_ significand: Double, _ exponent: Int) -> Double? {
    var (value, exponent) = (significand, exponent)
    while exponent < -308, value != 0 {
      value /= 1e308
      exponent += 308
    }
    if value == 0 { return 0 }
    guard exponent <= 308 else { return nil }
    value = exponent >= 0 ? value * powers[exponent] : value / powers[-exponent]
    return value.isFinite ? value : nil
  }
}
