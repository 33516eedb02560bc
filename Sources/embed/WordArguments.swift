import ArgumentParser
import Embeddings

/// The options of `--method word2vec` and `--method doc2vec`.
struct WordArguments: ParsableArguments {
  @Option(
    help: """
      What predicts a word. word2vec: skip-gram, each word near it, or cbow, their mean. doc2vec: dbow, \
      its document, or dm, the mean of that and the words near. Default: skip-gram and dbow.
      """)
  var architecture: Word2Vec.Architecture?

  @Option(help: "How the prediction is told from others.")
  var loss = Word2Vec.Loss.negativeSampling

  @Option(help: "The words drawn at random that each word is told from; more for small corpora.")
  var negatives = 5

  @Option(help: "The largest distance of a word from those that predict it.")
  var window = 5

  @Option(help: "How often a word must occur to get a vector.")
  var minCount = 5

  @Option(
    help: "The share of all words above which a word is left out at times; 0 leaves out none.")
  var subsample = 1e-3

  @Option(
    help: "How often the corpus is gone through. Default: 5, and 30 with --method doc2vec.")
  var epochs: Int?

  @Option(help: "The learning rate at the beginning; it falls steadily to almost nothing.")
  var learningRate = 0.025

  @Option(
    help: "A model folder of an earlier run of word2vec, whose vectors known words start from.")
  var warmStart: String?

  func validate() throws {
    guard negatives >= 1 else { throw ValidationError("--negatives must be at least 1.") }
    guard (1...1000).contains(window) else {
      throw ValidationError("--window must be in 1...1000.")
    }
    guard minCount >= 1 else { throw ValidationError("--min-count must be at least 1.") }
    guard subsample >= 0, subsample.isFinite else {
      throw ValidationError("--subsample must not be negative.")
    }
    if let epochs, epochs < 1 { throw ValidationError("--epochs must be at least 1.") }
    guard learningRate > 0, learningRate.isFinite else {
      throw ValidationError("--learning-rate must be above 0.")
    }
  }

  /// Refuses an architecture that belongs to another method.
  func validate(_ method: Embed.Method, model: String?) throws {
    let own: [Word2Vec.Architecture] =
      method == .doc2vec ? [.documentBag, .documentMemory] : [.skipGram, .cbow]
    if let architecture, !own.contains(architecture) {
      throw ValidationError(
        "--architecture \(architecture.rawValue) is none of --method \(method.rawValue); give "
          + own.map(\.rawValue).joined(separator: " or ") + ".")
    }
    if warmStart != nil, method != .word2vec || model != nil {
      throw ValidationError(
        "--warm-start is for --method word2vec without --model: it starts a training.")
    }
  }

  /// The options together.
  func options(_ method: Embed.Method, dimensions: Int) -> Word2Vec.Options {
    var options = Word2Vec.Options()
    options.architecture = architecture ?? (method == .doc2vec ? .documentBag : .skipGram)
    options.loss = loss
    options.dimensions = dimensions
    (options.window, options.negatives) = (window, negatives)
    options.subsample = subsample
    options.epochs = epochs ?? (method == .doc2vec ? 30 : 5)
    options.learningRate = Float(learningRate)
    options.minimumLearningRate = min(options.minimumLearningRate, options.learningRate)
    return options
  }
}

extension Word2Vec.Architecture: ExpressibleByArgument {}
extension Word2Vec.Loss: ExpressibleByArgument {}
