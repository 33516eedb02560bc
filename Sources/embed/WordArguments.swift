import ArgumentParser
import Embeddings

/// The options of `--method word2vec`, `--method doc2vec` and `--method clicks`, beside those that all
/// trainers share.
struct WordArguments: ParsableArguments {
  @Option(
    help: """
      What predicts a word. word2vec: skip-gram, each word near it, or cbow, their mean. doc2vec: dbow, \
      its document, or dm, the mean of that and the words near. Default: skip-gram and dbow.
      """)
  var architecture: Word2Vec.Architecture?

  @Option(help: "How the prediction is told from others.")
  var loss = Word2Vec.Loss.negativeSampling

  @Option(
    help: """
      The largest distance of a word from those that predict it. Default: 5, and 50 with --method \
      clicks, as wide as most histories.
      """)
  var window: Int?

  @Option(help: "How often a word must occur, or an item be clicked, to get a vector by training.")
  var minCount = 5

  @Option(
    help: """
      The share of all words above which a word is left out at times; 0 leaves out none. Default: 1e-3, \
      and more with --method clicks for less than a thousand items.
      """)
  var subsample: Double?

  func validate() throws {
    guard (1...1000).contains(window ?? 1) else {
      throw ValidationError("--window must be in 1...1000.")
    }
    guard minCount >= 1 else { throw ValidationError("--min-count must be at least 1.") }
    if let subsample, !(subsample >= 0 && subsample.isFinite) {
      throw ValidationError("--subsample must not be negative.")
    }
  }

  /// Refuses an architecture that belongs to another method.
  func validate(_ method: Embed.Method, _ training: TrainingArguments, model: String?) throws {
    let own: [Word2Vec.Architecture] =
      method == .doc2vec ? [.documentBag, .documentMemory] : [.skipGram, .cbow]
    if let architecture, !own.contains(architecture) {
      throw ValidationError(
        "--architecture \(architecture.rawValue) is none of --method \(method.rawValue); give "
          + own.map(\.rawValue).joined(separator: " or ") + ".")
    }
    if training.warmStart != nil, method == .doc2vec || model != nil {
      throw ValidationError(
        "--warm-start is for --method word2vec or clicks without --model: it starts a training.")
    }
    if method == .clicks, loss != .negativeSampling {
      throw ValidationError(
        "--method clicks needs the contexts of --loss negative-sampling; leave out --loss.")
    }
  }

  /// The options together.
  func options(
    _ method: Embed.Method, _ training: TrainingArguments, dimensions: Int
  ) -> Word2Vec.Options {
    var options = Word2Vec.Options()
    options.architecture = architecture ?? (method == .doc2vec ? .documentBag : .skipGram)
    options.loss = loss
    options.dimensions = dimensions
    options.window = window ?? options.window
    options.negatives = training.negatives ?? options.negatives
    options.subsample = subsample ?? options.subsample
    options.epochs = training.epochs ?? (method == .doc2vec ? 30 : 5)
    options.learningRate = training.learningRate.map { Float($0) } ?? options.learningRate
    options.minimumLearningRate = min(options.minimumLearningRate, options.learningRate)
    return options
  }
}

extension Word2Vec.Architecture: ExpressibleByArgument {}
extension Word2Vec.Loss: ExpressibleByArgument {}
