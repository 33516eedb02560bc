import Artifacts
import StageSupport

/// Words that topics should show, or should not, and what their weights are multiplied by.
struct SeedWords {
  private let path: String
  private let words: [(word: String, multiplier: Double)]

  /// Reads a word a line, with its multiplier behind a tab, or `multiplier` where there is none.
  ///
  /// - Throws: ``FileError`` if there are no words or one has no proper multiplier.
  init(contentsOf path: String, multiplier: Double) throws {
    let lines = try lineList(path)
    guard !lines.isEmpty else {
      throw FileError(.empty, path, "has no words", remedy: "write one a line")
    }
    words = try lines.map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count > 1 else { return (line, multiplier) }
      guard parts.count == 2, let own = Double(parts[1]), own.isFinite, own >= 0 else {
        throw FileError(
          .malformed, path, "'\(line)' is not a word with a number of 0 or more behind a tab",
          remedy: "correct the line")
      }
      return (String(parts[0]), own)
    }
    self.path = path
  }

  /// The multipliers of the tokens among `terms` that people write as these words; what is not among
  /// them is warned about.
  func multipliers(_ terms: [String], _ spellings: Spellings, _ log: Log) -> [String: Double] {
    let known = Set(terms)
    var multipliers: [String: Double] = [:]
    for (word, multiplier) in words {
      // A phrase is one token.
      let tokens = spellings.tokens(of: word) + [word.split(separator: " ").joined(separator: "_")]
      let found = tokens.filter(known.contains)
      if found.isEmpty { log.warning("\(path): no document has '\(word)'") }
      for token in found { multipliers[token] = multiplier }
    }
    return multipliers
  }
}
