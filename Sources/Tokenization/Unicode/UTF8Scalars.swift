/// The scalar that begins at byte `place` of valid UTF-8; `place` moves behind it.
///
/// - Complexity: O(1)
@inline(__always)
func decodeScalar(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt32 {
  let first = UInt32(bytes[place])
  place += 1
  if first < 0x80 { return first }
  let count = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
  var scalar = first & (0x3F >> UInt32(count))
  for _ in 0..<count {
    scalar = scalar << 6 | UInt32(bytes[place] & 0x3F)
    place += 1
  }
  return scalar
}

/// The number of bytes of the UTF-8 sequence that begins with `first`.
@inline(__always)
func sequenceLength(_ first: UInt8) -> Int {
  first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
}

extension [UInt8] {
  /// Appends the UTF-8 bytes of a scalar.
  @inline(__always)
  mutating func append(scalar: UInt32) {
    if scalar < 0x80 {
      append(UInt8(truncatingIfNeeded: scalar))
      return
    }
    if scalar < 0x800 {
      append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
    } else if scalar < 0x1_0000 {
      append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    } else {
      append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    }
    append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }

  /// Appends bytes that lie elsewhere.
  @inline(__always)
  mutating func append(copying bytes: Span<UInt8>, _ range: Range<Int>) {
    for place in range { append(bytes[place]) }
  }
}
