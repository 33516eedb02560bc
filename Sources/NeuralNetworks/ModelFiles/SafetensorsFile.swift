import Artifacts

/// A file of named tensors in the safetensors format, mapped into memory.
///
///     let file = try SafetensorsFile("minilm/model.safetensors")
///     file.names.count   // 104
///
/// The header is checked as a whole before anything is read (see the source of its parser); numbers
/// are read when they are asked for, and only as single precision, half precision or bfloat16.
public final class SafetensorsFile: Sendable {
  /// The path of the file.
  public let path: String

  private let file: MappedFile
  private let entries: [SafetensorsHeader.Entry]
  private let indexes: [String: Int]

  /// Maps a file and reads its header.
  ///
  /// - Throws: ``FileError`` if the file is missing, cut short, or not what its header says.
  public init(_ path: String) throws(FileError) {
    self.path = path
    let file = try MappedFile(path)
    self.file = file
    entries = try SafetensorsHeader(file.bytes, path: path).entries
    indexes = Dictionary(uniqueKeysWithValues: zip(entries.map(\.name), entries.indices))
  }

  /// The names of the tensors, in the order of the file.
  public var names: [String] { entries.map(\.name) }

  /// The lengths of a tensor's dimensions, outermost first; nil if there is no such tensor.
  public func shape(of name: String) -> [Int]? { indexes[name].map { entries[$0].shape } }

  /// The numbers of a tensor as single precision, row by row.
  ///
  /// - Throws: ``FileError`` if there is no such tensor, if it does not hold floating-point numbers
  ///   of 16 or 32 bits, or if one of them is infinite or not a number.
  public func floats(_ name: String) throws(FileError) -> [Float] {
    try tensor(name).floats()
  }

  /// The tensor of a name.
  ///
  /// - Throws: ``FileError`` if there is none, or if it does not hold weights.
  package func tensor(_ name: String) throws(FileError) -> StoredTensor {
    guard let index = indexes[name] else { throw .damaged(path, "has no tensor \(name)") }
    let entry = entries[index]
    guard entry.type.isWeight else {
      throw FileError(
        .malformed, path, "tensor \(name) is of type \(entry.type.rawValue)",
        remedy: "export the model with F32, F16 or BF16 weights")
    }
    return StoredTensor(
      name: name, shape: entry.shape, type: entry.type, file: file,
      offset: entry.bytes.lowerBound)
  }
}
