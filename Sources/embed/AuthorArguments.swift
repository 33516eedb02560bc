import ArgumentParser
import Embeddings
import NeuralNetworks

/// The options of `--method author`, and of `embed evaluate-authors`.
struct AuthorArguments: ParsableArguments {
  @Option(
    help: """
      What reads the posts of an author: attention, which weights them, or a GRU or LSTM, which reads \
      them in turn.
      """)
  var network = AuthorNetwork.Kind.attention

  @Option(help: "The posts that are read at a time.")
  var sample = 5

  @Option(help: "The samples of an author in a step, no two of which have a post in common.")
  var samplesPerAuthor = AuthorTrainer.Options().samplesPerAuthor

  @Option(help: "The authors in a step; all if there are fewer.")
  var authorsPerBatch = AuthorTrainer.Options().authorsPerBatch

  @Option(
    help: """
      What is trained. triplet: samples of an author lie closer than those of others, by a margin. \
      ranking: a sample finds another one of its author among all of the step.
      """)
  var authorLoss = AuthorTrainer.Options().objective

  @Option(help: "How far apart samples are, for triplets.")
  var distance = RowDistance.cosine

  @Option(
    help: """
      Which triplets count: the worst of each sample, or of each pair the nearest other author that is \
      farther.
      """)
  var mining = TripletMining.batchHard

  @Option(help: "By how much other authors should be farther, for triplets.")
  var margin = 0.2

  @Flag(help: "Let triplets pull where the margin is kept too, the less the farther others are.")
  var softMargin = false

  @Option(
    help: """
      The share of the authors that measure each epoch instead of being trained on; the best epoch is \
      kept. At least 3 authors; 0 trains on all, to the last epoch.
      """)
  var heldOutAuthors = AuthorTrainer.Options().heldOut

  func validate() throws {
    let counts = [
      (sample, "sample", 1), (samplesPerAuthor, "samples-per-author", 2),
      (authorsPerBatch, "authors-per-batch", 2),
    ]
    for (number, name, least) in counts where number < least {
      throw ValidationError("--\(name) must be at least \(least).")
    }
    guard margin > 0, margin.isFinite else {
      throw ValidationError("--margin must be above 0.")
    }
    guard heldOutAuthors >= 0, heldOutAuthors < 1 else {
      throw ValidationError("--held-out-authors is a share: at least 0 and below 1.")
    }
  }

  /// The options of training together.
  func options(_ training: TrainingArguments, seed: UInt64) -> AuthorTrainer.Options {
    var options = AuthorTrainer.Options()
    (options.objective, options.seed) = (authorLoss, seed)
    options.triplets = TripletLoss(
      distance: distance, mining: mining, margin: softMargin ? nil : margin)
    options.samplesPerAuthor = samplesPerAuthor
    options.authorsPerBatch = authorsPerBatch
    options.heldOut = heldOutAuthors
    options.epochs = training.epochs
    options.patience = training.patience ?? options.patience
    if let rate = training.learningRate { options.learningRate = rate }
    return options
  }
}

extension AuthorNetwork.Kind: ExpressibleByArgument {}
extension AuthorTrainer.Options.Objective: ExpressibleByArgument {}
extension RowDistance: ExpressibleByArgument {}
extension TripletMining: ExpressibleByArgument {}
