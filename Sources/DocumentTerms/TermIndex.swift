/// Distinct words, each with a number: the order of their first appearance.
///
/// The bytes of all words lie one after the other, and a hash table with open addressing finds them.
/// So a word that was seen before, as nine in ten were, costs a hash and a comparison and no memory.
package struct WordTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each word ends in ``bytes``.
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// The number of the word at each place of the hash table, or -1.
  private var slots = [Int32](repeating: -1, count: 1 << 10)

  /// Creates a table without words.
  package init() {}

  /// The number of words.
  package var count: Int { ends.count }

  /// The number of `word`, which is new if it equals ``count`` before the call.
  ///
  /// - Complexity: O(*n*) in the bytes of the word, amortized.
  package mutating func number(of word: borrowing Span<UInt8>) -> Int32 {
    let hash = Self.hash(word)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = slots[slot]
      if hashes[Int(number)] == hash, equals(Int(number), word) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return append(word, hash: hash, slot: slot)
  }

  /// The word with a number.
  package subscript(number: Int32) -> String {
    String(decoding: bytes[range(Int(number))], as: UTF8.self)
  }

  /// The UTF-8 of the word with a number.
  package func utf8(_ number: Int32) -> ArraySlice<UInt8> {
    bytes[range(Int(number))]
  }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private func equals(_ number: Int, _ word: borrowing Span<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == word.count else { return false }
    for offset in word.indices where bytes[range.lowerBound + offset] != word[offset] {
      return false
    }
    return true
  }

  private mutating func append(_ word: borrowing Span<UInt8>, hash: UInt32, slot: Int) -> Int32 {
    let number = Int32(count)
    for offset in word.indices { bytes.append(word[offset]) }
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = number
    // More than half full, probes grow long.
    if count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// FNV-1a with 64 bits, folded: http://www.isthe.com/chongo/tech/comp/fnv/.
  private static func hash(_ word: borrowing Span<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in word.indices { hash = (hash ^ UInt64(word[index])) &* 0x100_0000_01B3 }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}

extension WordTable {
  /// The number of the word spelled by `bytes`.
  package mutating func number(of word: [UInt8]) -> Int32 { number(of: word.span) }
}
