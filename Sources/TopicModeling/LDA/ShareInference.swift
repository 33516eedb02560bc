import LinearAlgebra
import RealModule

/// Finds the shares of known topics in documents, by collapsed variational inference of order zero
/// ([Asuncion et al. 2009]).
///
/// Each term of a document has a probability for each topic, in proportion to
///
///     γₖ × φ(term, k)
///
/// where γₖ is αₖ plus the probabilities of the topic of all *other* tokens of the document. These
/// probabilities are improved term by term until they stay the same. Nothing is drawn at random and a
/// document's shares depend on its own terms alone, so that new documents are treated as fitted ones.
///
/// [Asuncion et al. 2009]: https://doi.org/10.48550/arXiv.1205.2662
struct ShareInference: Sendable {
  private let termTopics: Matrix
  private let prior: [Float]

  /// The largest number of passes over the terms of a document.
  private static let passes = 100
  /// Passes end when the probabilities of a token change by less than this in the mean.
  private static let tolerance: Float = 1e-4

  /// Takes the probabilities of terms in topics, of shape (vocabulary, topics), and the prior α.
  init(_ termTopics: Matrix, prior: [Double]) {
    self.termTopics = termTopics
    self.prior = prior.map { Float($0) }
  }

  /// The shares of the topics in documents, of shape (documents, topics).
  func shares(of counts: SparseMatrix, threads: Int) -> Matrix {
    let topics = termTopics.columns
    return Matrix.make(rows: counts.rows, columns: topics, chunk: 64, threads: threads) {
      range, elements in
      var workspace = [Float]()
      for document in range {
        let start = (document - range.lowerBound) * topics
        var row = elements._mutatingExtracting(start..<start + topics)
        find(
          &row, counts.columnIndexes(inRow: document), counts.values(inRow: document), &workspace)
      }
    }.matrix
  }

  /// Finds the shares of one document.
  private func find(
    _ shares: inout MutableSpan<Float>, _ terms: Span<Int32>, _ counts: Span<Float>,
    _ workspace: inout [Float]
  ) {
    let topics = shares.count
    for topic in shares.indices { shares[topic] = 0 }
    guard !terms.isEmpty else { return }
    // The probabilities of the topics for each term.
    if workspace.count < terms.count * topics {
      workspace = [Float](repeating: 0, count: terms.count * topics)
    }
    var probabilities = workspace.mutableSpan
    // `shares` are the γ meanwhile.
    for topic in shares.indices { shares[topic] = prior[topic] }
    let start = prior
    for index in terms.indices {
      var own = probabilities._mutatingExtracting(index * topics..<(index + 1) * topics)
      fill(&own, start.span, termTopics[row: Int(terms[index])])
      addScaled(own.span, times: counts[index], to: &shares)
    }
    let tokens = sum(counts)
    for _ in 0..<Self.passes {
      var change: Float = 0
      for index in terms.indices {
        var own = probabilities._mutatingExtracting(index * topics..<(index + 1) * topics)
        change +=
          counts[index]
          * improve(&own, &shares, termTopics[row: Int(terms[index])], count: counts[index])
      }
      if change < Self.tolerance * tokens { break }
    }
    scale(&shares, by: 1 / sum(shares.span))
  }

  /// Makes `own` the products of two weights, brought to a sum of 1.
  private func fill(_ own: inout MutableSpan<Float>, _ a: Span<Float>, _ b: Span<Float>) {
    let count = own.count
    precondition(a.count == count && b.count == count)
    for topic in 0..<count { own[topic] = a[topic] * b[topic] }
    let total = sum(own.span)
    // A term that no topic has: all are as likely.
    if total > 0 {
      scale(&own, by: 1 / total)
    } else {
      for topic in 0..<count { own[topic] = 1 / Float(count) }
    }
  }

  /// Improves the probabilities of the topics for one term.
  ///
  /// - Returns: By how much they changed, all together.
  private func improve(
    _ own: inout MutableSpan<Float>, _ shares: inout MutableSpan<Float>, _ weights: Span<Float>,
    count: Float
  ) -> Float {
    let topics = own.count
    precondition(shares.count == topics && weights.count == topics)
    // Besides `own`, its successor is wanted only in its sum and its place.
    var total: Float = 0
    for topic in 0..<topics {
      total = Relaxed.multiplyAdd(max(shares[topic] - own[topic], 0), weights[topic], total)
    }
    guard total > 0 else { return 0 }
    let factor = 1 / total
    var change: Float = 0
    for topic in 0..<topics {
      let next = max(shares[topic] - own[topic], 0) * weights[topic] * factor
      let difference = next - own[topic]
      change = Relaxed.sum(change, abs(difference))
      shares[topic] = max(Relaxed.multiplyAdd(difference, count, shares[topic]), 0)
      own[topic] = next
    }
    return change
  }
}
