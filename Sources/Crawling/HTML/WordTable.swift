/// A fixed set of ASCII words, each with a value, that is asked with bytes of a page.
///
/// A dictionary of strings would need a string for every tag and every class of a page. The words lie
/// in one array, found by open addressing over the FNV-1a hash of the bytes (Fowler, Noll and Vo, RFC
/// 9923), and are compared byte by byte.
struct WordTable<Value: Sendable>: Sendable {
  private let values: [Value]
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
  init(_ entries: some Collection<(String, Value)>) {
    var slotCount = 16
    while slotCount < 4 * entries.count { slotCount *= 2 }
    var slots = [Int16](repeating: -1, count: slotCount)
    var words: [UInt8] = []
    var starts: [Int32] = [0]
    for (index, entry) in entries.enumerated() {
      let word = Array(entry.0.utf8)
      var slot = Int(truncatingIfNeeded: hash(word.span, 0..<word.count, fold: 0)) & (slotCount - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = Int16(index)
      words += word
      starts.append(Int32(words.count))
    }
    values = entries.map(\.1)
    longest = entries.map(\.0.utf8.count).max() ?? 0
    (self.words, self.starts, self.slots) = (words, starts, slots)
  }

  /// The value of the word in a range of `bytes`, ASCII letters of either case being the same.
  ///
  /// - Complexity: O(*n*) in the bytes of the range.
  func value(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Value? {
    find(bytes, range, fold: 0x20).map { values[$0] }
  }

  /// The value of the word in a range of `bytes`, `A` and `a` being two letters.
  func exactValue(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Value? {
    find(bytes, range, fold: 0).map { values[$0] }
  }

  private func find(_ bytes: Span<UInt8>, _ range: Range<Int>, fold: UInt8) -> Int? {
    guard range.count <= longest else { return nil }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash(bytes, range, fold: fold)) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      let start = Int(starts[index])
      if Int(starts[index + 1]) - start == range.count, isEqual(bytes, range, start, fold) {
        return index
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isEqual(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ start: Int, _ fold: UInt8
  ) -> Bool {
    for offset in 0..<range.count
    where folded(bytes[range.lowerBound + offset], fold) != words[start + offset] {
      return false
    }
    return true
  }
}

private func folded(_ byte: UInt8, _ fold: UInt8) -> UInt8 {
  byte >= 0x41 && byte <= 0x5A ? byte | fold : byte
}

private func hash(_ bytes: Span<UInt8>, _ range: Range<Int>, fold: UInt8) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for index in range { hash = (hash ^ UInt32(folded(bytes[index], fold))) &* 16_777_619 }
  return hash ^ (hash >> 15)
}
