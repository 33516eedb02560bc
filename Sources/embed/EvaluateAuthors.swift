import ArgumentParser
import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import NeuralNetworks
import StageSupport

/// `embed evaluate-authors`: how well authors that were not trained on are found again.
struct EvaluateAuthors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed evaluate-authors",
    abstract: "Measure how well authors that were not trained on are told apart.",
    discussion: """
      EXAMPLE
        embed --documents clean/documents.tsv --method static --output static
        embed evaluate-authors --vectors static/vectors.npy --documents clean/documents.tsv

      Each split keeps some authors out, trains on the others, and then lets a sample of each kept \
      author's documents look for another sample of the same author among those of all kept authors. \
      Prints a table: method, authors, and accuracy (found first), mrr (mean of 1 / rank) and auc (of \
      telling whether two samples are by one author), each with a 95 % bootstrap interval over \
      authors. mean is the mean of the vectors, whitened that in the space of the trained authors, the \
      others are trained networks; a row "attention - mean" has the mean of the differences by author.
      """,
    version: version)

  @Option(help: "Vectors of documents, NAME.npy with NAME.tsv beside it.")
  var vectors: String

  @Option(help: "The documents with their authors, as clean writes them.")
  var documents: String

  @Option(
    name: .customLong("method"),
    help: "A network to train; may be repeated. Default: that of --network.")
  var methods: [AuthorNetwork.Kind] = []

  @Option(help: "The share of the authors that a split keeps out.")
  var heldOut = 0.2

  @Option(help: "The number of splits.")
  var splits = 5

  @Option(help: "How often each author looks.")
  var rounds = 50

  @OptionGroup(title: "Authors") var authors: AuthorArguments

  @OptionGroup(title: "Training") var training: TrainingArguments

  @Option(help: "The seed of everything random. Equal seeds give equal bytes.")
  var seed: UInt64 = 42

  @Option(help: "The number of threads; the result does not depend on it. Default: all cores.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Print nothing but the table and errors.")
  var quiet = false

  func validate() throws {
    guard heldOut > 0, heldOut < 1 else {
      throw ValidationError("--held-out is a share: above 0 and below 1.")
    }
    for (number, name) in [(splits, "splits"), (rounds, "rounds"), (threads, "threads")]
    where number < 1 {
      throw ValidationError("--\(name) must be at least 1.")
    }
  }

  private var networks: [AuthorNetwork.Kind] { methods.isEmpty ? [authors.network] : methods }

  private var log: Log { Log(stage: "embed", format: .text, isQuiet: quiet) }

  func run() throws {
    let posts = try AuthorPostTable(vectors: vectors, documents: documents).posts
    let repeated = Set(posts.repeatedAuthors())
    var eligible = posts.authors.indices.filter {
      posts.posts[$0].count >= 2 * authors.sample && !repeated.contains($0)
    }
    let count = max(2, Int((heldOut * Double(eligible.count)).rounded()))
    guard eligible.count - count >= 2 else {
      throw FileError(
        .empty, vectors,
        "has \(eligible.count) authors of \(2 * authors.sample) documents or more, too few to keep "
          + "some out", remedy: "lower --sample or bring more authors")
    }
    log.info("\(eligible.count) of \(posts.authors.count) authors have two samples")
    var generator = KeyedGenerator(seed: seed, purpose: "evaluation splits")
    generator.shuffle(&eligible)
    var scores: [[AuthorRetrieval.Score]] = []
    for split in 0..<splits {
      let first = split * eligible.count / splits
      let kept = (first..<first + count).map { eligible[$0 % eligible.count] }
      let others = Set(eligible).subtracting(kept).sorted()
      let ofSplit = try evaluate(kept.sorted(), others, posts, split)
      scores = scores.isEmpty ? ofSplit : zip(scores, ofSplit).map { $0 + $1 }
      log.info("split \(split + 1) of \(splits) is done")
    }
    try writeTable("-", columns: Self.columns, rows(scores))
  }

  /// The scores of the kept authors by each method.
  private func evaluate(
    _ kept: [Int], _ others: [Int], _ posts: AuthorPosts, _ split: Int
  ) throws -> [[AuthorRetrieval.Score]] {
    let space = posts.space(of: others, threads: threads)
    var scores = [nil, space].map { space in
      retrieval(kept, posts, split) { posts.means(ofSamples: $0, in: space, threads: threads) }
    }
    for method in networks {
      let network = try train(method, others, posts)
      scores.append(
        retrieval(kept, posts, split) { network.vectors(ofSamples: $0, posts, threads: threads) })
    }
    return scores
  }

  private func retrieval(
    _ kept: [Int], _ posts: AuthorPosts, _ split: Int, _ vectors: ([[Int]]) -> Matrix
  ) -> [AuthorRetrieval.Score] {
    AuthorRetrieval(
      of: kept, posts, sample: authors.sample, rounds: rounds, seed: seed &+ UInt64(split),
      vectors: vectors
    ).scores
  }

  private func train(
    _ kind: AuthorNetwork.Kind, _ usable: [Int], _ posts: AuthorPosts
  ) throws -> AuthorNetwork {
    let options = authors.options(training, seed: seed)
    let (trained, heldOut) = AuthorTrainer.divide(usable, heldOut: options.heldOut, seed: seed)
    let start = AuthorNetwork(
      kind, space: posts.space(of: trained, threads: threads), hidden: training.hidden,
      sample: authors.sample, seed: seed)
    var trainer = AuthorTrainer(
      start, posts, trained: trained, heldOut: heldOut, options, threads: threads)
    var progress = ProgressLine(
      "\(kind)", total: trainer.stepsPerEpoch * trainer.plannedEpochs, log: log)
    var done = 0
    while !trainer.isDone {
      trainer.step(threads: threads)
      done += 1
      progress.update(done)
    }
    progress.finish()
    guard trainer.best.isFinite else {
      throw DivergenceError(epoch: trainer.epochs.count - 1, rate: options.learningRate)
    }
    return trainer.best
  }

  private static let columns =
    ["method", "authors"]
    + ["accuracy", "mrr", "auc"].flatMap { [$0, $0 + "_low", $0 + "_high"] }

  /// A row for each method, and one for the differences of each from the mean.
  private func rows(_ scores: [[AuthorRetrieval.Score]]) -> [[String]] {
    let names = ["mean", "whitened"] + networks.map(\.rawValue)
    let own = zip(names, scores).map { row($0, $1.map(numbers)) }
    let means = scores[0].map(numbers)
    let differences = zip(names, scores).dropFirst().map { name, scores in
      row("\(name) - mean", zip(scores.map(numbers), means).map { zip($0, $1).map { $0 - $1 } })
    }
    return own + differences
  }

  private func numbers(_ score: AuthorRetrieval.Score) -> [Double] {
    [score.accuracy, score.reciprocalRank, score.areaUnderCurve]
  }

  /// The means of numbers of each author, with their intervals.
  private func row(_ name: String, _ numbers: [[Double]]) -> [String] {
    [name, String(numbers.count)]
      + (0..<3).flatMap { measure in
        let column = numbers.map { $0[measure] }
        let interval = BootstrapInterval(of: column, seed: seed)
        let mean = column.reduce(0, +) / Double(column.count)
        return [mean, interval.low, interval.high].map { decimal(($0 * 10_000).rounded() / 10_000) }
      }
  }
}
