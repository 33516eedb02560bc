// The escapes of a TSV field, as Miller reads them: a tab is written \t, a newline \n, a carriage
// return \r and a backslash \\, so that a record is always one line and a field never holds a tab.

private let backslash = UInt8(ascii: "\\")

/// Appends `field` to `bytes` with its escapes.
///
/// - Complexity: O(*n*) in the bytes, of which runs without escapes are copied at once.
func appendEscaped(_ field: String, to bytes: inout [UInt8]) {
  let text = field.utf8.span
  var start = 0
  for index in text.indices {
    let letter: UInt8
    switch text[index] {
    case UInt8(ascii: "\t"): letter = UInt8(ascii: "t")
    case UInt8(ascii: "\n"): letter = UInt8(ascii: "n")
    case UInt8(ascii: "\r"): letter = UInt8(ascii: "r")
    case backslash: letter = backslash
    default: continue
    }
    append(text, start..<index, to: &bytes)
    bytes.append(backslash)
    bytes.append(letter)
    start = index + 1
  }
  append(text, start..<text.count, to: &bytes)
}

private func append(_ text: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
  unsafe text.withUnsafeBytes { unsafe bytes.append(contentsOf: $0[range]) }
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
