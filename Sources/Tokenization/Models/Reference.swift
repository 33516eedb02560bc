/// The models as plain searches in a dictionary: slow and obvious. Tests compare with them.
package enum Reference {
  /// The ids of a word by WordPiece.
  ///
  /// - Complexity: O(*n*³) in the characters of the word.
  package static func wordPiece(
    _ word: String, vocabulary: [[UInt8]: Int32], unknown: Int32, prefix: String = "##",
    maximumWordLength: Int = 100
  ) -> [Int32] {
    let characters = word.unicodeScalars.map { Array(String($0).utf8) }
    guard characters.count <= maximumWordLength else { return [unknown] }
    var ids: [Int32] = []
    var start = 0
    while start < characters.count {
      let head = start > 0 ? Array(prefix.utf8) : []
      let end = stride(from: characters.count, to: start, by: -1).first {
        vocabulary[head + characters[start..<$0].joined()] != nil
      }
      guard let end, let id = vocabulary[head + characters[start..<end].joined()] else {
        return [unknown]
      }
      ids.append(id)
      start = end
    }
    return ids
  }

  /// The ids of a text by Unigram, of all ways to cut it; the first of equal ones.
  ///
  /// - Complexity: O(2ⁿ) in the characters of the text.
  package static func unigram(
    _ text: String, vocabulary: [[UInt8]: Int32], scores: [Double], unknown: Int32
  ) -> (ids: [Int32], score: Double) {
    let characters = text.unicodeScalars.map { Array(String($0).utf8) }
    guard !characters.isEmpty else { return ([], 0) }
    var best: (ids: [Int32], score: Double) = ([], -.infinity)
    for start in 0..<characters.count {
      let token = Array(characters[start...].joined())
      let isSingle = start == characters.count - 1
      guard let id = vocabulary[token] ?? (isSingle ? unknown : nil) else { continue }
      let head = String(String.UnicodeScalarView(Array(text.unicodeScalars)[..<start]))
      let rest = unigram(head, vocabulary: vocabulary, scores: scores, unknown: unknown)
      let isUnknown = vocabulary[token] == nil
      let score = (isUnknown ? (scores.min() ?? 0) - 10 : scores[Int(id)]) + rest.score
      guard score > best.score else { continue }
      // Unknown characters in a row are one.
      let joins = isUnknown && rest.ids.last == unknown
      best = (joins ? rest.ids : rest.ids + [id], score)
    }
    return best
  }
}
