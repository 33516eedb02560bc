import Artifacts
import Embeddings
import StageSupport

/// A training with its progress line and what the run record says of it.
struct WordTraining {
  let command: Embed
  let table: TokenTable
  let corpus: WordCorpus

  /// Reads the documents with a vocabulary of their own.
  ///
  /// - Throws: `FileError` if there is nothing to learn from.
  init(_ command: Embed, _ table: TokenTable) throws(FileError) {
    let options = command.wordOptions
    (self.command, self.table) = (command, table)
    corpus = WordCorpus(
      table.texts, minimumCount: options.minCount, threads: command.common.threads)
    guard table.ids.count > 1 else {
      throw FileError(
        .empty, table.path, "has one document, from which no vectors can be learned",
        remedy: "bring more documents, or give --model")
    }
    guard corpus.vocabulary.words.count > 1 else {
      throw FileError(
        .empty, table.path,
        "\(corpus.vocabulary.words.isEmpty ? "no word occurs" : "one word alone occurs") "
          + "\(options.minCount) times or more",
        remedy: "lower --min-count, or bring more documents")
    }
  }

  /// Trains.
  ///
  /// - Throws: `Word2Vec.Divergence`.
  func run(
    _ options: Word2Vec.Options, startingFrom start: Word2Vec.Start?, _ output: inout StageOutput
  ) throws -> Word2Vec {
    let words = corpus.sentences.words.count * options.epochs
    var progress = ProgressLine("embed", total: words, log: output.log)
    let started = ContinuousClock.now
    let model = try Word2Vec(
      training: corpus.sentences, counts: corpus.vocabulary.counts, options: options,
      seed: command.common.seed, threads: command.common.threads, startingFrom: start
    ) { state in
      let loss = (state.loss * 1000).rounded() / 1000
      progress.update(
        state.words, note: ", epoch \(state.epoch + 1) of \(options.epochs), loss \(loss)")
    }
    progress.finish()
    let seconds = started.duration(to: .now) / .seconds(1)
    for (epoch, loss) in model.losses.enumerated() {
      output.quality["loss_epoch_\(epoch + 1)"] = loss
    }
    let rate = Int(Double(words) / max(seconds, 1e-3))
    let losses = model.losses.map { String((($0 * 1000).rounded() / 1000)) }
    output.log.info(
      "learned \(corpus.vocabulary.words.count) words, \(rate) words a second, loss by epoch: "
        + losses.joined(separator: " "))
    return model
  }
}
