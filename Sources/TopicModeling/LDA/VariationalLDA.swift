import LinearAlgebra
import RealModule

extension LDAModel {
  /// What came of variational Bayes.
  public struct VariationalFit: Sendable {
    /// The model, its topics in descending order of their tokens.
    public let model: LDAModel
    /// The number of passes that were made.
    public let passes: Int
  }

  /// Fits topics by online variational Bayes ([Hoffman, Blei and Bach 2010]), or by batch variational
  /// Bayes if all documents are one batch.
  ///
  /// From the same topics at the start it gives those of scikit-learn's `LatentDirichletAllocation`. The
  /// same counts, options and seed give the same model for any `threads`.
  ///
  /// - Parameters:
  ///   - counts: The counts of terms, of shape (documents, vocabulary). Documents are taken in a random
  ///     order, the same in every pass.
  ///   - options: How topics are fitted.
  ///   - threads: The largest number of threads.
  ///   - progress: Is told after every pass how far it is.
  /// - Returns: The model, and how it was found.
  /// - Complexity: O((*stored counts* + *batches* × *vocabulary*) × *topics*) for each pass.
  ///
  /// [Hoffman, Blei and Bach 2010]: https://dl.acm.org/doi/10.5555/2997189.2997285
  public static func variational(
    _ counts: SparseMatrix, options: VariationalOptions = VariationalOptions(), threads: Int,
    progress: (FitProgress) -> Void = { _ in }
  ) -> VariationalFit {
    var order = Array(0..<counts.rows)
    var generator = KeyedGenerator(seed: options.seed, purpose: "documents of mini-batches")
    if options.batchSize != nil { generator.shuffle(&order) }
    let start = firstTopics(vocabulary: counts.columns, options)
    let fit = variational(
      counts, order: order, start: start, options: options, threads: threads, progress: progress)
    return VariationalFit(model: fit.model(prior: fit.prior), passes: fit.passes)
  }

  /// Topics that are not yet fitted: Gamma(100, 0.01) as in scikit-learn, by its normal approximation.
  private static func firstTopics(vocabulary: Int, _ options: VariationalOptions) -> [Double] {
    (0..<vocabulary).flatMap { term in
      var generator = KeyedGenerator(seed: options.seed, purpose: "first topics", index: term)
      return (0..<options.topics).map { _ in max(1 + generator.gaussian() / 10, 0.1) }
    }
  }

  /// Topics after some passes, in double precision.
  package struct VariationalPasses {
    /// The parameters λ, of shape (vocabulary, topics), row by row.
    package var parameters: [Double]
    /// The prior α of each topic.
    package var prior: [Double]
    /// The number of passes.
    package var passes: Int
  }

  /// Makes the passes of ``variational(_:options:threads:progress:)``.
  ///
  /// - Parameters:
  ///   - counts: The counts of terms, of shape (documents, vocabulary).
  ///   - order: The rows of `counts` in the order in which they are taken.
  ///   - start: The parameters λ to start with, of shape (vocabulary, topics), row by row.
  ///   - options: How topics are fitted.
  ///   - threads: The largest number of threads.
  ///   - progress: Is told after every pass how far it is.
  /// - Returns: The topics, in the order of the start.
  package static func variational(
    _ counts: SparseMatrix, order: [Int], start: [Double], options: VariationalOptions,
    threads: Int, progress: (FitProgress) -> Void = { _ in }
  ) -> VariationalPasses {
    let prior = options.alpha ?? 1 / Double(options.topics)
    let beta = options.beta ?? 1 / Double(options.topics)
    let priors = [Double](repeating: prior, count: options.topics)
    var topics = VariationalTopics(parameters: start, prior: priors, threads: threads)
    let size = options.batchSize ?? max(1, order.count)
    let batches = stride(from: 0, to: order.count, by: size).map { begin in
      counts.selecting(rows: order[begin..<min(begin + size, order.count)])
    }
    let tokens = counts.values.reduce(0.0) { $0 + Double($1) }
    var (number, passes, before) = (1.0, 0, -Double.infinity)
    while passes < options.passes, !batches.isEmpty {
      var logLikelihood = 0.0
      for batch in batches {
        let weight =
          options.batchSize == nil ? 1 : Double.pow(options.offset + number, -options.decay)
        let scale = Double(order.count) / Double(batch.rows)
        logLikelihood += topics.learn(batch, weight: weight, scale: scale, beta: beta)
        number += 1
      }
      passes += 1
      logLikelihood /= max(1, tokens)
      progress(FitProgress(done: passes, total: options.passes, logLikelihood: logLikelihood))
      if options.tolerance > 0, logLikelihood - before < options.tolerance { break }
      before = logLikelihood
    }
    return VariationalPasses(parameters: topics.parameters, prior: priors, passes: passes)
  }
}

extension LDAModel.VariationalPasses {
  /// The model, large topics first.
  fileprivate func model(prior: [Double]) -> LDAModel {
    let topics = prior.count
    let vocabulary = parameters.count / topics
    var sizes = [Double](repeating: 0, count: topics)
    for place in parameters.indices { sizes[place % topics] += parameters[place] }
    let order = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    var terms = Matrix(rows: vocabulary, columns: topics)
    terms.forEachRow(threads: 1) { term, row in
      for (place, topic) in order.enumerated() {
        row[place] = Float(parameters[term * topics + topic])
      }
    }
    return LDAModel(
      inference: .variational, termTopics: terms, documentPrior: order.map { prior[$0] })
  }
}
