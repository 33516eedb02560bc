// The two encodings of RFC 2045 that make bytes out of lines of ASCII.

/// The bytes that quoted-printable stands for: `=E4` is a byte, `=` at the end of a line joins it to
/// the next. What is neither stays as it is, as RFC 2045 advises.
///
/// - Complexity: O(*n*) in the bytes.
func decodedQuotedPrintable(_ bytes: Span<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    index += 1
    guard byte == UInt8(ascii: "=") else {
      result.append(byte)
      continue
    }
    if let end = softBreak(bytes, at: index) {
      index = end
    } else if index + 1 < bytes.count, let high = hexDigit(bytes[index]),
      let low = hexDigit(bytes[index + 1])
    {
      result.append(high << 4 | low)
      index += 2
    } else {
      result.append(byte)
    }
  }
  return result
}

/// The index after a line break, with blanks before it, at `start`; nil if there is none.
private func softBreak(_ bytes: Span<UInt8>, at start: Int) -> Int? {
  var index = start
  while index < bytes.count, [0x20, 0x09, 0x0D].contains(bytes[index]), index - start < 80 {
    index += 1
  }
  return index < bytes.count && bytes[index] == 0x0A ? index + 1 : nil
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}

/// The bytes that base64 stands for. Line breaks and other foreign letters are passed over.
///
/// - Complexity: O(*n*) in the bytes.
func decodedBase64(_ bytes: Span<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count / 4 * 3)
  var bits: UInt32 = 0
  var count = 0
  for index in bytes.indices {
    if bytes[index] == UInt8(ascii: "=") { break }
    guard let value = base64Value(bytes[index]) else { continue }
    bits = bits << 6 | value
    count += 6
    if count >= 8 {
      count -= 8
      result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return result
}

private func base64Value(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x41...0x5A: UInt32(byte) - 0x41
  case 0x61...0x7A: UInt32(byte) - 0x61 + 26
  case 0x30...0x39: UInt32(byte) - 0x30 + 52
  case UInt8(ascii: "+"): 62
  case UInt8(ascii: "/"): 63
  default: nil
  }
}
