import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// The training of `--method clicks`: what is trained on, and with which options.
struct ClickTraining {
  private let command: Embed
  private let path: String
  private let histories: ClickHistories
  private let tags: ItemTags
  private let vocabulary: ClickVocabulary
  /// What each user clicked last, if that is left out of the training.
  private let last: [(user: Int, item: Int32)]

  /// The least number of items of a user whose last one is left out.
  private static let leastHistory = 3

  /// Prepares the histories.
  ///
  /// - Throws: `FileError` of the kind `empty` if nothing can be learned from them.
  init(_ command: Embed, _ tables: ClickTables, _ output: inout StageOutput) throws {
    self.command = command
    path = tables.path
    (histories, last) =
      command.clicks.holdOutLast
      ? tables.histories.withoutLast(ofAtLeast: Self.leastHistory) : (tables.histories, [])
    tags = try tables.tags(of: histories.items)
    vocabulary = ClickVocabulary(histories, tags, minimumUsers: command.wordOptions.minCount)
    guard !vocabulary.items.isEmpty else {
      throw FileError(
        .empty, path, "no item was clicked by \(command.wordOptions.minCount) users or more",
        remedy: "lower --min-count, or bring more clicks")
    }
    guard ClickEmbedding.canLearn(histories, vocabulary) else {
      throw FileError(
        .empty, path,
        "no user clicked two items that \(command.wordOptions.minCount) users clicked",
        remedy: "lower --min-count, or bring more clicks: what goes together is learned from those")
    }
  }

  /// Learns the vectors.
  ///
  /// - Throws: ``Word2Vec/Divergence``, and `FileError` if the model to start from cannot be read.
  func embedding(_ output: inout StageOutput) throws -> ClickEmbedding {
    let start = try command.training.warmStart.map { try ClickModel($0, &output).embedding }
    var options = ClickEmbedding.Options()
    options.minimumUsers = command.wordOptions.minCount
    options.commonDirections = command.clicks.commonDirections
    options.subsample = command.wordOptions.subsample
    options.training = training
    if let start, start.items.columns != options.training.dimensions {
      throw UsageError(
        "embed: --warm-start has \(start.items.columns) dimensions, not \(options.training.dimensions)"
      )
    }
    let started = ContinuousClock.now
    var (line, words) = (ProgressLine("embed", total: 0, log: output.log), 0)
    let passes = options.training.epochs
    let embedding = try ClickEmbedding(
      histories, tags, vocabulary: vocabulary, options, seed: command.common.seed,
      threads: command.common.threads, startingFrom: start
    ) { state in
      words = state.words
      let loss = (state.loss * 1000).rounded() / 1000
      line.update(words, note: ", pass \(state.epoch + 1) of \(passes), loss \(loss)")
    }
    line.finish()
    let seconds = max(1e-3, started.duration(to: .now) / .seconds(1))
    output.log.info(
      "learned \(vocabulary.items.count) items and \(vocabulary.tags.count) tags, "
        + "\(Int(Double(words) / seconds)) words a second")
    output.quality["loss"] = embedding.losses.last ?? 0
    return embedding
  }

  /// Measures how often the item that was left out is among the best of its user: by nearness in the
  /// space of items, and by what the trained model predicts.
  func measureNext(_ embedding: ClickEmbedding, _ quality: inout ClickQuality) {
    guard !last.isEmpty else { return }
    let rows = embedding.vocabulary.words(of: histories.items)
    for (name, scoring) in [
      ("nearest", ItemScoring.nearness(embedding)), ("predicted", .prediction(embedding)),
    ] {
      let next = NextItem(
        histories, last: last, rows: rows, scoring, threads: command.common.threads)
      quality.addNext(next, by: name)
    }
  }

  private var training: Word2Vec.Options {
    let (clicks, words) = (command.clicks, command.wordOptions)
    var training = words.options(
      .clicks, command.training, dimensions: command.dimensions ?? 100)
    training.window = words.window ?? ClickEmbedding.Options().training.window
    training.shufflesSentences = clicks.order == .shuffled
    training.epochs = (command.training.epochs ?? 1) * clicks.copies
    return training
  }
}
