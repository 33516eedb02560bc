/// A term of a topic.
public struct WeightedTerm: Equatable, Sendable {
  /// The number of the term in the corpus.
  public var term: Int
  /// How typical it is of the topic.
  public var weight: Double
}

extension ClassTFIDF {
  /// The terms of the largest weights in a class, largest first, ties in the order of the terms.
  ///
  /// A term must be used by at least `minimumOwners` members of the class, or by all of them where
  /// there are fewer: the name of one person does not make a topic. If no term passes, all may.
  ///
  /// - Complexity: O(*n* log *n*) in the terms of the class.
  public func topTerms(ofClass number: Int, count: Int, minimumOwners: Int = 1) -> [WeightedTerm] {
    let row = rows[number]
    let needed = min(minimumOwners, row.owners.max() ?? 0)
    let candidates = row.terms.indices.filter { row.owners[$0] >= needed && row.weights[$0] > 0 }
    let best = candidates.sorted { a, b in
      (-row.weights[a], row.terms[a]) < (-row.weights[b], row.terms[b])
    }
    return best.prefix(count).map { WeightedTerm(term: row.terms[$0], weight: row.weights[$0]) }
  }
}
