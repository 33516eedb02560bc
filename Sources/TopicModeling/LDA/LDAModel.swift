import LinearAlgebra

/// Topics found by latent Dirichlet allocation ([Blei, Ng and Jordan 2003]): a topic is a distribution
/// over terms, a document a mixture of topics, and each token is drawn from one of them.
///
/// ``gibbs(_:options:threads:progress:)`` and ``variational(_:options:threads:progress:)`` fit it.
///
/// [Blei, Ng and Jordan 2003]: https://www.jmlr.org/papers/v3/blei03a.html
public struct LDAModel: MixtureModel, Equatable {
  /// How the model was fitted, and by what the shares of documents are found.
  public enum Inference: String, CaseIterable, Sendable {
    /// Collapsed Gibbs sampling; shares by collapsed variational inference of order zero.
    case gibbs
    /// Online variational Bayes, also for the shares.
    case variational
  }

  /// How the model was fitted.
  public let inference: Inference
  /// What is known of each term, of shape (vocabulary, topics): with Gibbs sampling its probability in
  /// each topic, with variational Bayes the parameters λ of the Dirichlet distributions of the topics.
  public let termTopics: Matrix
  /// The parameters α of the Dirichlet distribution of the shares, one a topic.
  public let documentPrior: [Double]

  /// Creates a model from its parts.
  ///
  /// - Precondition: There is a positive prior for each topic.
  public init(inference: Inference, termTopics: Matrix, documentPrior: [Double]) {
    precondition(
      documentPrior.count == termTopics.columns && documentPrior.allSatisfy { $0 > 0 },
      "the priors of \(termTopics.columns) topics are \(documentPrior)")
    self.inference = inference
    self.termTopics = termTopics
    self.documentPrior = documentPrior
  }

  /// The weight of each term in each topic, of shape (topics, vocabulary).
  ///
  /// - Complexity: O(*topics* × *vocabulary*)
  public var topicTerms: Matrix {
    var terms = termTopics.transposed()
    guard inference == .variational else { return terms }
    terms.forEachRow(threads: 1) { _, row in
      var total = 0.0
      for term in row.indices { total += Double(row[term]) }
      scale(&row, by: Float(1 / total))
    }
    return terms
  }

  /// The shares of the topics in documents, of shape (documents, topics); see
  /// ``MixtureModel/shares(of:threads:)``.
  public func shares(of counts: SparseMatrix, threads: Int) -> Matrix {
    precondition(
      counts.columns == termTopics.rows,
      "counts of \(counts.columns) terms, topics of \(termTopics.rows)")
    switch inference {
    case .gibbs:
      return ShareInference(termTopics, prior: documentPrior).shares(of: counts, threads: threads)
    case .variational:
      return VariationalTopics(self, threads: threads).shares(of: counts, threads: threads)
    }
  }
}

extension LDAModel {
  /// The same topics in another order; see ``MixtureModel/reordered(_:)``.
  public func reordered(_ order: [Int]) -> LDAModel {
    LDAModel(
      inference: inference, termTopics: termTopics.columns(order),
      documentPrior: order.map { documentPrior[$0] })
  }
}

/// How far fitting is.
public struct FitProgress: Sendable {
  /// The number of sweeps or passes that are done.
  public var done: Int
  /// The number that will be done at most.
  public var total: Int
  /// The mean natural logarithm of the probability of a token, as far as the method knows it on its way;
  /// nil if it does not.
  public var logLikelihood: Double?
}
