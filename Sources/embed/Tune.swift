import ArgumentParser
import Artifacts
import Embeddings
import ModelHub
import NeuralNetworks
import StageSupport

struct Tune: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed tune",
    abstract: "Train an encoder further, on texts of your own that belong together.",
    discussion: """
      EXAMPLE
        embed tune models/minilm --same author --documents clean/documents.tsv --output models/own
        embed --flow facebook --method encoder --encoder models/own

        embed tune models/minilm --pairs pairs.tsv --output models/own

      The folder that is written is one that sentence-transformers loads too. training.tsv tells the loss, \
      and how well texts that were held out find each other, before, on the way and after.

      Texts that belong together are two of the same author, two that link to the same target, or those \
      of a table with the columns anchor and positive, and negative with --triplets: ids of documents, \
      or the texts themselves if no documents are given. Every other text of a batch is taken for one \
      that does not belong to the anchor. There is no dropout: equal inputs, options and seeds give equal \
      bytes.
      """, version: version)

  @Argument(help: "The encoder: its folder, or the name of a model that was fetched.")
  var encoder: String

  @Option(help: "Which documents belong together: those of the same author, or link target.")
  var same: Same?

  @Option(help: "A table of pairs that belong together: anchor, positive.")
  var pairs: String?

  @Option(help: "A table of triplets: anchor, positive, negative.")
  var triplets: String?

  @Option(help: "The documents, as clean writes them.")
  var documents: String?

  @Option(help: "The links of the documents, as clean writes them.")
  var links: String?

  @OptionGroup(title: "Training") var training: TuneArguments

  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Same: String, ExpressibleByArgument, CaseIterable { case author, target }

  func validate() throws {
    let sources = [same?.rawValue, pairs, triplets].compactMap(\.self)
    guard sources.count == 1 else {
      throw ValidationError(
        "Say which texts belong together, by one of --same, --pairs and --triplets.")
    }
  }

  func run() throws {
    var output = try StageOutput(self, stage: "tune")
    let folder = try ModelFolder.find(self.encoder)
    _ = try modelDigest(folder, &output)
    let configuration = try EncoderConfiguration(folder)
    if let layers = training.layers, layers > configuration.layers {
      throw UsageError(
        "embed tune: --layers \(layers) is more than the \(configuration.layers) of the model")
    }
    if training.embeddings, training.layers ?? configuration.layers < configuration.layers {
      throw UsageError("embed tune: --embeddings needs all layers; leave out --layers")
    }
    var encoder = try TunableEncoder(
      folder, layers: training.layers, embeddings: training.embeddings)
    encoder.memory = training.memory << 20
    let input = try TuningInput(self, folder: folder, &output)
    let tuned = try TuneRun(command: self, input: input).run(encoder, &output)
    try writeTable(output.file("rejects.tsv"), columns: Schema.rejects, input.rejects)
    try TunedFolder(original: folder).write(tuned.encoder, output)
    try output.commit(rows: input.rows, tuned.summary)
  }
}
