import Artifacts
import LinearAlgebra

/// A pretrained model that turns texts into vectors.
///
/// A text's vector depends on the text alone: its bytes are the same alone and among others, in any
/// order and for any number of threads.
public protocol TextEncoder: Sendable {
  /// The length of a vector.
  var dimensions: Int { get }
  /// Everything but the model's files that a vector depends on.
  var settings: String { get }
  /// Whether a text takes so long that vectors of an earlier run are worth looking for.
  var isSlow: Bool { get }
  /// What a user may want to know about the model, as pairs of a name and a value.
  var facts: [(name: String, value: String)] { get }

  /// Turns texts into vectors.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - threads: The largest number of texts at the same time.
  ///   - progress: Is called with the number of texts, or chunks of long ones, that were done since
  ///     the last call, from any thread.
  /// - Returns: Their vectors.
  /// - Throws: ``FileError`` if the files of the model do not fit together.
  func encode(
    _ texts: TextSource, threads: Int, progress: (@Sendable (Int) -> Void)?
  ) throws(FileError) -> EncodedTexts
}

extension TextEncoder {
  /// Turns texts into vectors.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - threads: The largest number of texts at the same time.
  /// - Returns: Their vectors.
  /// - Throws: ``FileError`` if the files of the model do not fit together.
  public func encode(_ texts: [String], threads: Int) throws(FileError) -> EncodedTexts {
    try encode(TextSource(texts), threads: threads, progress: nil)
  }
}

/// The vectors of some texts.
public struct EncodedTexts: Sendable {
  /// Of shape (texts, dimensions).
  public var vectors: Matrix
  /// The number of tokens of each text, special ones and a prefix not counted.
  public var tokens: [Int]
  /// The number of tokens of each text that were cut off.
  public var truncated: [Int]
}
