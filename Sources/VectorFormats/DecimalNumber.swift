/// The number that decimal digits stand for, rounded once; nil if they stand for none.
///
///     decimalNumber("-0.25".utf8.span)   // -0.25
///
/// Text formats hold a number for each dimension of each vector, and `Float.init` of a string takes
/// several times as long. Up to 2⁵³ digits and powers of ten up to 10²² are exact in double
/// precision, so that one multiplication or division rounds correctly ([Clinger 1990]), and so does
/// the second rounding to single precision except at the middle between two numbers; such cases,
/// and whatever looks unusual, are left to the library.
///
/// Edge cases: `inf`, `nan` and overflowing numbers give numbers that are not finite.
///
/// - Complexity: O(*n*) in the bytes.
///
/// [Clinger 1990]: https://doi.org/10.1145/93542.93557
package func decimalNumber(_ bytes: Span<UInt8>) -> Float? {
  if let number = exactNumber(bytes) { return number }
  guard let text = try? UTF8Span(validating: bytes) else { return nil }
  return Float(String(copying: text))
}

/// The powers of ten that double precision holds exactly.
private let powersOfTen: InlineArray<23, Double> = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]

/// The number if it can be found exactly in double precision, nil otherwise.
private func exactNumber(_ bytes: Span<UInt8>) -> Float? {
  var index = 0
  var isNegative = false
  if bytes.count > 0, bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
    isNegative = bytes[0] == UInt8(ascii: "-")
    index = 1
  }
  var digits: UInt64 = 0
  var count = 0
  var exponent = 0
  var isFraction = false
  var hasDigits = false
  while index < bytes.count {
    let byte = bytes[index]
    if byte &- UInt8(ascii: "0") < 10 {
      // 19 digits fit into 64 bits.
      guard count < 19 else { return nil }
      hasDigits = true
      digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
      if digits > 0 { count += 1 }
      if isFraction { exponent -= 1 }
    } else if byte == UInt8(ascii: "."), !isFraction {
      isFraction = true
    } else {
      break
    }
    index += 1
  }
  if index < bytes.count {
    guard let power = power(bytes.extracting(index..<bytes.count)) else { return nil }
    exponent += power
  }
  guard hasDigits, digits <= 1 << 53, abs(exponent) <= 22 else { return nil }
  let magnitude =
    exponent < 0
    ? Double(digits) / powersOfTen[-exponent] : Double(digits) * powersOfTen[exponent]
  // The middle between two numbers of single precision, and numbers too small to have all digits.
  guard magnitude.bitPattern & 0x1FFF_FFFF != 0x1000_0000, magnitude >= 0x1p-126 || digits == 0
  else { return nil }
  return Float(isNegative ? -magnitude : magnitude)
}

/// The exponent in `e-05`.
private func power(_ bytes: Span<UInt8>) -> Int? {
  guard bytes.count >= 2, bytes[0] | 0x20 == UInt8(ascii: "e") else { return nil }
  let isSigned = bytes[1] == UInt8(ascii: "-") || bytes[1] == UInt8(ascii: "+")
  let start = isSigned ? 2 : 1
  guard bytes.count > start, bytes.count <= start + 3 else { return nil }
  var power = 0
  for index in start..<bytes.count {
    let digit = bytes[index] &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    power = 10 * power + Int(digit)
  }
  return bytes[1] == UInt8(ascii: "-") ? -power : power
}
