/// Finds the words of texts and cuts them into hashed shingles.
struct ShingleScanner {
  private let length: Int
  /// The shingles so far, in the order of the text, with repetitions.
  private var hashes: [UInt32] = []
  /// The present word in lower case, a blank before it.
  private var word: [UInt32] = [blank]
  /// The hash of all words in their order.
  private var sequence = offset

  private static let blank: UInt32 = 0x20
  /// The offset and the prime of FNV-1a with 64 bits.
  private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  /// Creates a scanner of shingles of `length` characters.
  init(length: Int) {
    precondition(
      length >= 3, "a shingle of \(length) characters has no room for blanks and a letter")
    self.length = length
  }

  /// The shingles, in the order of the text, with repetitions; if they are fewer than `minimum` but not
  /// none, one for the whole text instead.
  func shingles(minimum: Int) -> [UInt32] {
    hashes.isEmpty || hashes.count >= minimum ? hashes : [Self.folded(sequence)]
  }

  /// Takes in a text; it ends a word.
  mutating func scan(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    let characters = CharacterTable.standard
    let bytes = text.utf8.span
    hashes.reserveCapacity(hashes.count + bytes.count)
    var index = 0
    while index < bytes.count {
      let (value, size) = scalar(bytes, at: index)
      let info = characters[value]
      switch info.kind {
      case .letter, .digit, .mark:
        word.append(info.lower)
        sequence = Self.mixed(sequence, info.lower)
      // «don't» and «dont» are one word.
      case .apostrophe: break
      default: endWord()
      }
      index += size
    }
    endWord()
  }

  /// Cuts the present word, if there is one.
  private mutating func endWord() {
    guard word.count > 1 else { return }
    word.append(Self.blank)
    sequence = Self.mixed(sequence, Self.blank)
    for start in 0...max(0, word.count - length) {
      var hash = Self.offset
      for letter in start..<min(start + length, word.count) {
        hash = Self.mixed(hash, word[letter])
      }
      hashes.append(Self.folded(hash))
    }
    word.removeSubrange(1...)
  }

  private static func mixed(_ hash: UInt64, _ value: UInt32) -> UInt64 {
    (hash ^ UInt64(value)) &* prime
  }

  /// The finalizer of MurmurHash3, without which FNV's high bits say little about the last characters.
  private static func folded(_ hash: UInt64) -> UInt32 {
    var hash = hash
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return UInt32(truncatingIfNeeded: hash ^ hash >> 33)
  }
}
