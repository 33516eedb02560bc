import DocumentTerms
import LinearAlgebra

/// A document that shows what a topic is about.
public struct RepresentativeDocument: Equatable, Sendable {
  /// The number of the document in the corpus.
  public var document: Int
  /// The cosine of its term vector and the topic's, in 0...1.
  public var score: Double
}

extension ClassTFIDF {
  /// The documents of each class that are most like the class.
  ///
  /// A document is weighed as if it were a class of its own, as BERTopic does, and compared with its
  /// class by the cosine. Documents of few tokens are passed over, since two typical words would
  /// outdo any sentence, and so is a document of the same words as one already chosen. Ties go to the
  /// document that stands first.
  ///
  /// - Parameters:
  ///   - corpus: The documents that the weights were computed of.
  ///   - classes: The classes that the weights were computed of.
  ///   - count: The number of documents for each class; there may be fewer.
  ///   - minimumTokens: The least number of tokens of a document.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The documents of each class, the most typical first.
  /// - Complexity: O(*n* + *c* · *v*) for *n* stored counts, *c* classes and *v* terms.
  public func representatives(
    _ corpus: DocumentTermMatrix, classes: DocumentClasses, count: Int = 3, minimumTokens: Int = 5,
    threads: Int = 1
  ) -> [[RepresentativeDocument]] {
    parallelMap(count: classes.count, chunk: 1, threads: threads) { range in
      let number = range.lowerBound
      let weights = denseWeights(ofClass: number)
      let norm = rows[number].weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let scored = classes.members[number].lazy
        .filter { corpus.lengths[$0] >= minimumTokens }
        .map { RepresentativeDocument(document: $0, score: cosine(corpus, $0, weights, norm)) }
        .filter { $0.score > 0 }
      let best = scored.sorted { ($1.score, $0.document) < ($0.score, $1.document) }
      return firstDifferent(best, count: count, in: corpus)
    }
  }

  private func denseWeights(ofClass number: Int) -> [Double] {
    var weights = [Double](repeating: 0, count: termFactors.count)
    for (term, weight) in zip(rows[number].terms, rows[number].weights) { weights[term] = weight }
    return weights
  }

  /// The cosine of a document and a class of the given weights and norm.
  private func cosine(
    _ corpus: DocumentTermMatrix, _ document: Int, _ weights: [Double], _ norm: Double
  )
    -> Double
  {
    let terms = corpus.counts.columnIndexes(inRow: document)
    let counts = corpus.counts.values(inRow: document)
    var (product, squares) = (0.0, 0.0)
    for index in terms.indices {
      let count = Double(counts[index])
      // The length of the document cancels out in the cosine.
      let frequency = options.reducesFrequentWords ? count.squareRoot() : count
      let weight = frequency * termFactors[Int(terms[index])]
      product += weight * weights[Int(terms[index])]
      squares += weight * weight
    }
    return squares > 0 && norm > 0 ? product / (squares.squareRoot() * norm) : 0
  }
}

/// The first `count` documents of which no two have the same terms equally often.
private func firstDifferent(
  _ candidates: [RepresentativeDocument], count: Int, in corpus: DocumentTermMatrix
) -> [RepresentativeDocument] {
  var chosen: [RepresentativeDocument] = []
  for candidate in candidates where chosen.count < count {
    let isRepeated = chosen.contains { hasSameTerms($0.document, candidate.document, in: corpus) }
    if !isRepeated { chosen.append(candidate) }
  }
  return chosen
}

private func hasSameTerms(_ a: Int, _ b: Int, in corpus: DocumentTermMatrix) -> Bool {
  let offsets = corpus.counts.rowOffsets
  let (first, second) = (offsets[a]..<offsets[a + 1], offsets[b]..<offsets[b + 1])
  return corpus.counts.columnIndexes[first] == corpus.counts.columnIndexes[second]
    && corpus.counts.values[first] == corpus.counts.values[second]
}
