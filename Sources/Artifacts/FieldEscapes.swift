// The escapes of a TSV field, as Miller reads them: a tab is written \t, a newline \n, a carriage
// return \r and a backslash \\, so that a record is always one line and a field never holds a tab.

private let backslash = UInt8(ascii: "\\")

/// Appends `field` to `bytes` with its escapes.
///
/// - Complexity: O(*n*) in the bytes, of which runs without escapes are copied at once.
package func appendEscaped(_ field: String, to bytes: inout [UInt8]) {
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
package func unescaped(_ field: Span<UInt8>) -> String {
  // Most fields hold no backslash at all.
  guard nextBackslash(field, from: 0) < field.count else { return text(field) }
  var bytes = [UInt8]()
  bytes.reserveCapacity(field.count)
  appendUnescaped(field, to: &bytes)
  return text(bytes.span)
}

/// Appends the UTF-8 of an escaped field's text to `bytes`.
///
/// - Complexity: O(*n*) in the bytes, of which runs without escapes are copied at once.
func appendUnescaped(_ field: Span<UInt8>, to bytes: inout [UInt8]) {
  var end = nextBackslash(field, from: 0)
  var start = 0
  while end + 1 < field.count {
    let letter: UInt8
    switch field[end + 1] {
    case UInt8(ascii: "t"): letter = UInt8(ascii: "\t")
    case UInt8(ascii: "n"): letter = UInt8(ascii: "\n")
    case UInt8(ascii: "r"): letter = UInt8(ascii: "\r")
    case backslash: letter = backslash
    default:
      end = nextBackslash(field, from: end + 1)
      continue
    }
    append(field, start..<end, to: &bytes)
    bytes.append(letter)
    start = end + 2
    end = nextBackslash(field, from: start)
  }
  append(field, start..<field.count, to: &bytes)
}

private func nextBackslash(_ field: Span<UInt8>, from start: Int) -> Int {
  var index = start
  while index < field.count, field[index] != backslash { index += 1 }
  return index
}

private func text(_ bytes: Span<UInt8>) -> String {
  unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
}
