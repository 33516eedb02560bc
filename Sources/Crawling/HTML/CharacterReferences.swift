/// Appends a range of a page with its character references replaced, as section 13.2.5.72 of the HTML
/// standard says: `&eacute;`, `&check;`, `&#233;`, `&#xE9;`, and `&copy` without a semicolon.
///
/// The numbers 128 to 159 stand for the characters of windows-1252 that were meant. Control
/// characters, halves of pairs and what is beyond Unicode give U+FFFD.
///
/// - Parameters:
///   - bytes: The page.
///   - range: The range.
///   - isAttribute: Whether it is the value of an attribute, in which `&copy=` is not a reference but
///     the second part of a query.
///   - output: What to append to.
/// - Complexity: O(*n*) in the bytes.
func appendResolved(
  _ bytes: Span<UInt8>, _ range: Range<Int>, isAttribute: Bool = false, to output: inout [UInt8]
) {
  var start = range.lowerBound
  while start < range.upperBound {
    let sign = bytes.firstIndex(of: UInt8(ascii: "&"), in: start..<range.upperBound)
    output.append(bytes, start..<sign)
    guard sign < range.upperBound else { return }
    if let end = appendReference(bytes, sign..<range.upperBound, isAttribute, to: &output) {
      start = end
    } else {
      output.append(UInt8(ascii: "&"))
      start = sign + 1
    }
  }
}

/// Appends what the reference at the start of a range stands for, and returns where it ends; nil if
/// there is only the sign.
private func appendReference(
  _ bytes: Span<UInt8>, _ range: Range<Int>, _ isAttribute: Bool, to output: inout [UInt8]
) -> Int? {
  let start = range.lowerBound + 1
  guard start < range.upperBound else { return nil }
  if bytes[start] == UInt8(ascii: "#") {
    return appendNumber(bytes, (start + 1)..<range.upperBound, to: &output)
  }
  var end = start
  while end < range.upperBound, end - start < NamedCharacters.longest, isAlphanumeric(bytes[end]) {
    end += 1
  }
  if end < range.upperBound, bytes[end] == UInt8(ascii: ";"),
    let characters = NamedCharacters.table.exactValue(bytes, start..<end)
  {
    appendCharacters(characters, to: &output)
    return end + 1
  }
  // `&notit;` is `¬it;`: the longest of the old names counts.
  for stop in stride(from: min(end, start + NamedCharacters.longestLegacy), to: start + 1, by: -1) {
    guard let characters = NamedCharacters.legacy.exactValue(bytes, start..<stop) else { continue }
    if isAttribute, stop < range.upperBound,
      bytes[stop] == UInt8(ascii: "=") || isAlphanumeric(bytes[stop])
    {
      return nil
    }
    appendCharacters(characters, to: &output)
    return stop
  }
  return nil
}

/// Appends the character of the number that stands after `&#`.
private func appendNumber(
  _ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
) -> Int? {
  var index = range.lowerBound
  let isHexadecimal = index < range.upperBound && bytes[index] | 0x20 == UInt8(ascii: "x")
  if isHexadecimal { index += 1 }
  let start = index
  var value: UInt32 = 0
  while index < range.upperBound, let digit = hexadecimalDigit(bytes[index]),
    isHexadecimal || digit < 10
  {
    // Beyond Unicode all numbers are alike, and must not overflow.
    value = min(value * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
    index += 1
  }
  guard index > start else { return nil }
  appendUTF8(shownCharacter(value), to: &output)
  return index < range.upperBound && bytes[index] == UInt8(ascii: ";") ? index + 1 : index
}

/// The character that a number stands for.
private func shownCharacter(_ value: UInt32) -> Unicode.Scalar {
  if (0x80..<0xA0).contains(value) { return windows1252[Int(value) - 0x80] }
  let isBlank = value == 0x09 || value == 0x0A || value == 0x0C || value == 0x0D
  guard value >= 0x20 || isBlank, value != 0x7F, let scalar = Unicode.Scalar(value) else {
    return "\u{FFFD}"
  }
  return scalar
}

/// Appends a character in UTF-8.
func appendUTF8(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
  output.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
}

private func appendCharacters(_ characters: SIMD2<UInt32>, to output: inout [UInt8]) {
  for index in 0..<2 where characters[index] != 0 {
    if let scalar = Unicode.Scalar(characters[index]) { appendUTF8(scalar, to: &output) }
  }
}

/// The value of a hexadecimal digit.
func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
  default: nil
  }
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
  (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
}

/// The named references as tables.
private enum NamedCharacters {
  static let table = WordTable(entries)
  static let legacy: WordTable<SIMD2<UInt32>> = {
    let names = Set(namesWithoutSemicolon.split(separator: " ").map(String.init))
    return WordTable(entries.filter { names.contains($0.0) })
  }()
  static let longest = entries.map(\.0.utf8.count).max() ?? 0
  static let longestLegacy = 6

  private static let entries: [(String, SIMD2<UInt32>)] = {
    let words = namedCharacters.split(separator: " ")
    return stride(from: 0, to: words.count - 1, by: 2).map { index in
      let codes = words[index + 1].split(separator: ",").map { UInt32($0, radix: 16) ?? 0 }
      return (String(words[index]), SIMD2(codes[0], codes.count > 1 ? codes[1] : 0))
    }
  }()
}
