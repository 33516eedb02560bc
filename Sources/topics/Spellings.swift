import Artifacts

/// The commonest spelling of each token. A run of tokens is spelled token by token, and a token without a
/// spelling stands for itself.
struct Spellings {
  private let words: [String: String]

  init(_ path: String?) throws(FileError) {
    guard let path else {
      words = [:]
      return
    }
    let table = try Table(contentsOf: path)
    words = Dictionary(zip(try table.keys("token"), try table.column("word"))) { first, _ in first }
  }

  subscript(token: String) -> String {
    if let word = words[token] { return word }
    guard token.contains("_") else { return token }
    return token.split(separator: "_").map { words[String($0)] ?? String($0) }
      .joined(separator: " ")
  }

  /// The tokens that people write as `word`, and the word itself, which may be a token.
  func tokens(of word: String) -> [String] {
    let lowercased = word.lowercased()
    let spelled = words.filter { $0.value.lowercased() == lowercased }.map(\.key)
    return Set(spelled + [word, lowercased]).sorted()
  }
}
