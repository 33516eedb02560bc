import ArgumentParser
import Artifacts
import Embeddings
import ModelHub
import NeuralNetworks
import StageSupport
import Synchronization
import Tokenization

struct Distill: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed distill",
    abstract: "Make a static model of an encoder: vectors of tokens instead of a network.",
    discussion: """
      EXAMPLE
        embed distill models/minilm --output models/minilm-static
        embed --flow facebook --method static --encoder models/minilm-static

      A static model takes a text for the mean of its tokens: hundreds of times faster than the \
      network, and less exact. The folder is one that Model2Vec reads too.
      """, version: version)

  @Argument(help: "The encoder: its folder, or the name of a model that was fetched.")
  var encoder: String

  @Option(help: "The number of dimensions.")
  var dimensions = Distillation().dimensions

  @Option(
    help: "Tokens of this probability are weighted down by a half, more frequent ones by more.")
  var smoothing = Distillation().smoothing

  @Option(help: "The directions that most tokens share, to be left out.")
  var commonDirections = Distillation().commonDirections

  @Option(help: "What stands before each token. Default: what the encoder wants before texts.")
  var prefix: String?

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard dimensions >= 1 else { throw ValidationError("--dimensions must be at least 1.") }
    guard smoothing > 0 else { throw ValidationError("--smoothing must be above 0.") }
    guard commonDirections >= 0 else {
      throw ValidationError("--common-directions must not be negative.")
    }
  }

  func run() throws {
    var output = try StageOutput(self, stage: "distill")
    let folder = try ModelFolder.find(self.encoder)
    let digest = try modelDigest(folder, &output)
    var options = EncoderOptions()
    (options.precision, options.prefix) = (.float32, prefix)
    let encoder = try SentenceEncoder(folder, options)
    let available = encoder.dimensions - commonDirections
    guard dimensions <= available else {
      throw UsageError(
        "embed distill: --dimensions \(dimensions) is more than the \(available) that are left")
    }
    let model = try distill(encoder, output.log)
    try model.write(
      tokenizerOf: folder,
      facts: ["encoder_sha256": digest, "kindred": version, "smoothing": "\(smoothing)"],
      to: { try output.file($0) })
    output.quality["dimensions"] = Double(dimensions)
    try output.commit(
      rows: .init(input: model.tokens, output: model.tokens),
      "\(model.tokens) tokens → vectors of \(model.dimensions) dimensions")
  }

  private func distill(_ encoder: SentenceEncoder, _ log: Log) throws -> DistilledModel {
    var recipe = Distillation()
    (recipe.dimensions, recipe.smoothing) = (dimensions, smoothing)
    recipe.commonDirections = commonDirections
    let progress = Mutex(
      ProgressLine("distill", total: encoder.tokenizer.vocabularySize, log: log))
    let done = Atomic(0)
    let model = try recipe.distill(encoder, threads: common.threads) { tokens in
      let count = done.add(tokens, ordering: .relaxed).newValue
      progress.withLock { $0.update(count) }
    }
    progress.withLock { $0.finish() }
    return model
  }
}
