import DocumentTerms
import LinearAlgebra

/// What each document counts for in the mean vector of its author.
public enum AuthorWeights: String, CaseIterable, Sendable {
  /// All the same.
  case even
  /// The more, the rarer its terms are: "Happy Monday, everyone!" says little about who wrote it.
  case inverseFrequency = "inverse-frequency"

  /// The probability of terms that count for a half.
  private static let smoothing = 1e-3

  /// The weight of each document, from 0 to 1.
  ///
  /// With ``inverseFrequency`` the weight is the mean of *a* / (*a* + *p*) over a document's terms, of
  /// probability *p* in the corpus, with *a* = 0.001. These are the weights that
  /// [Arora, Liang and Ma 2017](https://openreview.net/forum?id=SyK00v5xx) give to words within a
  /// text, one level up. A document without terms, which is one of symbols and stop words, weighs as
  /// little as the least of the others.
  ///
  /// - Complexity: O(*n*) in the terms of the documents.
  public func weights(of documents: DocumentTermMatrix) -> [Double] {
    guard self == .inverseFrequency else { return [Double](repeating: 1, count: documents.count) }
    let counts = documents.counts
    var occurrences = [Double](repeating: 0, count: counts.columns)
    for (term, count) in zip(counts.columnIndexes, counts.values) {
      occurrences[Int(term)] += Double(count)
    }
    let sum = max(occurrences.reduce(0, +), 1)
    let rarity = occurrences.map { Self.smoothing / (Self.smoothing + $0 / sum) }
    let weights = (0..<documents.count).map { document -> Double? in
      let terms = counts.columnIndexes(inRow: document)
      let values = counts.values(inRow: document)
      var (total, length) = (0.0, 0.0)
      for index in terms.indices {
        total += Double(values[index]) * rarity[Int(terms[index])]
        length += Double(values[index])
      }
      return length > 0 ? total / length : nil
    }
    let least = weights.lazy.compactMap(\.self).min() ?? 1
    return weights.map { $0 ?? least }
  }
}
