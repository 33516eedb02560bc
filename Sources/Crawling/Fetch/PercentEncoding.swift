/// The octet of the percent code at `index`, where the `%` stands; nil if it is none.
func percentCode(_ bytes: ArraySlice<UInt8>, at index: Int) -> UInt8? {
  guard index + 2 < bytes.endIndex, let high = hexDigit(bytes[index + 1]),
    let low = hexDigit(bytes[index + 2])
  else { return nil }
  return high << 4 | low
}

/// Appends the percent code of an octet, in upper case.
func appendPercentCode(_ byte: UInt8, to result: inout [UInt8]) {
  let digit = { (value: UInt8) in value < 10 ? 0x30 + value : 0x37 + value }
  result.append(UInt8(ascii: "%"))
  result.append(digit(byte >> 4))
  result.append(digit(byte & 15))
}

/// Whether an octet means the same with and without percent code (RFC 3986 § 2.3).
func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"):
    true
  default: false
  }
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
  default: nil
  }
}
