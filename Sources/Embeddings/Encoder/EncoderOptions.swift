import NeuralNetworks

/// How texts are given to an encoder.
public struct EncoderOptions: Equatable, Sendable {
  /// The numbers that are multiplied.
  public var precision = EncoderPrecision.preferred
  /// What stands before each text; nil for what the model wants.
  public var prefix: String?
  /// What becomes of texts that are too long.
  public var longTexts = LongTexts.chunk
  /// The longest chunk in tokens, special ones included; nil for the maximum of the model.
  public var maximumTokens: Int?
  /// The tokens that a chunk shares with the one before; nil for an eighth of a chunk.
  public var overlap: Int?

  /// Creates the standard options.
  public init() {}
}
