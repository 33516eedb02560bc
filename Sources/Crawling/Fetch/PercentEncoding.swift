/// The form of a path in which equal paths are equal octet by octet: percent codes of letters, digits,
/// `-`, `.`, `_` and `~` decoded, other codes in upper case, octets outside ASCII encoded
/// (RFC 9309 § 2.2.2).
func normalizedPath(_ path: some StringProtocol) -> [UInt8] {
  let bytes = Array(path.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if byte == UInt8(ascii: "%"), let code = hexCode(bytes, at: index + 1) {
      isUnreserved(code) ? result.append(code) : appendCode(code, to: &result)
      index += 3
    } else {
      byte < 0x80 ? result.append(byte) : appendCode(byte, to: &result)
      index += 1
    }
  }
  return result
}

private func hexCode(_ bytes: [UInt8], at index: Int) -> UInt8? {
  guard index + 1 < bytes.count else { return nil }
  let digits = String(decoding: bytes[index...index + 1], as: UTF8.self)
  return digits.utf8.allSatisfy { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }
    ? UInt8(digits, radix: 16) : nil
}

private func appendCode(_ byte: UInt8, to result: inout [UInt8]) {
  let digits = Array("0123456789ABCDEF".utf8)
  result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"):
    true
  default: false
  }
}
