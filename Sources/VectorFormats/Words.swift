import Artifacts

/// Ids as words of word2vec's formats, which a blank ends.
struct Words: Sendable {
  private let words: [String]

  /// Makes words of ids; `blank` takes the place of blanks.
  ///
  /// - Throws: ``FileError`` at the first id that cannot be written, or that would become the same
  ///   word as another one.
  init(_ ids: [String], path: String, blank: Character?) throws(FileError) {
    var words = ids
    for (row, id) in ids.enumerated() {
      guard let space = id.utf8.first(where: { $0 <= UInt8(ascii: " ") }) else { continue }
      guard space == UInt8(ascii: " "), let blank else {
        throw FileError(
          .malformed, path, line: row + 2,
          "'\(id)' holds a blank, which ends a word in this format",
          remedy: "write blanks as another character with --blank-as, such as --blank-as _")
      }
      words[row] = String(id.map { $0 == " " ? blank : $0 })
    }
    if blank != nil, Set(words).count < words.count {
      var first: [String: Int] = [:]
      for (row, word) in words.enumerated() {
        guard let other = first.updateValue(row, forKey: word) else { continue }
        throw FileError(
          .malformed, path, line: row + 2, "'\(ids[row])' and '\(ids[other])' become the same word",
          remedy: "give another character to --blank-as")
      }
    }
    self.words = words
  }

  /// The word of a row.
  subscript(row: Int) -> String { words[row] }
}
