import LinearAlgebra

extension LDAModel {
  /// What came of sampling.
  public struct GibbsFit: Sendable {
    /// The model, its topics in descending order of their tokens.
    public let model: LDAModel
    /// The number of sweeps that were done.
    public let sweeps: Int
    /// The parameter β of the Dirichlet distribution of a topic's terms.
    public let beta: Double
    /// The mean log probability of a token in each sweep, given the topics of all others.
    public let logLikelihoods: [Double]
  }

  /// Fits topics by collapsed Gibbs sampling; see ``GibbsOptions``.
  ///
  /// Sampling runs until its likelihood stays the same, and then the counts of some samples are averaged.
  /// The same counts, options and seed give the same model for any `threads`.
  ///
  /// - Parameters:
  ///   - counts: The counts of terms, whole numbers of shape (documents, vocabulary).
  ///   - options: How topics are sampled.
  ///   - threads: The largest number of threads.
  ///   - progress: Is told after every sweep how far it is.
  /// - Returns: The model, and how it was found.
  /// - Complexity: O(*tokens* × *topics*) for each sweep, O(*tokens* + *vocabulary* × *topics*) memory.
  public static func gibbs(
    _ counts: SparseMatrix, options: GibbsOptions = GibbsOptions(), threads: Int,
    progress: (FitProgress) -> Void = { _ in }
  ) -> GibbsFit {
    var sampler = GibbsSampler(counts, options: options, threads: threads)
    var logLikelihoods: [Double] = []
    let sampling = options.samples * options.interval
    var total = options.sweeps + sampling
    func sweep() {
      logLikelihoods.append(sampler.sweep())
      progress(
        FitProgress(done: logLikelihoods.count, total: total, logLikelihood: logLikelihoods.last))
      if logLikelihoods.count % 10 == 0, logLikelihoods.count >= 20 {
        sampler.learnPriors(options.documentPrior, beta: options.learnsBeta)
      }
    }
    while logLikelihoods.count < options.sweeps,
      !isSettled(logLikelihoods, tolerance: options.tolerance)
    { sweep() }
    total = logLikelihoods.count + sampling
    var sum = Matrix(rows: counts.columns, columns: options.topics)
    for _ in 0..<options.samples {
      for _ in 0..<options.interval { sweep() }
      sampler.addTermWeights(to: &sum)
    }
    if options.samples == 0 { sampler.addTermWeights(to: &sum) }
    return GibbsFit(
      model: sampler.model(sum, samples: max(1, options.samples)), sweeps: logLikelihoods.count,
      beta: sampler.beta, logLikelihoods: logLikelihoods)
  }

  /// Whether the last twenty sweeps are no better than the twenty before.
  private static func isSettled(_ logLikelihoods: [Double], tolerance: Double) -> Bool {
    let count = logLikelihoods.count
    guard tolerance > 0, count >= 60, count % 10 == 0 else { return false }
    let last = logLikelihoods[(count - 20)...].reduce(0, +) / 20
    let before = logLikelihoods[(count - 40)..<(count - 20)].reduce(0, +) / 20
    return last - before < tolerance
  }
}

extension GibbsSampler {
  /// Adds the probabilities of the terms in each topic to a matrix of shape (vocabulary, topics).
  fileprivate func addTermWeights(to sum: inout Matrix) {
    let weights = termWeights
    sum.forEachRow(threads: 1) { term, row in
      let own = weights[row: term]
      for topic in row.indices { row[topic] += own[topic] }
    }
  }

  /// The model of the mean of some samples.
  fileprivate func model(_ sum: Matrix, samples: Int) -> LDAModel {
    // Large topics first, for they are what a reader looks for.
    let order = topicCounts.indices.sorted { (-topicCounts[$0], $0) < (-topicCounts[$1], $1) }
    var terms = Matrix(rows: sum.rows, columns: sum.columns)
    terms.forEachRow(threads: 1) { term, row in
      let own = sum[row: term]
      for (place, topic) in order.enumerated() { row[place] = own[topic] / Float(samples) }
    }
    return LDAModel(inference: .gibbs, termTopics: terms, documentPrior: order.map { alpha[$0] })
  }
}
