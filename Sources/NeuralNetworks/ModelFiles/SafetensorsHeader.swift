import Artifacts
import Foundation

/// The header of a safetensors file.
///
///     90 2C 00 00 00 00 00 00   length of the JSON text, little endian
///     {"__metadata__":{"format":"pt"},
///      "embeddings.LayerNorm.bias":{"dtype":"F32","shape":[384],"data_offsets":[4096,5632]},...}
///
/// The numbers of all tensors follow without gaps; offsets count from the end of the header. Files
/// come from strangers: lengths, types, shapes and offsets have to fit together and to cover the
/// file exactly, as the format demands, before a number is read.
struct SafetensorsHeader {
  /// A tensor, by its name.
  struct Entry {
    var name: String
    var type: TensorType
    var shape: [Int]
    /// Where its numbers are, counted from the beginning of the file.
    var bytes: Range<Int>
  }

  /// The tensors in the order of the file.
  let entries: [Entry]

  /// The longest header that is read, the limit of the format's own library.
  static let longest = 100_000_000

  /// - Throws: ``FileError`` that names the tensor that does not fit.
  init(_ file: Span<UInt8>, path: String) throws(FileError) {
    let text = try Self.text(file, path)
    guard let fields = try? JSONDecoder().decode([String: Field].self, from: Data(text)) else {
      throw .damaged(path, "its header is not the JSON of tensors")
    }
    var entries: [Entry] = []
    for (name, field) in fields {
      guard case .tensor(let tensor) = field else {
        // Whatever else a file says about itself stands under this one name.
        guard name == "__metadata__" else { throw .damaged(path, "tensor \(name): no type") }
        continue
      }
      entries.append(try Self.entry(name, tensor, dataStart: 8 + text.count, path))
    }
    entries.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
    try Self.requireCover(entries, 8 + text.count..<file.count, path)
    self.entries = entries
  }

  private static func text(_ file: Span<UInt8>, _ path: String) throws(FileError) -> [UInt8] {
    guard file.count > 8 else { throw .damaged(path, "is too short for a header") }
    var length: UInt64 = 0
    for i in 0..<8 { length |= UInt64(file[i]) << (8 * UInt64(i)) }
    guard length <= longest else { throw .damaged(path, "has a header of \(length) bytes") }
    guard Int(length) <= file.count - 8 else { throw .damaged(path, "its header is cut short") }
    var text = [UInt8](repeating: 0, count: Int(length))
    for i in text.indices { text[i] = file[8 + i] }
    return text
  }

  private static func entry(
    _ name: String, _ tensor: Field.Tensor, dataStart: Int, _ path: String
  ) throws(FileError) -> Entry {
    guard let type = TensorType(rawValue: tensor.dtype) else {
      throw .damaged(path, "tensor \(name) is of an unknown type, \(tensor.dtype)")
    }
    guard let size = byteCount(tensor.shape, type) else {
      throw .damaged(path, "tensor \(name) has an impossible shape, \(tensor.shape)")
    }
    let offsets = tensor.offsets
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1],
      offsets[1] <= Int.max - dataStart, offsets[1] - offsets[0] == size
    else {
      throw .damaged(
        path, "tensor \(name) of shape \(tensor.shape) has \(size) bytes, but offsets \(offsets)")
    }
    return Entry(
      name: name, type: type, shape: tensor.shape,
      bytes: dataStart + offsets[0]..<dataStart + offsets[1])
  }

  /// The size of a tensor, nil where it cannot be.
  private static func byteCount(_ shape: [Int], _ type: TensorType) -> Int? {
    var size = type.size
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else { return nil }
      size = product
    }
    return size
  }

  /// Checks that the tensors follow one another from the header to the end of the file.
  private static func requireCover(
    _ entries: [Entry], _ data: Range<Int>, _ path: String
  ) throws(FileError) {
    var end = data.lowerBound
    for entry in entries {
      guard entry.bytes.lowerBound == end else {
        let relation = entry.bytes.lowerBound < end ? "overlaps" : "leaves a gap behind"
        throw .damaged(path, "tensor \(entry.name) \(relation) the one before it")
      }
      guard entry.bytes.upperBound <= data.upperBound else {
        throw .damaged(path, "tensor \(entry.name) ends outside the file, which is cut short")
      }
      end = entry.bytes.upperBound
    }
    guard end == data.upperBound else {
      throw .damaged(path, "has \(data.upperBound - end) bytes that belong to no tensor")
    }
  }
}

/// A value of the header: a tensor, or what stands under `__metadata__`.
private enum Field: Decodable {
  case tensor(Tensor)
  case other

  struct Tensor: Decodable {
    var dtype: String
    var shape: [Int]
    var offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  init(from decoder: any Decoder) throws {
    self = (try? Tensor(from: decoder)).map(Field.tensor) ?? .other
  }
}

extension FileError {
  /// A model file that is not what it should be.
  static func damaged(_ path: String, _ problem: String) -> FileError {
    FileError(.malformed, path, problem, remedy: "download or export the model again")
  }
}
