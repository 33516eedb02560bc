import LinearAlgebra

/// A fixed set of ASCII words, each with a value, that is asked with bytes of a page.
///
/// A dictionary of strings would need a string for every tag and every class of a page. The words lie
/// in one array, found by open addressing; the first eight bytes of a word are folded, hashed and
/// compared as one number, and most words have no more.
package struct WordTable<Value: Sendable>: Sendable {
  private let values: [Value]
  /// The first eight bytes of each word.
  private let beginnings: [UInt64]
  /// The words, one after the other.
  private let words: [UInt8]
  /// Where each word begins in ``words``, and where the last one ends.
  private let starts: [Int32]
  /// The index of a word, or -1; as many as a power of two.
  private let slots: [Int16]
  private let longest: Int

  /// Creates a table of words in lower case.
  ///
  /// - Precondition: There are fewer than 8192 words, no two alike.
  package init(_ entries: some Collection<(String, Value)>) {
    var slotCount = 16
    while slotCount < 4 * entries.count { slotCount *= 2 }
    var slots = [Int16](repeating: -1, count: slotCount)
    var words: [UInt8] = []
    var starts: [Int32] = [0]
    var beginnings: [UInt64] = []
    for (index, entry) in entries.enumerated() {
      let word = Array(entry.0.utf8)
      let beginning = word.span.beginning(of: word.indices)
      beginnings.append(beginning)
      var slot = slotHash(beginning, word.count) & (slotCount - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = Int16(index)
      words += word
      starts.append(Int32(words.count))
    }
    values = entries.map(\.1)
    longest = entries.map(\.0.utf8.count).max() ?? 0
    (self.words, self.starts, self.slots) = (words, starts, slots)
    self.beginnings = beginnings
  }

  /// The value of the word in a range of `bytes`, ASCII letters of either case being the same.
  ///
  /// - Complexity: O(*n*) in the bytes of the range.
  package func value(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Value? {
    find(bytes, range, foldedCapitals(bytes.beginning(of: range)), fold: 0x20).map { values[$0] }
  }

  /// The value of the word in a range of `bytes`, `A` and `a` being two letters.
  package func exactValue(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Value? {
    find(bytes, range, bytes.beginning(of: range), fold: 0).map { values[$0] }
  }

  private func find(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ beginning: UInt64, fold: UInt8
  ) -> Int? {
    guard range.count <= longest else { return nil }
    let mask = slots.count - 1
    var slot = slotHash(beginning, range.count) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      let start = Int(starts[index])
      if beginnings[index] == beginning, Int(starts[index + 1]) - start == range.count,
        endsEqual(bytes, range, start, fold)
      {
        return index
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Whether a range and the word at `start` are the same behind their first eight bytes.
  private func endsEqual(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ start: Int, _ fold: UInt8
  ) -> Bool {
    var offset = 8
    while offset < range.count {
      let byte = bytes[range.lowerBound + offset]
      let isCapital = byte >= 0x41 && byte <= 0x5A
      if (isCapital ? byte | fold : byte) != words[start + offset] { return false }
      offset += 1
    }
    return true
  }
}

/// Eight bytes with ASCII capitals as small letters; 0x80 marks each byte that is one.
private func foldedCapitals(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let seven = word & (ones * 0x7F)
  let fromA = seven + ones * (0x80 - 0x41)
  let beyondZ = seven + ones * (0x80 - 0x5B)
  let isCapital = ~word & (fromA ^ beyondZ) & (ones * 0x80)
  return word | isCapital >> 2
}

/// A number whose low bits tell words apart by their first eight bytes and their length: a multiplication
/// by the golden ratio, after Knuth (The Art of Computer Programming, volume 3, 6.4).
private func slotHash(_ beginning: UInt64, _ count: Int) -> Int {
  let product = (beginning ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
  return Int(truncatingIfNeeded: product >> 40)
}
