import LinearAlgebra
import StageSupport
import TopicModeling

/// Fits topics by `--method lda`.
struct LDARun: MixtureFit {
  let arguments: LDAArguments
  let common: CommonOptions

  var record: [String: String] {
    ["method": "lda", "inference": arguments.inference.rawValue]
  }

  var step: String { arguments.inference == .gibbs ? "sweeps" : "passes" }

  func fit(
    _ counts: SparseMatrix, topics: Int, progress: (FitProgress) -> Void
  ) -> FittedMixture {
    switch arguments.inference {
    case .gibbs:
      let fit = LDAModel.gibbs(
        counts, options: gibbsOptions(topics), threads: common.threads, progress: progress)
      return FittedMixture(
        model: fit.model, priors: fit.model.documentPrior, steps: fit.sweeps, error: nil)
    case .variational:
      let fit = LDAModel.variational(
        counts, options: variationalOptions(topics), threads: common.threads, progress: progress)
      return FittedMixture(
        model: fit.model, priors: fit.model.documentPrior, steps: fit.passes, error: nil)
    }
  }

  private func gibbsOptions(_ topics: Int) -> GibbsOptions {
    var options = GibbsOptions()
    options.topics = topics
    options.sweeps = arguments.sweeps
    options.samples = arguments.samples
    options.tolerance = arguments.tolerance
    options.documentPrior = arguments.prior
    options.alpha = arguments.alpha ?? options.alpha
    options.beta = arguments.beta ?? options.beta
    // A number that was asked for is kept.
    options.learnsBeta = arguments.beta == nil
    options.seed = common.seed
    return options
  }

  private func variationalOptions(_ topics: Int) -> VariationalOptions {
    var options = VariationalOptions()
    options.topics = topics
    options.passes = arguments.passes
    options.tolerance = arguments.tolerance
    options.batchSize = arguments.batchSize == 0 ? nil : arguments.batchSize
    options.alpha = arguments.alpha
    options.beta = arguments.beta
    options.seed = common.seed
    return options
  }
}
