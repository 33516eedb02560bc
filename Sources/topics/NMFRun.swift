import LinearAlgebra
import StageSupport
import TopicModeling

/// Fits topics by `--method nmf`.
struct NMFRun: MixtureFit {
  let arguments: NMFArguments
  let common: CommonOptions

  var record: [String: String] { ["method": "nmf", "loss": arguments.loss.rawValue] }

  var step: String { "iterations" }

  func fit(
    _ counts: SparseMatrix, topics: Int, progress: (FitProgress) -> Void
  ) -> FittedMixture {
    var options = NMFOptions()
    options.topics = topics
    options.loss = arguments.loss
    options.iterations = arguments.iterations
    options.seed = common.seed
    let fit = NMFModel.fit(counts, options: options, threads: common.threads, progress: progress)
    return FittedMixture(
      model: fit.model, priors: [Double](repeating: 0, count: topics), steps: fit.iterations,
      error: fit.error)
  }
}
