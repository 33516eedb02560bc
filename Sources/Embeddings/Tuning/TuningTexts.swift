import Artifacts
import LinearAlgebra
import NeuralNetworks
import Tokenization

/// Texts as an encoder that is tuned reads them: the tokens of each, with what the model wants to stand
/// before it, cut off at the longest.
public struct TuningTexts: Sendable {
  /// The tokens of each text, special ones included.
  public let tokens: [[Int32]]
  /// The number of texts that were cut off.
  public let truncated: Int
  /// What stands before each text.
  public let prefix: String

  /// Cuts texts into the tokens of the model in `folder`.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - folder: The folder of the model.
  ///   - prefix: What stands before each text; nil for what the model wants.
  ///   - maximumTokens: The longest text in tokens, special ones included; nil for the model's.
  ///   - threads: The largest number of threads.
  /// - Throws: ``FileError`` if a file of the model is missing or damaged, or if no room is left for
  ///   texts.
  public init(
    _ texts: TextSource, folder: String, prefix: String?, maximumTokens: Int?, threads: Int
  ) throws(FileError) {
    let tokenizer = try SubwordTokenizer(folder: folder)
    let configuration = try EncoderConfiguration(folder)
    if let prefix {
      self.prefix = prefix
    } else {
      self.prefix = try TextPrefix.standard(folder: folder)
    }
    guard tokenizer.vocabularySize <= configuration.vocabulary else {
      throw FileError(
        .malformed, folder,
        "its tokenizer has \(tokenizer.vocabularySize) tokens, its network \(configuration.vocabulary)",
        remedy: "use the tokenizer that the model was published with")
    }
    let before = tokenizer.prefix + tokenizer.encode(self.prefix, specialTokens: false)
    let maximum = min(maximumTokens ?? .max, configuration.maximumTokens)
    let room = maximum - before.count - tokenizer.suffix.count
    guard room >= 1 else {
      throw FileError(
        .malformed, folder, "\(maximum) tokens leave no room for texts", remedy: "raise the maximum"
      )
    }
    let parts = parallelMap(count: texts.count, chunk: 256, threads: threads) { range in
      var workspace = SubwordTokenizer.Workspace()
      var (text, truncated): ([UInt8], Int) = ([], 0)
      let tokens = range.map { index in
        var ids: [Int32] = []
        texts.withText(index, &text) { text in
          tokenizer.encode(text, specialTokens: false, into: &ids, using: &workspace)
        }
        if ids.count > room { truncated += 1 }
        return before + ids.prefix(room) + tokenizer.suffix
      }
      return (tokens: tokens, truncated: truncated)
    }
    tokens = parts.flatMap(\.tokens)
    truncated = parts.reduce(0) { $0 + $1.truncated }
  }
}
