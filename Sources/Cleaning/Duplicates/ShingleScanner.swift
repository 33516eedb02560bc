/// Finds the words of texts and cuts them into hashed shingles.
struct ShingleScanner {
  /// The number of characters of a shingle.
  private let length: Int
  /// ``factor`` to the power of ``length``.
  private let power: UInt64

  /// The base of the polynomials that hashes are.
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let blank: UInt32 = 0x20

  /// Creates a scanner of shingles of `length` characters.
  init(length: Int) {
    precondition(
      length >= 3, "a shingle of \(length) characters has no room for blanks and a letter")
    self.length = length
    power = (0..<length).reduce(1) { power, _ in power &* Self.factor }
  }

  /// The shingles of the texts in `parts`, in their order, with repetitions; if they are fewer than
  /// `minimum` but not none, one for the whole text instead.
  ///
  /// - Complexity: O(*n*) in the characters.
  func shingles(_ parts: [String], minimum: Int) -> [UInt32] {
    // A word has at most as many shingles as letters.
    let limit = parts.reduce(0) { $0 + $1.utf8.count }
    var hashes = [UInt32](repeating: 0, count: limit)
    // The present word in lower case with a blank before and after it.
    var word = [UInt32](repeating: Self.blank, count: limit + 2)
    var count = 0
    var whole: UInt64 = 0
    var span = hashes.mutableSpan
    var letters = word.mutableSpan
    for var part in parts {
      part.makeContiguousUTF8()
      scan(part.utf8.span, &letters, &span, &count, &whole)
    }
    guard count == 0 || count >= minimum else { return [Self.folded(whole)] }
    hashes.removeSubrange(count...)
    return hashes
  }

  /// Takes in a text; its end ends a word.
  ///
  /// - Parameters:
  ///   - text: The UTF-8.
  ///   - letters: Room for a blank, the letters of a word and a blank; the first one is there.
  ///   - hashes: Where the shingles go.
  ///   - count: The number of shingles so far.
  ///   - whole: The hash of all words so far in their order.
  private func scan(
    _ text: borrowing Span<UInt8>, _ letters: inout MutableSpan<UInt32>,
    _ hashes: inout MutableSpan<UInt32>, _ count: inout Int, _ whole: inout UInt64
  ) {
    let characters = CharacterTable.standard
    var end = 1
    var index = 0
    while index < text.count {
      let (value, size) = scalar(text, at: index)
      let info = characters[value]
      switch info.kind {
      case .letter, .digit, .mark:
        letters[end] = info.lower
        end += 1
      // «don't» and «dont» are one word.
      case .apostrophe: break
      default:
        guard end > 1 else { break }
        letters[end] = Self.blank
        cut(letters.span.extracting(first: end + 1), &hashes, &count, &whole)
        end = 1
      }
      index += size
    }
    guard end > 1 else { return }
    letters[end] = Self.blank
    cut(letters.span.extracting(first: end + 1), &hashes, &count, &whole)
  }

  /// Cuts a word with a blank at each end.
  private func cut(
    _ letters: borrowing Span<UInt32>, _ hashes: inout MutableSpan<UInt32>, _ count: inout Int,
    _ whole: inout UInt64
  ) {
    var hash: UInt64 = 0
    for index in letters.indices {
      whole = whole &* Self.factor &+ UInt64(letters[index])
      hash = hash &* Self.factor &+ UInt64(letters[index])
      // The polynomial of the last characters alone (Karp and Rabin 1987, doi:10.1147/rd.312.0249).
      if index >= length { hash &-= power &* UInt64(letters[index - length]) }
      if index >= length - 1 {
        hashes[count] = Self.folded(hash)
        count += 1
      }
    }
    if letters.count < length {
      hashes[count] = Self.folded(hash)
      count += 1
    }
  }

  /// The finalizer of MurmurHash3: every bit of a polynomial sways every bit that is left of it.
  private static func folded(_ hash: UInt64) -> UInt32 {
    var hash = hash
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return UInt32(truncatingIfNeeded: hash ^ hash >> 33)
  }
}
