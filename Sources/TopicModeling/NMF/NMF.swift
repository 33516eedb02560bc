import LinearAlgebra
import RealModule

extension NMFModel {
  /// What came of factoring.
  public struct Fit: Sendable {
    /// The model, its topics in descending order of their loads.
    public let model: NMFModel
    /// The number of iterations that were made.
    public let iterations: Int
    /// The length of what the factors leave over, √∑(*x* − *wh*)², or √(2 · divergence).
    public let error: Double
  }

  /// Fits topics to counts; see ``NMFOptions``.
  ///
  /// From the same factors at the start it gives those of scikit-learn's `NMF`, by coordinate descent
  /// ([Cichocki and Phan 2009]) or by multiplicative updates ([Févotte and Idier 2011]). The matrix stays
  /// sparse. The same counts and options give the same model for any `threads`.
  ///
  /// - Parameters:
  ///   - counts: The counts of terms, of shape (documents, vocabulary).
  ///   - options: How the matrix is factored.
  ///   - threads: The largest number of threads.
  ///   - progress: Is told after every iteration how far it is.
  /// - Returns: The model, and how it was found.
  /// - Precondition: There are at least as many documents, and terms, as topics.
  /// - Complexity: O((*stored counts* + (*documents* + *vocabulary*) × *topics*) × *topics*) for each
  ///   iteration.
  ///
  /// [Cichocki and Phan 2009]: https://doi.org/10.1587/transfun.E92.A.708
  /// [Févotte and Idier 2011]: https://doi.org/10.1162/NECO_a_00168
  public static func fit(
    _ counts: SparseMatrix, options: NMFOptions = NMFOptions(), threads: Int,
    progress: (FitProgress) -> Void = { _ in }
  ) -> Fit {
    precondition(
      options.topics >= 1 && options.topics <= min(counts.rows, counts.columns),
      "\(options.topics) topics of \(counts.rows) documents and \(counts.columns) terms")
    var frequencies = [Int](repeating: 0, count: counts.columns)
    for term in counts.columnIndexes { frequencies[Int(term)] += 1 }
    let x = inverseDocumentWeights(
      counts, documents: counts.rows, documentFrequencies: frequencies)
    let start = NonnegativeFactors(
      x, topics: options.topics, fillsZeros: options.loss == .kullbackLeibler, seed: options.seed,
      threads: threads)
    let fit = factor(x, start: start, options: options, threads: threads, progress: progress)
    let model = NMFModel(
      loss: options.loss, termTopics: fit.factors.orderedTerms(), documents: counts.rows,
      documentFrequencies: frequencies)
    return Fit(
      model: model, iterations: fit.iterations,
      error: options.loss == .frobenius
        ? fit.factors.distance(x, threads: threads)
        : (2 * fit.factors.divergence(x, threads: threads)).squareRoot())
  }

  /// Improves factors until they stay the same.
  package static func factor(
    _ x: SparseMatrix, start: NonnegativeFactors, options: NMFOptions, threads: Int,
    progress: (FitProgress) -> Void = { _ in }
  ) -> (factors: NonnegativeFactors, iterations: Int) {
    var (factors, iterations, first) = (start, 0, 0.0)
    let transposed = x.transposed()
    var before = 0.0
    if options.loss == .kullbackLeibler {
      first = (2 * factors.divergence(x, threads: threads)).squareRoot()
      before = first
    }
    while iterations < options.iterations {
      iterations += 1
      switch options.loss {
      case .frobenius:
        let violation = factors.descend(x, transposed, threads: threads)
        if iterations == 1 { first = violation }
        progress(FitProgress(done: iterations, total: options.iterations))
        if violation <= options.tolerance * first { return (factors, iterations) }
      case .kullbackLeibler:
        factors.multiply(x, transposed, threads: threads)
        progress(FitProgress(done: iterations, total: options.iterations))
        guard iterations % 10 == 0, options.tolerance > 0 else { continue }
        let error = (2 * factors.divergence(x, threads: threads)).squareRoot()
        if before - error < options.tolerance * first { return (factors, iterations) }
        before = error
      }
    }
    return (factors, iterations)
  }
}

extension NonnegativeFactors {
  /// The factor of the terms as floats, of shape (terms, topics): the weights of a topic add up to 1, and
  /// topics of large loads come first.
  fileprivate func orderedTerms() -> Matrix {
    var (sizes, loads) = (
      [Double](repeating: 0, count: topics), [Double](repeating: 0, count: topics)
    )
    for place in terms.indices { sizes[place % topics] += terms[place] }
    for place in documents.indices { loads[place % topics] += documents[place] }
    for topic in 0..<topics { loads[topic] *= sizes[topic] }
    let order = loads.indices.sorted { (-loads[$0], $0) < (-loads[$1], $1) }
    let elements = (0..<terms.count / topics).flatMap { term in
      order.map { topic in
        sizes[topic] > 0 ? Float(terms[term * topics + topic] / sizes[topic]) : 0
      }
    }
    return Matrix(rows: terms.count / topics, columns: topics, elements: elements)
  }
}
