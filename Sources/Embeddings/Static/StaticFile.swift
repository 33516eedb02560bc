import Artifacts
import LinearAlgebra
import NeuralNetworks

extension StaticEmbedding {
  /// Reads a model as [Model2Vec] writes it.
  ///
  ///     embeddings   (rows, dimensions)   F32, F16, BF16, F64, or I8 for quantized numbers
  ///     weights      (tokens)             F32, F64, F16 or BF16; what a token's vector is multiplied by
  ///     mapping      (tokens)             I64 or I32; the row of a token, of a quantized vocabulary
  ///
  /// The last two may be missing, and there may be a weight for each row instead of each token.
  ///
  /// - Parameters:
  ///   - file: The file of tensors.
  ///   - vocabulary: The tokens that have to have a vector.
  ///   - unknown: The id that is left out.
  ///   - normalizes: Whether vectors are scaled to length 1.
  /// - Throws: ``FileError`` if a tensor is missing, has another shape or type, holds a number that
  ///   is infinite or not a number, or does not fit the others.
  /// - Complexity: O(*rows* × *dimensions*), or O(*tokens*) for quantized numbers, which stay where
  ///   they are.
  ///
  /// [Model2Vec]: https://github.com/MinishLab/model2vec
  public init(
    _ file: SafetensorsFile, vocabulary: Int, unknown: Int32?, normalizes: Bool
  ) throws(FileError) {
    let rows = try Self.rows(file)
    var weights: [Float]?
    if try Self.isList("weights", file) { weights = try file.floats("weights") }
    var mapping: [Int32]?
    if try Self.isList("mapping", file) {
      // Whatever fits no row is refused below by its number.
      mapping = try file.integers("mapping").map { Int32(exactly: $0) ?? -1 }
    }
    do throws(Mismatch) {
      try self.init(
        rows: rows, weights: weights, mapping: mapping, unknown: unknown, normalizes: normalizes)
    } catch {
      throw FileError(
        .malformed, file.path, error.description, remedy: "download or export the model again")
    }
    guard tokens >= vocabulary else {
      throw FileError(
        .malformed, file.path,
        "has vectors for \(tokens) of the tokenizer's \(vocabulary) tokens",
        remedy: "the files are of different models; download the model again")
    }
  }

  private static func rows(_ file: SafetensorsFile) throws(FileError) -> StaticRows {
    guard let shape = file.shape(of: "embeddings"), shape.count == 2, shape[0] > 0, shape[1] > 0
    else {
      throw FileError(
        .malformed, file.path, "has no tensor 'embeddings' of tokens and dimensions",
        remedy: "it is no static model; use --method encoder for a network")
    }
    if file.isInt8("embeddings") { return StaticRows(int8: try file.int8Tensor("embeddings")) }
    return StaticRows(
      Matrix(rows: shape[0], columns: shape[1], elements: try file.floats("embeddings")))
  }

  /// Whether there is a tensor of a name.
  ///
  /// - Throws: ``FileError`` if it is no list.
  private static func isList(_ name: String, _ file: SafetensorsFile) throws(FileError) -> Bool {
    guard let shape = file.shape(of: name) else { return false }
    guard shape.count == 1 else {
      throw FileError(
        .malformed, file.path, "tensor '\(name)' has the shape \(shape), which is no list",
        remedy: "download or export the model again")
    }
    return true
  }
}
