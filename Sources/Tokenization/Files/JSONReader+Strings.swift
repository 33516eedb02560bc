extension JSONReader {
  /// Reads the string that begins here.
  mutating func string() throws(Malformed) -> String {
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
