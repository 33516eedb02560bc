import Artifacts

/// A sentence with the part of speech of each token.
package struct TaggedSentence: Equatable, Sendable {
  /// The tokens.
  package var tokens: [String]
  /// Their parts of speech.
  package var tags: [PartOfSpeech]

  /// Creates a sentence.
  package init(tokens: [String] = [], tags: [PartOfSpeech] = []) {
    self.tokens = tokens
    self.tags = tags
  }
}

/// Reads sentences whose words people have tagged.
///
/// The file has a header, then a word a line with its form, lemma, universal and own part of speech
/// between tabs, and an empty line after each sentence. Two languages are read for what cleaning
/// needs:
///
/// - Vietnamese words of several syllables are taken apart, since texts do not say which syllables
///   belong together: each has the part of speech of the word.
/// - A Korean word is a noun together with its particles. Universal Dependencies calls it what the
///   particle makes of it, an adverb in 빗물에 ("in the rain"); here it remains the noun it is.
package enum Treebank {
  /// The sentences of a file.
  ///
  /// - Throws: `FileError` if a line is malformed.
  package static func sentences(
    of text: String, path: String, language: Language
  ) throws(FileError) -> [TaggedSentence] {
    var sentences = [TaggedSentence]()
    var sentence = TaggedSentence()
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated().dropFirst() {
      if line.isEmpty {
        if !sentence.tokens.isEmpty { sentences.append(sentence) }
        sentence = TaggedSentence()
        continue
      }
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
      guard fields.count == 4, let tag = PartOfSpeech(tag: fields[2]) else {
        throw FileError(
          .malformed, path, line: index + 1, "is not form, lemma, UPOS and XPOS between tabs",
          remedy: "take the columns 2 to 5 of a CoNLL-U file")
      }
      let used = language == .korean ? koreanTag(tag, morphemes: fields[3]) : tag
      for token in fields[0].split(separator: " ") {
        sentence.tokens.append(String(token))
        sentence.tags.append(used)
      }
    }
    if !sentence.tokens.isEmpty { sentences.append(sentence) }
    return sentences
  }

  /// Sentences to learn from and others to measure on: the last of each `every`, none if that is nil.
  package static func split(
    _ sentences: [TaggedSentence], every: Int?
  ) -> (training: [TaggedSentence], heldBack: [TaggedSentence]) {
    guard let every else { return (sentences, []) }
    let isHeldBack = { (index: Int) in index % every == every - 1 }
    return (
      sentences.indices.filter { !isHeldBack($0) }.map { sentences[$0] },
      sentences.indices.filter(isHeldBack).map { sentences[$0] }
    )
  }

  /// A noun or proper noun if all else of the word is particles (tags of the Kaist corpus on `j`, but
  /// for the copula `jp`, which makes a verb); else what it was.
  private static func koreanTag(_ tag: PartOfSpeech, morphemes: String) -> PartOfSpeech {
    let parts = morphemes.split(separator: "+")
    let isParticle = parts.map { $0.hasPrefix("j") && $0 != "jp" }
    guard let stem = isParticle.firstIndex(of: true), stem > 0,
      !isParticle[stem...].contains(false),
      parts[..<stem].allSatisfy({ $0.hasPrefix("n") && !$0.hasPrefix("np") && !$0.hasPrefix("nn") })
    else { return tag }
    return parts[..<stem].allSatisfy { $0 == "nq" } ? .properNoun : .noun
  }
}
