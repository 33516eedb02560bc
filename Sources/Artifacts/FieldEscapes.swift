// The escapes of a TSV field, as Miller reads them: a tab is written \t, a newline \n, a carriage
// return \r and a backslash \\, so that a record is always one line and a field never holds a tab.

private let backslash = UInt8(ascii: "\\")

/// Appends `field` to `bytes` with its escapes.
func appendEscaped(_ field: String, to bytes: inout [UInt8]) {
  for byte in field.utf8 {
    switch byte {
    case UInt8(ascii: "\t"): bytes += [backslash, UInt8(ascii: "t")]
    case UInt8(ascii: "\n"): bytes += [backslash, UInt8(ascii: "n")]
    case UInt8(ascii: "\r"): bytes += [backslash, UInt8(ascii: "r")]
    case backslash: bytes += [backslash, backslash]
    default: bytes.append(byte)
    }
  }
}

/// The text of an escaped field.
///
/// A backslash before any other letter stands for itself, as Miller reads it.
///
/// - Precondition: `field` is valid UTF-8.
func unescaped(_ field: Span<UInt8>) -> String {
  var bytes = [UInt8]()
  bytes.reserveCapacity(field.count)
  var index = 0
  while index < field.count {
    let byte = field[index]
    index += 1
    guard byte == backslash, index < field.count else {
      bytes.append(byte)
      continue
    }
    switch field[index] {
    case UInt8(ascii: "t"): bytes.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "r"): bytes.append(UInt8(ascii: "\r"))
    case backslash: bytes.append(backslash)
    default:
      bytes.append(byte)
      continue
    }
    index += 1
  }
  return String(decoding: bytes, as: UTF8.self)
}
