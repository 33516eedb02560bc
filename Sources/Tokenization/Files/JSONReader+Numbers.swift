extension JSONReader {
  /// The powers of ten that a double can hold.
  private static let powers: [Double] = (0...308).compactMap { Double("1e\($0)") }

  private var isDigit: Bool { (0x30...0x39).contains(next) }

  /// Reads a number as Rust's `serde_json` does, which rounds twice: first the digits become a
  /// double and then this is multiplied or divided by a power of ten. The last bit may be wrong,
  /// and the ids of a model may depend on it.
  mutating func number() throws(Malformed) -> Double {
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
