// Eight bytes at a time, as a number whose lowest byte is the first one: what looks at texts byte by byte
// mostly waits for the next byte.

extension Span<UInt8> {
  /// The eight bytes from `index` on.
  ///
  /// - Precondition: There are so many.
  @inlinable
  @inline(__always)
  package func word(at index: Int) -> UInt64 {
    precondition(index >= 0 && index + 8 <= count)
    return unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
  }

  /// The first eight bytes of a range, and zeros if it has fewer.
  ///
  /// - Precondition: The range lies within.
  @inlinable
  @inline(__always)
  package func beginning(of range: Range<Int>) -> UInt64 {
    let start = range.lowerBound
    if start + 8 <= count { return word(at: start).beginning(range.count) }
    // Where too few bytes follow, some before are read too, and shifted away.
    if count >= 8 {
      return (word(at: count - 8) >> UInt64(8 * (start + 8 - count))).beginning(range.count)
    }
    return range.reversed().reduce(0) { $0 << 8 | UInt64(self[$1]) }
  }

  /// Whether all bytes are of ASCII.
  ///
  /// - Complexity: O(*n*), eight at a time.
  package var isASCII: Bool {
    var all: UInt64 = 0
    for index in stride(from: 0, to: count, by: 8) { all |= beginning(of: index..<count) }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// Where the printable characters of ASCII end that start at `start`.
  ///
  /// - Complexity: O(*n*) in their number.
  package func printableEnd(from start: Int) -> Int {
    var index = start
    while index < count {
      let word = beginning(of: index..<count)
      // Behind the last byte stand zeros, which are controls.
      let others =
        word.bytes(below: 0x20) | word.bytes(equalTo: 0x7F) | word & 0x8080_8080_8080_8080
      guard others == 0 else { return Swift.min(count, index + others.trailingZeroBitCount / 8) }
      index += 8
    }
    return count
  }
}

extension UInt64 {
  /// The first `count` of its eight bytes, and zeros.
  @inlinable
  @inline(__always)
  package func beginning(_ count: Int) -> UInt64 {
    self & UInt64.max >> UInt64(64 - 8 * Swift.max(0, Swift.min(count, 8)))
  }

  /// The highest bit of the first of its eight bytes that is below a limit, and perhaps of some after it;
  /// zero if there is none. Taking the limit from each byte sets the highest bit of one that had it not
  /// ("Determine if a word has a byte less than n" of Anderson's Bit Twiddling Hacks).
  ///
  /// - Precondition: The limit is at most 0x80.
  @inlinable
  @inline(__always)
  package func bytes(below limit: UInt64) -> UInt64 {
    (self &- limit &* 0x0101_0101_0101_0101) & ~self & 0x8080_8080_8080_8080
  }

  /// The same of the bytes that equal one.
  @inlinable
  @inline(__always)
  package func bytes(equalTo byte: UInt64) -> UInt64 {
    (self ^ byte &* 0x0101_0101_0101_0101).bytes(below: 1)
  }
}

extension MutableSpan<UInt8> {
  /// Replaces the eight bytes from `index` on.
  ///
  /// - Precondition: There are so many.
  @inlinable
  @inline(__always)
  package mutating func setWord(_ word: UInt64, at index: Int) {
    precondition(index >= 0 && index + 8 <= count)
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: word.littleEndian, toByteOffset: index, as: UInt64.self)
  }
}
