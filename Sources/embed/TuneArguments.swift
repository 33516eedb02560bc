import ArgumentParser
import Embeddings

/// How `embed tune` trains.
struct TuneArguments: ParsableArguments {
  private static let standard = EncoderTuning.Options()

  @Option(
    help: """
      What is made small. ranking: each anchor is to find its positive among all others of its batch. \
      triplet: its negative, or the hardest of the batch, is to be farther by --margin.
      """)
  var loss = Loss.ranking

  @Option(help: "What cosines are multiplied by before they are ranked; more looks at the nearest.")
  var scale = 20.0

  @Option(help: "By how much, in cosine, a negative should be farther than a positive.")
  var margin = 0.2

  @Option(help: "The number of upper layers that are trained; those below stay. Default: all.")
  var layers: Int?

  @Flag(help: "Train the vectors of tokens and positions too, not the layers alone.")
  var embeddings = false

  @Option(help: "The number of batches. Default: --epochs of them, at most \(standard.steps).")
  var steps: Int?

  @Option(help: "How often the texts, or pairs, are gone through.")
  var epochs: Int?

  @Option(help: "The number of pairs in a batch; more of them are more negatives for each.")
  var batch = standard.batch

  @Option(help: "How far a step goes at most.")
  var learningRate = standard.learningRate

  @Option(help: "The share of the steps in which the learning rate rises; then it falls to 0.")
  var warmUp = standard.warmUp

  @Option(help: "The share of a weight, times the rate, by which a step shrinks it.")
  var weightDecay = standard.weightDecay

  @Option(help: "The longest text in tokens; what lies beyond is cut off. It bounds time.")
  var maxTokens = 128

  @Option(help: "What stands before each text. Default: what the model wants, as 'query: ' for E5.")
  var prefix: String?

  @Option(help: "The share of authors, targets or pairs that is held out to measure with.")
  var heldOut = 0.1

  @Option(help: "Training stops when so many measurements in a row were no better than the best.")
  var patience = standard.patience

  @Option(
    help: """
      The share of the original weights in what is written. Raise it, as to 0.5, if a long training \
      makes the model forget what it could do before; 1 is the original.
      """)
  var originalShare = standard.originalShare

  @Option(
    help: "The megabytes that texts on their way through the network may take; fewer take longer.")
  var memory = 1024

  enum Loss: String, ExpressibleByArgument, CaseIterable { case ranking, triplet }

  func validate() throws {
    func require(_ isRight: Bool, _ message: String) throws {
      if !isRight { throw ValidationError(message) }
    }
    let isPositive = { (number: Double) in number > 0 && number.isFinite }
    try require(isPositive(scale), "--scale must be above 0.")
    try require(margin >= 0 && margin <= 2, "--margin is from 0 to 2.")
    try require(layers ?? 1 >= 1, "--layers must be at least 1.")
    try require(steps ?? 1 >= 1, "--steps must be at least 1.")
    try require(epochs ?? 1 >= 1, "--epochs must be at least 1.")
    try require(batch >= 2, "--batch must be at least 2: the others are the negatives.")
    try require(isPositive(learningRate), "--learning-rate must be above 0.")
    try require(warmUp >= 0 && warmUp <= 1, "--warm-up is a share: from 0 to 1.")
    try require(weightDecay >= 0 && weightDecay.isFinite, "--weight-decay must not be negative.")
    try require(maxTokens >= 1, "--max-tokens must be at least 1.")
    try require(heldOut >= 0 && heldOut < 1, "--held-out is a share: from 0 to below 1.")
    try require(patience >= 1, "--patience must be at least 1.")
    try require(
      originalShare >= 0 && originalShare <= 1, "--original-share is a share: from 0 to 1.")
    try require(memory >= 1, "--memory must be at least 1.")
  }

  /// The options together, for `steps` steps.
  func options(steps: Int, batch: Int, seed: UInt64) -> EncoderTuning.Options {
    var options = EncoderTuning.Options()
    options.loss = loss == .ranking ? .ranking(scale: scale) : .triplet(margin: margin)
    (options.steps, options.batch, options.seed) = (steps, batch, seed)
    (options.learningRate, options.warmUp) = (learningRate, warmUp)
    (options.weightDecay, options.patience) = (weightDecay, patience)
    options.originalShare = originalShare
    return options
  }
}
