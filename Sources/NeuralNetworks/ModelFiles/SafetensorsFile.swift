import Artifacts

/// A file of named tensors in the safetensors format, mapped into memory.
///
///     let file = try SafetensorsFile("minilm/model.safetensors")
///     file.names.count   // 104
///
/// The header is checked as a whole before anything is read (see the source of its parser); numbers
/// are read when they are asked for: as floating point, integers of 8 bits, or indexes of 32 and 64.
public final class SafetensorsFile: Sendable {
  /// The path of the file.
  public let path: String

  private let file: MappedFile
  private let entries: [SafetensorsHeader.Entry]
  private let indexes: [String: Int]

  /// Maps a file and reads its header.
  ///
  /// - Throws: ``FileError`` if the file is missing, cut short, or not what its header says.
  public convenience init(_ path: String) throws(FileError) {
    try self.init(MappedFile(path))
  }

  /// Reads the header of a file in memory, which errors call `name`.
  ///
  /// - Throws: ``FileError`` if the file is cut short, or not what its header says.
  public convenience init(bytes: [UInt8], name: String) throws(FileError) {
    try self.init(MappedFile(bytes, name: name))
  }

  /// Reads the header of a file.
  ///
  /// - Throws: ``FileError`` if the file is cut short, or not what its header says.
  public init(_ file: MappedFile) throws(FileError) {
    path = file.path
    self.file = file
    entries = try SafetensorsHeader(file.bytes, path: path).entries
    indexes = Dictionary(uniqueKeysWithValues: zip(entries.map(\.name), entries.indices))
  }

  /// The names of the tensors, in the order of the file.
  public var names: [String] { entries.map(\.name) }

  /// The lengths of a tensor's dimensions, outermost first; nil if there is no such tensor.
  public func shape(of name: String) -> [Int]? { indexes[name].map { entries[$0].shape } }

  /// Whether the numbers of a tensor are integers of 8 bits; false if there is no such tensor.
  public func isInt8(_ name: String) -> Bool {
    indexes[name].map { entries[$0].type == .int8 } ?? false
  }

  /// The numbers of a tensor as single precision, row by row.
  ///
  /// - Throws: ``FileError`` if there is no such tensor, if it does not hold floating-point numbers,
  ///   or if one of them is infinite or not a number.
  public func floats(_ name: String) throws(FileError) -> [Float] {
    try tensor(name).floats()
  }

  /// The integers of a tensor, row by row.
  ///
  /// - Throws: ``FileError`` if there is no such tensor, or if it does not hold integers of 32 or 64
  ///   bits with a sign.
  public func integers(_ name: String) throws(FileError) -> [Int] {
    let types: Set<TensorType> = [.int32, .int64]
    return try stored(name, "I32 or I64 numbers", where: types.contains).integers()
  }

  /// All tensors, in the order of the file.
  var tensors: [StoredTensor] { entries.map(tensor) }

  /// The tensor of a name.
  ///
  /// - Throws: ``FileError`` if there is none, or if it does not hold weights.
  package func tensor(_ name: String) throws(FileError) -> StoredTensor {
    try stored(name, "F32, F16 or BF16 weights", where: \.isWeight)
  }

  /// The tensor of a name, of integers of 8 bits.
  ///
  /// - Throws: ``FileError`` if there is none, or if it holds other numbers.
  package func int8Tensor(_ name: String) throws(FileError) -> StoredTensor {
    try stored(name, "I8 weights") { $0 == .int8 }
  }

  private func stored(
    _ name: String, _ kind: String, where isRight: (TensorType) -> Bool
  ) throws(FileError) -> StoredTensor {
    guard let index = indexes[name] else { throw .damaged(path, "has no tensor \(name)") }
    let entry = entries[index]
    guard isRight(entry.type) else {
      throw FileError(
        .malformed, path, "tensor \(name) is of type \(entry.type.rawValue)",
        remedy: "export the model with \(kind)")
    }
    return tensor(entry)
  }

  private func tensor(_ entry: SafetensorsHeader.Entry) -> StoredTensor {
    StoredTensor(
      name: entry.name, shape: entry.shape, type: entry.type, file: file,
      offset: entry.bytes.lowerBound)
  }
}
