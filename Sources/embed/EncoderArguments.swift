import ArgumentParser
import Embeddings
import NeuralNetworks

/// The options of `--method encoder`.
struct EncoderArguments: ParsableArguments {
  @Option(
    help: """
      The folder of the model. Default, for --method static and author: a small one within the \
      program.
      """)
  var encoder: String?

  @Option(help: "The numbers that are multiplied. Default: bfloat16 where the processor has it.")
  var precision: EncoderPrecision?

  @Option(
    help: "What stands before each text. Default: what the model wants, as 'query: ' for E5.")
  var prefix: String?

  @Option(
    help: """
      What becomes of texts that are longer than the encoder takes: cut into chunks that overlap, \
      whose vectors are averaged, or cut off.
      """)
  var longTexts = LongTexts.chunk

  @Option(help: "The longest chunk in tokens. Default: the maximum of the model.")
  var maxTokens: Int?

  @Option(help: "The tokens that two chunks share. Default: an eighth of a chunk.")
  var overlap: Int?

  @Option(
    help: """
      What each document counts for in the vector of its author: all the same, or more, the fewer \
      authors use its tokens.
      """)
  var authorWeights = AuthorWeights.inverseFrequency

  @Option(
    help: """
      The space of authors: whitened, where directions count less in which the documents of one \
      author differ, or plain, that of the documents.
      """)
  var authorSpace = Space.whitened

  enum Space: String, ExpressibleByArgument, CaseIterable { case whitened, plain }

  @Flag(help: "Describe the encoder and embed nothing.")
  var printModel = false

  func validate() throws {
    if let maxTokens, maxTokens < 1 {
      throw ValidationError("--max-tokens must be at least 1.")
    }
    if let overlap, overlap < 0 { throw ValidationError("--overlap must not be negative.") }
  }

  /// The options together.
  var options: EncoderOptions {
    var options = EncoderOptions()
    if let precision { options.precision = precision }
    (options.prefix, options.longTexts) = (prefix, longTexts)
    (options.maximumTokens, options.overlap) = (maxTokens, overlap)
    return options
  }
}

extension EncoderPrecision: ExpressibleByArgument {}
extension AuthorWeights: ExpressibleByArgument {}
extension LongTexts: ExpressibleByArgument {}
