import Glibc
import Tokenization

/// How frequent the tokens of a vocabulary are in texts, as far as the vocabulary itself tells.
package enum TokenProbabilities {
  /// How many ranks are put before the first word.
  ///
  /// Texts would want about 3. With 50 the commonest words lose most of their weight but not all of it,
  /// and texts are told apart best: titles of questions by subject, names of goods and of articles by
  /// category (`Tests/Benchmarks/README.md`).
  static let rankOffset = 50

  /// The probability of each token; the special ones have 0.
  ///
  /// A Unigram model knows the logarithm of each. The vocabulary of a WordPiece model is ordered: the
  /// characters come first, then the words from the most frequent one on, so that the probability of
  /// the word of rank *r* is about 1 / (*r* + ``rankOffset``), divided by the sum, by the law of
  /// Zipf as [Mandelbrot] widened it. The characters are counted like the most frequent word: those
  /// that texts are full of are marks of punctuation, and a word that is spelled by characters is told
  /// by all of them together.
  ///
  /// [Mandelbrot]: https://doi.org/10.3758/s13423-014-0585-6
  package static func estimated(_ tokenizer: SubwordTokenizer) -> [Double] {
    let ids = 0..<Int32(tokenizer.vocabularySize)
    let special = ids.map { isSpecial($0, tokenizer) }
    let words = ids.first {
      !special[Int($0)] && (tokenizer.token($0)?.unicodeScalars.count ?? 0) > 1
    }
    let first = words ?? 0
    let weights = ids.map { id in
      if special[Int(id)] { return 0.0 }
      if let logarithm = tokenizer.logProbability(id) { return exp(logarithm) }
      return 1 / Double(max(id - first, 0) + 1 + Int32(rankOffset))
    }
    let sum = weights.reduce(0, +)
    return sum > 0 ? weights.map { $0 / sum } : weights
  }

  /// Whether a token stands for no piece of a text: the special ones, and the places that the authors
  /// of BERT left free.
  package static func isSpecial(_ id: Int32, _ tokenizer: SubwordTokenizer) -> Bool {
    guard let token = tokenizer.token(id) else { return true }
    return tokenizer.specialIDs.contains(id) || token.wholeMatch(of: /\[unused\d+\]/) != nil
  }
}
