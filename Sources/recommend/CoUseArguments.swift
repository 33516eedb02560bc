import ArgumentParser
import Recommendation

/// The options of the models that learn from who used what.
struct CoUseArguments: ParsableArguments {
  @Option(
    help: """
      Who used what (.tsv): columns user and item, and perhaps weight and time. Default: \
      clean/interactions.tsv
      """)
  var interactions: String?

  @Option(
    help: """
      How the uses of an item count: binary, used or not; count, their number or the sum of their \
      weights; log, its logarithm.
      """)
  var weighting = Weighting.binary

  @Option(help: "The penalty of ease: larger values trust pairs that few users have less.")
  var regularization = CoUseOptions().regularization

  @Option(
    help: """
      The most items for which ease weighs all pairs, in 8 bytes for each: 3.2 GB of memory for 20000. \
      Beyond, each item is predicted from --candidates alone.
      """)
  var denseItems = CoUseOptions().denseItems

  @Option(help: "The number of items that an item is predicted from by ease beyond --dense-items.")
  var candidates = CoUseOptions().candidates

  @Option(help: "How alike two items are for knn: the measure of their users.")
  var itemSimilarity = CoUseOptions().similarity.measure

  @Option(help: "What knn adds to the denominator: larger values trust pairs of few users less.")
  var shrinkage = CoUseOptions().similarity.shrinkage

  @Option(help: "The number of items that an item speaks for with knn.")
  var neighbors = CoUseOptions().neighbors

  @Option(help: "The number of factors of als.")
  var factors = CoUseOptions().als.factors

  @Option(help: "How much more a use counts than no use with als.")
  var alpha = CoUseOptions().als.alpha

  @Option(help: "The penalty of als: larger values keep factors smaller.")
  var factorPenalty = CoUseOptions().als.regularization

  @Option(help: "How often als takes turns between users and items.")
  var iterations = CoUseOptions().als.iterations

  @Option(
    help: """
      The vectors of the items (.npy, ids in the .tsv beside it) for vectors, as embed --method clicks \
      learns them. Default: embed/vectors.npy
      """)
  var itemVectors: String?

  func validate() throws {
    for (name, value) in [
      ("candidates", candidates), ("neighbors", neighbors), ("factors", factors),
      ("iterations", iterations),
    ] where value < 1 {
      throw ValidationError("--\(name) must be at least 1.")
    }
    guard denseItems >= 0 else { throw ValidationError("--dense-items must not be negative.") }
    for (name, value) in [
      ("regularization", regularization), ("alpha", Double(alpha)),
      ("factor-penalty", Double(factorPenalty)),
    ] where !(value > 0 && value.isFinite) {
      throw ValidationError("--\(name) must be more than 0.")
    }
    guard shrinkage >= 0, shrinkage.isFinite else {
      throw ValidationError("--shrinkage must be 0 or more.")
    }
  }

  /// The options of one method.
  func options(_ method: CoUseOptions.Method) -> CoUseOptions {
    var options = CoUseOptions()
    options.method = method
    options.weighting = weighting
    options.regularization = regularization
    (options.denseItems, options.candidates) = (denseItems, candidates)
    options.similarity = ItemSimilarity(itemSimilarity, shrinkage: shrinkage)
    options.neighbors = neighbors
    options.als.factors = factors
    (options.als.alpha, options.als.regularization) = (alpha, factorPenalty)
    options.als.iterations = iterations
    return options
  }
}

extension CoUseOptions.Method: ExpressibleByArgument {}
extension ItemSimilarity.Measure: ExpressibleByArgument {}
extension Weighting: ExpressibleByArgument {}
extension EvaluationSplit.Method: ExpressibleByArgument {}
