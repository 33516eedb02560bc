import ArgumentParser
import TopicModeling

/// The options of --method lda and nmf.
struct MixtureArguments: ParsableArguments {
  @Option(help: "Find so many topics in all documents together.")
  var topics: Int?

  @Option(help: "Find so many topics in each cluster. Default: 2, unless --topics is given.")
  var topicsPerCluster: Int?

  @Option(help: "Leave out terms that more than this share of the documents have.")
  var maxDocumentShare = 1.0

  @Flag(help: "Number topics anew, not as those of the previous run that they continue.")
  var fromScratch = false

  func validate() throws {
    guard topics == nil || topicsPerCluster == nil else {
      throw ValidationError("Give --topics or --topics-per-cluster, not both.")
    }
    for (name, value) in [("topics", topics), ("topics-per-cluster", topicsPerCluster)] {
      if let value, !(1...10_000).contains(value) {
        throw ValidationError("--\(name) must be 1 to 10000.")
      }
    }
    guard (0...1).contains(maxDocumentShare) else {
      throw ValidationError("--max-document-share must be 0 to 1.")
    }
  }
}

/// The options of --method lda.
struct LDAArguments: ParsableArguments {
  @Option(help: "How LDA is fitted: gibbs (better topics of short texts) or variational.")
  var inference = LDAModel.Inference.gibbs

  @Option(help: "gibbs: the largest number of sweeps over all tokens before samples are taken.")
  var sweeps = GibbsOptions().sweeps

  @Option(
    help: """
      Stop when the mean log likelihood of a token rises by less in twenty sweeps, or in a pass; 0 for never.
      """)
  var tolerance = GibbsOptions().tolerance

  @Option(help: "gibbs: the number of samples that are averaged.")
  var samples = GibbsOptions().samples

  @Option(
    help: """
      gibbs: whether the prior of shares is learned for each topic (asymmetric), for all alike \
      (symmetric), or stays as --alpha says (fixed).
      """)
  var prior = GibbsOptions().documentPrior

  @Option(help: "variational: the largest number of passes over the documents.")
  var passes = VariationalOptions().passes

  @Option(help: "variational: the number of documents of a mini-batch; 0 for all.")
  var batchSize = 1024

  @Option(
    help: """
      The prior of the share of each topic. Default: 0.1, to be learned, with gibbs, and 1 / topics with \
      variational.
      """)
  var alpha: Double?

  @Option(
    help: """
      The prior of each term in a topic. Default: 0.01, to be learned, with gibbs, and 1 / topics with \
      variational.
      """)
  var beta: Double?

  func validate() throws {
    for (name, value, least) in [
      ("sweeps", sweeps, 1), ("samples", samples, 1), ("passes", passes, 1),
      ("batch-size", batchSize, 0),
    ] where value < least {
      throw ValidationError("--\(name) must be at least \(least).")
    }
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("--tolerance must not be negative.")
    }
    for (name, value) in [("alpha", alpha), ("beta", beta)] {
      if let value, !(value >= 1e-4 && value <= 100) {
        throw ValidationError("--\(name) must be 0.0001 to 100.")
      }
    }
  }
}

/// The options of --method nmf.
struct NMFArguments: ParsableArguments {
  @Option(
    help: """
      What the factors make small: frobenius (squared differences) or kullback-leibler (divergence; slower).
      """)
  var loss = NMFOptions.Loss.frobenius

  @Option(help: "The largest number of iterations.")
  var iterations = NMFOptions().iterations

  func validate() throws {
    guard iterations >= 1 else { throw ValidationError("--iterations must be at least 1.") }
  }
}

extension LDAModel.Inference: ExpressibleByArgument {}
extension GibbsOptions.DocumentPrior: ExpressibleByArgument {}
extension NMFOptions.Loss: ExpressibleByArgument {}
