import Artifacts
import Foundation

/// A file of named tensors in the safetensors format, to be written.
///
///     var file = SafetensorsWriter(metadata: ["licence": "Apache-2.0"])
///     file.add("weights", shape: [30_522], weights)
///     try file.write("model.safetensors")
///
/// The same tensors give the same bytes: they lie in the order of their addition, and the header is
/// filled with spaces up to a multiple of eight bytes, as the format advises.
public struct SafetensorsWriter {
  private var entries: [String] = []
  private var data: [UInt8] = []
  private let metadata: [String: String]

  /// A file without tensors yet.
  ///
  /// - Parameter metadata: What the file says about itself.
  public init(metadata: [String: String] = [:]) { self.metadata = metadata }

  /// Adds a tensor of single precision, row by row.
  ///
  /// - Precondition: There are as many numbers as the shape says.
  public mutating func add(_ name: String, shape: [Int], _ numbers: [Float]) {
    let bytes = numbers.flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt32($0))) }
    }
    add(name, .float32, shape, bytes)
  }

  /// Adds a tensor of bytes with a sign, row by row.
  ///
  /// - Precondition: There are as many numbers as the shape says.
  public mutating func add(_ name: String, shape: [Int], _ numbers: [Int8]) {
    add(name, .int8, shape, numbers.map { UInt8(bitPattern: $0) })
  }

  private mutating func add(_ name: String, _ type: TensorType, _ shape: [Int], _ bytes: [UInt8]) {
    precondition(
      shape.reduce(type.size, *) == bytes.count, "\(bytes.count) bytes for the shape \(shape)")
    entries.append(Self.entry(name, type, shape, start: data.count))
    data += bytes
  }

  /// Writes the file.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  public func write(_ path: String) throws(FileError) {
    let header = Self.header(entries, metadata: metadata)
    var file = try OutputFile(path: path)
    try file.write { $0 += header }
    try file.write { $0 += data }
    try file.commit()
  }

  /// What a file of one float32 tensor begins with; its numbers follow, row by row.
  ///
  /// For tensors that are written as they are read and never in memory as a whole.
  package static func header(tensor name: String, shape: [Int]) -> [UInt8] {
    header([entry(name, .float32, shape, start: 0)], metadata: [:])
  }

  /// What a file begins with whose tensors' numbers follow, one tensor after the other.
  static func header(
    tensors: [(name: String, type: TensorType, shape: [Int])], metadata: [String: String]
  ) -> [UInt8] {
    var (entries, start): ([String], Int) = ([], 0)
    for tensor in tensors {
      entries.append(entry(tensor.name, tensor.type, tensor.shape, start: start))
      start += tensor.shape.reduce(tensor.type.size, *)
    }
    return header(entries, metadata: metadata)
  }

  private static func header(_ entries: [String], metadata: [String: String]) -> [UInt8] {
    let facts = metadata.sorted { $0.key < $1.key }
      .map { "\(quoted($0.key)):\(quoted($0.value))" }
    let about = facts.isEmpty ? [] : ["\"__metadata__\":{\(facts.joined(separator: ","))}"]
    var header = Array("{\((about + entries).joined(separator: ","))}".utf8)
    header += [UInt8](repeating: UInt8(ascii: " "), count: -header.count & 7)
    return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header
  }

  private static func entry(
    _ name: String, _ type: TensorType, _ shape: [Int], start: Int
  ) -> String {
    let offsets = "[\(start),\(start + shape.reduce(type.size, *))]"
    let lengths = shape.map(String.init).joined(separator: ",")
    return "\(quoted(name)):{\"dtype\":\"\(type.rawValue)\",\"shape\":[\(lengths)],"
      + "\"data_offsets\":\(offsets)}"
  }

  private static func quoted(_ text: String) -> String {
    let data = try? JSONEncoder().encode(text)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
