import LinearAlgebra
import RealModule

/// The expectation step of variational Bayes: the shares of topics in documents, given the topics.
///
/// For a document, γ and the probabilities of the topics of its terms are improved in turn
/// ([Hoffman, Blei and Bach 2010], algorithm 1), until γ changes by less than 0.001 in the mean or a
/// hundred times, as in scikit-learn.
///
/// [Hoffman, Blei and Bach 2010]: https://dl.acm.org/doi/10.5555/2997189.2997285
struct VariationalStep: Sendable {
  /// exp(E[log φ]), of shape (vocabulary, topics), row by row.
  let weights: [Double]
  /// The prior α of each topic.
  let prior: [Double]

  /// What the step finds for some documents.
  struct Shares: Sendable {
    /// γ, of shape (documents, topics).
    var gamma: [Double] = []
    /// exp(E[log θ]), of shape (documents, topics).
    var expectations: [Double] = []
    /// The count of each stored element over its expected probability.
    var ratios: [Double] = []
    /// ∑ *count* × log *expected probability*.
    var logLikelihood = 0.0
  }

  private static let iterations = 100
  private static let tolerance = 1e-3

  /// The shares of the topics in some documents.
  func callAsFunction(_ counts: SparseMatrix, documents: Range<Int>) -> Shares {
    let topics = prior.count
    var shares = Shares()
    var expectations = [Double](repeating: 0, count: topics)
    var gamma = expectations
    for document in documents {
      let terms = counts.columnIndexes(inRow: document)
      let values = counts.values(inRow: document)
      for topic in 0..<topics { gamma[topic] = 1 }
      expect(gamma, &expectations)
      var ratios = [Double](repeating: 0, count: terms.count)
      var sums = [Double](repeating: 0, count: topics)
      for _ in 0..<Self.iterations {
        addUp(terms, values, expectations, &ratios, &sums)
        var change = 0.0
        for topic in 0..<topics {
          let next = expectations[topic] * sums[topic] + prior[topic]
          change += abs(next - gamma[topic])
          gamma[topic] = next
        }
        expect(gamma, &expectations)
        if change < Self.tolerance * Double(topics) { break }
      }
      addUp(terms, values, expectations, &ratios, &sums)
      for index in ratios.indices {
        let count = Double(values[index])
        shares.logLikelihood += count * Double.log(count / ratios[index])
      }
      shares.gamma += gamma
      shares.expectations += expectations
      shares.ratios += ratios
    }
    return shares
  }

  /// exp(Ψ(γ) − Ψ(∑ γ)).
  private func expect(_ gamma: [Double], _ expectations: inout [Double]) {
    let total = digamma(gamma.reduce(0, +))
    for topic in gamma.indices { expectations[topic] = Double.exp(digamma(gamma[topic]) - total) }
  }

  /// Makes `sums` the weights of the terms times `ratios`, their counts over their probabilities.
  private func addUp(
    _ terms: Span<Int32>, _ counts: Span<Float>, _ expectations: [Double],
    _ ratios: inout [Double], _ sums: inout [Double]
  ) {
    let topics = sums.count
    let (own, weights) = (expectations.span, weights.span)
    var sum = sums.mutableSpan
    for topic in 0..<topics { sum[topic] = 0 }
    for index in terms.indices {
      let start = Int(terms[index]) * topics
      let row = weights.extracting(start..<start + topics)
      var probability = 0.0
      for topic in 0..<topics {
        probability = Relaxed.multiplyAdd(own[topic], row[topic], probability)
      }
      // The smallest step from 1, as in scikit-learn.
      probability += Double.ulpOfOne
      let ratio = Double(counts[index]) / probability
      for topic in 0..<topics { sum[topic] = Relaxed.multiplyAdd(row[topic], ratio, sum[topic]) }
      ratios[index] = ratio
    }
  }
}
