import DocumentTerms
import Glibc
import LinearAlgebra

/// What each document counts for in the mean vector of its author.
public enum AuthorWeights: String, CaseIterable, Sendable {
  /// All the same.
  case even
  /// The more, the fewer authors use its terms: "Happy Monday, everyone!" says little about who wrote
  /// it.
  case inverseFrequency = "inverse-frequency"

  /// The weight of each document, 0 or more.
  ///
  /// With ``inverseFrequency`` the weight is the mean of ln((1 + *n*) / (1 + *authors*)) over a
  /// document's terms, for *n* authors in all and those who use the term: inverse document frequency
  /// ([Spärck Jones 1972](https://doi.org/10.1108/eb026526)), one level up. If that leaves an author
  /// without a document, as it does a single author, the author's documents count the same.
  ///
  /// The documents are counted only if the weights depend on their terms.
  ///
  /// - Complexity: O(*n*) in the terms of the documents, with ``even`` in their number.
  public func weights(
    of documents: @autoclosure () throws -> DocumentTermMatrix, by groups: AuthorGroups
  ) rethrows -> [Double] {
    guard self == .inverseFrequency else {
      return [Double](repeating: 1, count: groups.authorOfDocument.count)
    }
    let documents = try documents()
    let users = documents.pooled(by: groups.authorOfDocument, count: groups.authors.count)
      .documentFrequencies()
    let rarity = users.map { log(Double(1 + groups.authors.count) / Double(1 + $0)) }
    let counts = documents.counts
    let weights = (0..<documents.count).map { document in
      let terms = counts.columnIndexes(inRow: document)
      let values = counts.values(inRow: document)
      var (total, length) = (0.0, 0.0)
      for index in terms.indices {
        total += Double(values[index]) * rarity[Int(terms[index])]
        length += Double(values[index])
      }
      return length > 0 ? total / length : 0
    }
    var sums = [Double](repeating: 0, count: groups.authors.count)
    for (author, weight) in zip(groups.authorOfDocument, weights) { sums[author] += weight }
    return weights.indices.map { sums[groups.authorOfDocument[$0]] > 0 ? weights[$0] : 1 }
  }
}
