/// The frequent words of a training text and the parts of speech that each of them had.
///
/// An open-addressing table from the hash of a word in lower case to an entry. Words too rare to say
/// what they usually are, are not in it; they look to the tagger as words it has never seen, so that
/// it learns from them what to do with those. The part of speech of a word that follows is unknown
/// when a text is read from left to right; what it may be, which stands here, is not.
struct TagLexicon: Equatable, Sendable {
  /// What a word may be: bit *t* says that it was part of speech *t* at least once in twenty times,
  /// the bits from the 17th on which one it was most often. 0 for unknown words.
  typealias Ambiguity = UInt32

  /// Half of each word's hash, 0 where a slot is free.
  let keys: [UInt32]
  /// What the word of each slot may be.
  let ambiguities: [Ambiguity]

  /// A table from its two columns; nil if they differ in length or leave no slot free.
  init?(keys: [UInt32], ambiguities: [Ambiguity]) {
    guard keys.count == ambiguities.count, keys.contains(0) else { return nil }
    self.keys = keys
    self.ambiguities = ambiguities
  }

  /// A table of words, given by their hashes: the same whatever their order.
  init(_ words: [UInt64: Ambiguity]) {
    let slots = words.count + words.count / 2 + 1
    var keys = [UInt32](repeating: 0, count: slots)
    var ambiguities = keys
    for (hash, ambiguity) in words.sorted(by: { $0.key < $1.key }) {
      var slot = Self.slot(hash, slots)
      while keys[slot] != 0 { slot = slot + 1 == slots ? 0 : slot + 1 }
      keys[slot] = Self.key(hash)
      ambiguities[slot] = ambiguity
    }
    self.keys = keys
    self.ambiguities = ambiguities
  }

  /// What the word with a hash may be.
  subscript(hash: UInt64) -> Ambiguity {
    let key = Self.key(hash)
    var slot = Self.slot(hash, keys.count)
    while keys[slot] != 0 {
      if keys[slot] == key { return ambiguities[slot] }
      slot = slot + 1 == keys.count ? 0 : slot + 1
    }
    return 0
  }

  /// The ambiguity of a word that was part of speech *t* `counts[t]` times.
  static func ambiguity(_ counts: [Int]) -> Ambiguity {
    let total = counts.reduce(0, +)
    var (bits, best): (Ambiguity, Int) = (0, 0)
    for (tag, count) in counts.enumerated() {
      if count * 20 >= total { bits |= 1 << Ambiguity(tag) }
      if count > counts[best] { best = tag }
    }
    return bits | Ambiguity(best) << 17
  }

  private static func slot(_ hash: UInt64, _ slots: Int) -> Int {
    Int(((hash >> 32) * UInt64(slots)) >> 32)
  }

  private static func key(_ hash: UInt64) -> UInt32 { max(UInt32(truncatingIfNeeded: hash), 1) }
}
