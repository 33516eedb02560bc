import Artifacts
import NeuralNetworks

/// Vectors without names: TexMex's fvecs, a safetensors file, or a `.npy` file of anybody's.
///
/// Their records are those of the table beside them, `FILE.tsv`, or of the table that is given;
/// without one, vectors are named by their numbers from 0 on.
///
///     03 00 00 00  00 00 00 3F …   fvecs: for each vector its length as int32, then float32
///
/// Of a safetensors file the tensor called `embeddings` is read, or the only one of two dimensions,
/// in float32, float16, bfloat16 or float64.
public struct VectorsOfRows: VectorReader {
  /// The path of the file.
  public let path: String
  /// The number of vectors.
  public let count: Int
  /// The number of dimensions.
  public let dimensions: Int
  /// The columns of the table.
  public var columns: [String] { names.columns }

  private let numbers: Numbers
  private let names: RowNames
  private var row = 0

  private enum Numbers {
    case fvecs(MappedFile)
    case tensor(StoredTensor)
    case npy(VectorFile)
  }

  /// Opens an fvecs file; `ids` is the path of a table with a record for each vector.
  ///
  /// - Throws: ``FileError`` if it cannot be read, or its size is none of vectors of one length.
  public init(fvecs path: String, ids: String? = nil) throws(FileError) {
    let file = try MappedFile(path)
    self.path = path
    numbers = .fvecs(file)
    let length = file.count >= 4 ? Self.length(file, at: 0) : 0
    guard file.count == 0 || (1...dimensionLimit).contains(length) else {
      throw FileError(
        .malformed, path, "its first vector has \(length) dimensions",
        remedy: "it is no fvecs file; give the format with --format")
    }
    dimensions = length
    count = file.count / (4 + 4 * length)
    guard file.count % (4 + 4 * length) == 0 || file.count == 0 else {
      throw FileError(
        .malformed, path, "has \(file.count) bytes, not a multiple of \(4 + 4 * length)",
        remedy: "it is cut short or damaged; make it again")
    }
    names = try RowNames(ids, beside: path, count: count)
  }

  /// Opens a safetensors file; `ids` is the path of a table with a record for each vector.
  ///
  /// - Throws: ``FileError`` if it cannot be read, or has no such tensor, or several.
  public init(
    safetensors path: String, tensor name: String? = nil, ids: String? = nil
  ) throws(FileError) {
    let file = try SafetensorsFile(path)
    let matrices = file.names.filter { file.shape(of: $0)?.count == 2 }
    let usual = matrices.contains("embeddings") ? "embeddings" : nil
    guard let name = name ?? usual ?? (matrices.count == 1 ? matrices.first : nil) else {
      throw FileError(
        .malformed, path, "has \(matrices.count) tensors of two dimensions",
        remedy: matrices.isEmpty
          ? "give a file of vectors"
          : "name one with --tensor: \(matrices.prefix(5).joined(separator: ", "))")
    }
    let tensor = try file.tensor(name)
    guard tensor.shape.count == 2, (1...dimensionLimit).contains(tensor.shape[1]) else {
      throw FileError(
        .malformed, path, "tensor \(name) has the shape \(tensor.shape)",
        remedy: "vectors have the shape [vectors, dimensions]; name another with --tensor")
    }
    self.path = path
    numbers = .tensor(tensor)
    (count, dimensions) = (tensor.shape[0], tensor.shape[1])
    names = try RowNames(ids, beside: path, count: count)
  }

  /// Opens a `.npy` file of float32; `ids` is the path of a table with a record for each vector, by
  /// default the one beside it.
  ///
  /// - Throws: ``FileError`` if it cannot be read or holds integers.
  public init(npy path: String, ids: String? = nil) throws(FileError) {
    let file = try VectorFile(path)
    guard file.isFloat else {
      throw FileError(.malformed, path, "holds integers", remedy: "give a file of float32 numbers")
    }
    self.path = path
    numbers = .npy(file)
    (count, dimensions) = (file.rows, file.columns)
    let base = path.hasSuffix(".npy") ? String(path.dropLast(4)) : path
    names = try RowNames(ids, beside: base, count: count)
  }

  /// Reads the next vector.
  ///
  /// - Throws: ``FileError`` with the number of the vector that is malformed.
  public mutating func next(into vector: inout [Float]) throws(FileError) -> [String] {
    defer { row += 1 }
    switch numbers {
    case .fvecs(let file):
      let start = row * (4 + 4 * dimensions)
      let length = Self.length(file, at: start)
      guard length == dimensions else {
        throw FileError(
          .malformed, path, "vector \(row + 1) has \(length) dimensions, the first \(dimensions)",
          remedy: "all vectors have the same number of dimensions; make the file again")
      }
      copyNumbers(file.bytes.extracting(start + 4..<start + 4 + 4 * dimensions), into: &vector)
      if row % 4096 == 4095 { file.release(start - 4095 * (4 + 4 * dimensions)..<start) }
    case .tensor(let tensor):
      var span = vector.mutableSpan
      tensor.copy(from: row * dimensions, into: &span)
    case .npy(let file):
      let numbers = file[row: row]
      for index in numbers.indices { vector[index] = numbers[index] }
      if row % 4096 == 4095 { file.release(rows: row - 4095..<row) }
    }
    return names.record(row)
  }

  /// Nothing can stand behind the last vector: the size of the file was checked.
  public mutating func finish() {}

  /// An error about the vector that was read last.
  public func error(_ problem: String, remedy: String) -> FileError {
    FileError(.malformed, path, "vector \(row) of \(count): \(problem)", remedy: remedy)
  }

  private static func length(_ file: MappedFile, at start: Int) -> Int {
    let bytes = file.bytes
    var bits: UInt32 = 0
    for index in 0..<4 { bits |= UInt32(bytes[start + index]) << UInt32(8 * index) }
    return Int(Int32(bitPattern: bits))
  }
}
