/// How often the languages of a script have runs of one to five letters.
///
/// A word is scored by the runs within it: for each run, how far each language is behind the one that
/// has it most often, in natural logarithms from 0 to 5. The sum over the words of a document is a
/// naive Bayes classifier with the runs as features, as in Cavnar and Trenkle, "N-Gram-Based Text
/// Categorization", 1994, and Lui and Baldwin, "langid.py", 2012 (aclanthology.org/P12-3005). Unlike
/// theirs it is a sum over words, so a word that was seen before costs one addition.
struct LetterProfile: Sendable {
  /// The languages, in the order of the penalties.
  let languages: [Language]

  /// The indexes of the languages in `Language.allCases`.
  let indexes: [Int]

  /// The runs in a hash table with open addressing: 0 or up to five letters of 12 bits each.
  private var keys: [UInt64] = []
  /// The row of the run in each slot of ``keys``.
  private var rows: [Int32] = []
  /// How far the languages are behind for each run, of shape (runs, languages).
  private let behind: [UInt8]

  /// The weights of runs of 1 to 5 letters in tenths: short runs are part of long ones, and say less.
  private static let weights: [Int32] = [3, 5, 10, 10, 10]
  /// Longer words are cut, so that one cannot decide alone.
  private static let longest = 24

  /// Creates a profile.
  ///
  /// - Parameters:
  ///   - languages: The languages, in the order of their columns.
  ///   - runs: The runs of letters, all different.
  ///   - behind: How far each language is behind for each run, of shape (runs, languages).
  init(languages: [Language], runs: [[UInt8]], behind: [UInt8]) {
    precondition(behind.count == runs.count * languages.count, "the profile is not a matrix")
    self.languages = languages
    self.behind = behind
    indexes = languages.map(\.index)
    let capacity = 1 << (Int.bitWidth - (runs.count * 2).leadingZeroBitCount)
    keys = [UInt64](repeating: 0, count: capacity)
    rows = [Int32](repeating: 0, count: capacity)
    for (row, run) in runs.enumerated() {
      let key = Self.letters(of: run.span).reduce(0) { $0 << 12 | UInt64($1) }
      let slot = slot(of: key)
      (keys[slot], rows[slot]) = (key, Int32(row))
    }
  }

  /// Adds how far each language is behind for the UTF-8 of a word, in tenths of a natural logarithm,
  /// to the end of `penalties`.
  ///
  /// - Complexity: O(*n*) in the letters of the word, at most 24.
  func append(_ word: borrowing Span<UInt8>, to penalties: inout [Int32]) {
    let first = penalties.count
    penalties.append(contentsOf: repeatElement(0, count: languages.count))
    let letters = Self.letters(of: word)
    for start in letters.indices.prefix(Self.longest) where letters[start] != 0 {
      var key: UInt64 = 0
      for size in 0..<min(5, letters.count - start) {
        let letter = letters[start + size]
        guard letter != 0 else { break }
        key = key << 12 | UInt64(letter)
        let slot = slot(of: key)
        guard keys[slot] == key else { continue }
        add(Int(rows[slot]), weight: Self.weights[size], to: &penalties, first)
      }
    }
  }

  private func add(_ row: Int, weight: Int32, to penalties: inout [Int32], _ first: Int) {
    let count = languages.count
    let behind = behind.span.extracting((row * count)..<((row + 1) * count))
    var penalties = penalties.mutableSpan
    for index in behind.indices {
      penalties[first + index] &+= Int32(behind[index]) &* weight
    }
  }

  /// The slot that holds `key`, or where it belongs.
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  /// The letters of UTF-8 as numbers of 12 bits; 0 for those that no run has.
  private static func letters(of word: borrowing Span<UInt8>) -> [UInt16] {
    var letters = [UInt16]()
    letters.reserveCapacity(word.count)
    var index = 0
    while index < word.count {
      let (value, size) = scalar(word, at: index)
      switch value {
      case 0x41..<0xA00: letters.append(UInt16(value))
      case 0x1E00...0x1EFF: letters.append(UInt16(value - 0x1400))
      default: letters.append(0)
      }
      index += size
    }
    return letters
  }
}
