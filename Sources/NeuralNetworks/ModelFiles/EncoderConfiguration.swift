import Artifacts
import Foundation

/// What the JSON files of a model folder say about an encoder.
///
///     config.json                   the shape of the network
///     modules.json                  what follows it: pooling, normalization
///     1_Pooling/config.json         how the vectors of tokens become the vector of the text
///     sentence_bert_config.json     the longest text that the model was made for; without it,
///     tokenizer_config.json         the longest text that the tokenizer lets through
///
/// The networks are those of BERT ([Devlin et al. 2019](https://doi.org/10.18653/v1/N19-1423)) and of
/// XLM-R ([Conneau et al. 2020](https://doi.org/10.18653/v1/2020.acl-main.747)), which counts positions
/// from another number. What this library does not compute is refused by its name, never ignored.
public struct EncoderConfiguration: Sendable {
  /// The kind of network, as `model_type` in config.json: `bert`, `roberta` or `xlm-roberta`.
  public let architecture: String
  /// The number of layers.
  public let layers: Int
  /// The length of a token's vector, and of a text's.
  public let hidden: Int
  /// The number of attention heads.
  public let heads: Int
  /// The length of the vectors between the two products of a layer's feed-forward part.
  public let intermediate: Int
  /// The number of different tokens.
  public let vocabulary: Int
  /// The number of rows of the table of positions.
  public let positions: Int
  /// How the vectors of tokens become the vector of a text.
  public let pooling: Pooling
  /// Whether the vector of a text is divided by its length.
  public let normalizes: Bool
  /// The longest text in tokens, special ones included; what lies beyond has to be cut off.
  public let maximumTokens: Int

  let activation: Activation
  let epsilon: Float
  let typeVocabulary: Int
  let paddingToken: Int
  let positionRule: PositionRule

  /// Which row of the table of positions a token takes.
  enum PositionRule {
    /// Its index in the text.
    case fromZero
    /// Its index among the tokens that are no padding, behind the row of padding.
    case behindPadding
  }

  /// The row of the table of positions of each token of a text.
  func places(of ids: [Int32]) -> [Int] {
    guard positionRule == .behindPadding else { return Array(ids.indices) }
    var position = paddingToken + 1
    return ids.map { id in
      if id == paddingToken { return paddingToken }
      position += 1
      return position - 1
    }
  }

  /// Reads the JSON files of a model folder.
  ///
  /// Without modules.json the mean is taken and not normalized, as sentence-transformers does.
  ///
  /// - Throws: ``FileError`` if config.json is missing, if a value is missing or impossible, or if the
  ///   model has something that is not computed here.
  public init(_ folder: String) throws(FileError) {
    let path = "\(folder)/config.json"
    let network = try ConfigurationFile(path).decode(NetworkConfiguration.self)
    try network.requireSupported(path)
    let modules = try SentenceModules(folder)
    architecture = network.architecture
    (layers, hidden, heads) = (network.layers, network.hidden, network.heads)
    (intermediate, vocabulary, positions) =
      (network.intermediate, network.vocabulary, network.positions)
    (typeVocabulary, epsilon) = (network.types ?? 2, network.epsilon ?? 1e-12)
    activation = try network.supportedActivation(path)
    pooling = modules.pooling
    normalizes = modules.normalizes
    positionRule = architecture == "bert" ? .fromZero : .behindPadding
    paddingToken = network.paddingToken ?? (architecture == "bert" ? 0 : 1)
    let available = positionRule == .fromZero ? positions : positions - paddingToken - 1
    guard available > 0 else { throw .damaged(path, "has no positions for tokens") }
    maximumTokens = min(available, modules.maximumTokens ?? available)
  }
}
