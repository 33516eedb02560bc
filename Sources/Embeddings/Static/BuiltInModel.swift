import Artifacts
import CStaticModel
import NeuralNetworks
import Tokenization

/// The static model that is part of the program, so that the first run needs no download: distilled
/// from the encoder all-MiniLM-L6-v2, with 30,522 tokens of 256 dimensions.
public enum BuiltInModel {
  /// What stands for a folder where the model is named.
  public static let name = "built-in"

  private static var vectors: MappedFile {
    unsafe MappedFile(
      program: UnsafeRawBufferPointer(
        start: kindred_static_vectors(), count: kindred_static_vectors_size()),
      name: "\(name)/model.safetensors")
  }

  private static var tokenizer: MappedFile {
    unsafe MappedFile(
      program: UnsafeRawBufferPointer(
        start: kindred_static_tokenizer(), count: kindred_static_tokenizer_size()),
      name: "\(name)/tokenizer.json")
  }

  /// The SHA-256 of its files.
  public static var digest: String {
    textDigest([tokenizer, vectors].map { bytesDigest($0.bytes) + "\n" }.joined())
  }

  /// The model.
  ///
  /// - Throws: ``FileError`` if the program was built from damaged files.
  public static func encoder() throws(FileError) -> StaticEncoder {
    try StaticEncoder(
      tokenizer: try SubwordTokenizer(tokenizerFile: tokenizer),
      file: try SafetensorsFile(vectors))
  }
}
