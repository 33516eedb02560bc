import Artifacts
import Foundation

/// The weights of a model folder: `model.safetensors`, or the shards that
/// `model.safetensors.index.json` lists.
struct Checkpoint {
  private let folder: String
  /// The file of each tensor, if there are shards.
  private let shardOfTensor: [String: String]
  private let files: [String: SafetensorsFile]
  /// What stands before the names of this kind of model's tensors, as `bert.`.
  private let prefix: String

  private static let single = "model.safetensors"
  private static let index = "model.safetensors.index.json"

  /// Opens the weights of a folder.
  ///
  /// - Throws: ``FileError`` if there are none, or if one of the files is damaged.
  init(_ folder: String) throws(FileError) {
    self.folder = folder
    let manager = FileManager.default
    if manager.fileExists(atPath: "\(folder)/\(Self.single)")
      || !manager.fileExists(atPath: "\(folder)/\(Self.index)")
    {
      shardOfTensor = [:]
      files = [Self.single: try Self.open(folder, Self.single)]
    } else {
      shardOfTensor = try Self.shards(folder)
      var files: [String: SafetensorsFile] = [:]
      for name in Set(shardOfTensor.values).sorted() { files[name] = try Self.open(folder, name) }
      self.files = files
    }
    let names = files.values.flatMap(\.names)
    let marks = ["", "bert.", "roberta."].filter {
      names.contains($0 + "embeddings.word_embeddings.weight")
    }
    prefix = marks.first ?? ""
  }

  private static func open(_ folder: String, _ name: String) throws(FileError) -> SafetensorsFile {
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else {
      throw FileError(
        .missing, path, "there is no such file",
        remedy: "download it, or save the model with save_pretrained(safe_serialization=True)")
    }
    return try SafetensorsFile(path)
  }

  /// Which file each tensor is in.
  private static func shards(_ folder: String) throws(FileError) -> [String: String] {
    struct Index: Decodable {
      var files: [String: String]

      enum CodingKeys: String, CodingKey { case files = "weight_map" }
    }
    let map = try ConfigurationFile("\(folder)/\(index)").decode(Index.self).files
    // A name with a folder in it could lead anywhere.
    for name in Set(map.values).sorted() where name.contains("/") || name.hasPrefix(".") {
      throw .damaged("\(folder)/\(index)", "names a shard \(name), which is not beside it")
    }
    return map
  }

  /// The name of a tensor in the file.
  func fileName(of name: String) -> String { prefix + name }

  /// All tensors, those of a shard together.
  var tensors: [StoredTensor] {
    files.sorted { $0.key < $1.key }.flatMap(\.value.tensors)
  }

  /// The tensor of a name without prefix.
  ///
  /// - Throws: ``FileError`` if there is none, if it has another shape or is not of weights.
  func tensor(_ name: String, shape: [Int]) throws(FileError) -> StoredTensor {
    let name = prefix + name
    let fileName = shardOfTensor.isEmpty ? Self.single : shardOfTensor[name]
    guard let fileName, let file = files[fileName] else {
      throw .damaged("\(folder)/\(Self.index)", "lists no tensor \(name)")
    }
    let tensor = try file.tensor(name)
    guard tensor.shape == shape else {
      throw .damaged(
        file.path, "tensor \(name) has the shape \(tensor.shape), not \(shape) as config.json says")
    }
    return tensor
  }

  /// The numbers of a tensor.
  ///
  /// - Throws: ``FileError`` as `tensor(_:shape:)`, and if a number is infinite or not a number.
  func floats(_ name: String, shape: [Int]) throws(FileError) -> [Float] {
    try tensor(name, shape: shape).floats()
  }
}
