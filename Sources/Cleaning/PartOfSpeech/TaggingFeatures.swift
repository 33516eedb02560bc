/// The features of a token, each a 64-bit key: the hash of a template and of what fills it.
///
/// The templates are those of [Ratnaparkhi 1996] and, for the words that may follow, of Giménez and
/// Màrquez's SVMTool ([2004]): spelling, affixes and shape of the word, its neighbors, the two tags
/// before it, and what the lexicon says that it and the next two words may be.
///
/// [Ratnaparkhi 1996]: https://aclanthology.org/W96-0213
/// [2004]: https://aclanthology.org/L04-1373
enum TaggingFeatures {
  /// The tag of what stands before a sentence.
  static let boundaryTag: UInt64 = 31

  /// Appends the keys of what does not depend on tags, for the token at `index`.
  ///
  /// - Precondition: Two boundaries stand on each side of the sentence in `words`.
  static func appendKeys(
    of words: borrowing Span<WordForm>, at index: Int, to keys: inout [UInt64]
  ) {
    let word = words[index]
    let (before, beforeThat) = (words[index - 1], words[index - 2])
    let (after, afterThat) = (words[index + 1], words[index + 2])
    let isFirst: UInt64 = before.form == WordForm.boundary.form ? 1 : 0
    keys.append(key(1, word.form))
    keys.append(key(2, word.lower))
    for length in 0..<4 where word.suffixes[length] != 0 {
      keys.append(key(3 + UInt64(length), word.suffixes[length]))
    }
    for length in 0..<3 where word.prefixes[length] != 0 {
      keys.append(key(7 + UInt64(length), word.prefixes[length]))
    }
    keys.append(key(10, word.shape, isFirst))
    keys.append(key(11, word.suffixes[2], word.shape))
    keys.append(key(12, word.ambiguity))
    keys.append(key(13, word.ambiguity, word.shape))

    keys.append(key(14, before.lower))
    keys.append(key(15, beforeThat.lower))
    keys.append(key(16, after.lower))
    keys.append(key(17, afterThat.lower))
    keys.append(key(18, before.lower, word.lower))
    keys.append(key(19, word.lower, after.lower))
    keys.append(key(20, before.suffixes[2]))
    keys.append(key(21, after.suffixes[1]))
    keys.append(key(22, after.suffixes[2]))
    keys.append(key(23, before.shape))
    keys.append(key(24, after.shape))
    keys.append(key(25, hashed(before.shape, word.shape), after.shape))

    keys.append(key(26, after.ambiguity))
    keys.append(key(27, afterThat.ambiguity))
    keys.append(key(28, word.ambiguity, after.ambiguity))
    keys.append(key(29, after.ambiguity, afterThat.ambiguity))
    keys.append(key(30, hashed(before.ambiguity, word.ambiguity), after.ambiguity))
  }

  /// Appends the keys of what depends on the tags of the two tokens before the one at `index`.
  static func appendKeys(
    of words: borrowing Span<WordForm>, at index: Int, after tag: UInt64, _ tagBefore: UInt64,
    to keys: inout [UInt64]
  ) {
    let (word, after) = (words[index], words[index + 1])
    keys.append(key(40, tag))
    keys.append(key(41, tagBefore))
    keys.append(key(42, tag, tagBefore))
    keys.append(key(43, tag, word.lower))
    keys.append(key(44, tag, word.ambiguity))
    keys.append(key(45, tag, after.ambiguity))
    keys.append(key(46, hashed(tag, tagBefore), word.ambiguity))
    keys.append(key(47, hashed(tag, word.ambiguity), after.ambiguity))
    keys.append(key(48, tag, after.lower))
    keys.append(key(49, tag, word.suffixes[2]))
    keys.append(key(50, tag, word.shape))
  }

  private static func key(_ template: UInt64, _ value: UInt64, _ other: UInt64 = 0) -> UInt64 {
    hashed(hashed(template, value), other)
  }
}
