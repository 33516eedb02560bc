/// The formats that vectors with names come in and go out.
///
/// A new format is a case here, a ``VectorReader`` and a ``VectorEncoding``.
public enum VectorFormat: String, CaseIterable, Sendable {
  /// The project's own: `NAME.npy` of float32 and `NAME.tsv` beside it.
  case npy
  /// A table: the column `id`, then a column for each dimension.
  case tsv
  /// The text format of word2vec: a line of two counts, then a word and its numbers a line.
  case word2vec
  /// The binary format of word2vec: a line of two counts, then words and float32 numbers.
  case word2vecBinary = "word2vec-binary"
  /// GloVe's: the text format of word2vec without the line of counts.
  case glove
  /// TexMex's: for each vector its length as int32, then float32 numbers; no names.
  case fvecs
  /// A safetensors file with one tensor of shape (vectors, dimensions); no names.
  case safetensors
  /// A folder for the TensorFlow Projector.
  case projector

  /// The format that the name of a file tells without doubt; nil otherwise.
  ///
  /// `.txt` and `.bin` stand for several formats, so nothing is guessed from them.
  public init?(guessing path: String) {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    switch path[dot...] {
    case ".npy": self = .npy
    case ".tsv": self = .tsv
    case ".vec", ".w2v": self = .word2vec
    case ".fvecs": self = .fvecs
    case ".safetensors": self = .safetensors
    default: return nil
    }
  }

  /// The formats as a list for messages.
  public static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
