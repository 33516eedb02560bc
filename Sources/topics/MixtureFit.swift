import LinearAlgebra
import TopicModeling

/// A method that finds topics in counts.
protocol MixtureFit {
  /// What the model folder must say of the method, besides the topics.
  var record: [String: String] { get }

  /// What its steps are called, in the plural.
  var step: String { get }

  /// Fits topics to counts of shape (documents, vocabulary), of which no row or column is empty and no
  /// side is shorter than `topics`.
  func fit(
    _ counts: SparseMatrix, topics: Int, progress: (FitProgress) -> Void
  ) -> FittedMixture
}

/// What a method found.
struct FittedMixture {
  let model: any MixtureModel
  /// The prior of the share of each topic; zeros where the method knows none.
  let priors: [Double]
  /// The number of sweeps, passes or iterations.
  let steps: Int
  /// What the model leaves over, where the method measures it.
  let error: Double?

  /// The same topics in another order; see ``MixtureModel/reordered(_:)``.
  func reordered(_ order: [Int]) -> FittedMixture {
    FittedMixture(
      model: model.reordered(order), priors: order.map { priors[$0] }, steps: steps, error: error)
  }
}
