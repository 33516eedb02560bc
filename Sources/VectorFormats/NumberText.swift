/// Appends numbers as shortest decimals, and a line break behind them.
func appendNumbers(_ numbers: Span<Float>, separator: UInt8, to bytes: inout [UInt8]) {
  for index in numbers.indices {
    if index > 0 { bytes.append(separator) }
    appendDecimal(numbers[index], to: &bytes)
  }
  bytes.append(UInt8(ascii: "\n"))
}

/// Appends the shortest decimal that reads back as the same number, the sign of a zero included.
private func appendDecimal(_ number: Float, to bytes: inout [UInt8]) {
  bytes += number.description.utf8
  if bytes[bytes.count - 1] == UInt8(ascii: "0"), bytes[bytes.count - 2] == UInt8(ascii: ".") {
    bytes.removeLast(2)
  }
}
