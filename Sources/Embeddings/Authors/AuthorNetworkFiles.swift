import Artifacts
import Foundation
import LinearAlgebra
import NeuralNetworks

// The files of an author network in a model folder: `author-network.json` says what it is, and
// `author-network.safetensors` holds the space (`space.center`, `space.matrix`) and the parameters.
extension AuthorNetwork {
  /// The names of the files in a model folder.
  public static let files = ["author-network.json", "author-network.safetensors"]

  private struct Configuration: Codable {
    var dimensions: Int
    var hidden: Int
    var network: Kind
    var sample: Int
  }

  /// Writes the network; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let configuration = Configuration(
      dimensions: dimensions, hidden: hidden, network: kind, sample: sample)
    var json = try OutputFile(path: file(Self.files[0]))
    let text = try encoder.encode(configuration)
    try json.write { $0 += text + Data("\n".utf8) }
    try json.commit()
    var tensors = SafetensorsWriter()
    tensors.add("space.center", shape: [dimensions], space.center)
    tensors.add("space.matrix", shape: [dimensions, dimensions], space.matrix.elements)
    add(to: &tensors)
    try tensors.write(file(Self.files[1]))
  }

  /// Reads the network in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, or they do not fit together.
  public init(folder: String) throws(FileError) {
    let path = "\(folder)/\(Self.files[0])"
    let file = try MappedFile(path)
    var bytes = [UInt8](repeating: 0, count: file.count)
    let source = file.bytes
    for i in source.indices { bytes[i] = source[i] }
    guard let found = try? JSONDecoder().decode(Configuration.self, from: Data(bytes)),
      (1...65_536).contains(found.dimensions), (1...65_536).contains(found.hidden),
      found.sample > 0
    else {
      throw FileError(
        .malformed, path, "does not describe an author network", remedy: "train the model again")
    }
    let tensors = try SafetensorsFile("\(folder)/\(Self.files[1])")
    let dimensions = found.dimensions
    guard tensors.shape(of: "space.center") == [dimensions],
      tensors.shape(of: "space.matrix") == [dimensions, dimensions]
    else {
      throw FileError(
        .malformed, tensors.path, "has no space of \(dimensions) dimensions, as \(path) says",
        remedy: "the two belong together; train the model again")
    }
    let space = AuthorSpace(
      center: try tensors.floats("space.center"),
      matrix: Matrix(
        rows: dimensions, columns: dimensions, elements: try tensors.floats("space.matrix")))
    self.init(
      found.network, space: space, hidden: found.hidden, sample: found.sample, seed: 0)
    try read(tensors)
  }
}
