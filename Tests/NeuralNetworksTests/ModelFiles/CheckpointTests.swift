import Artifacts
import Foundation
import NeuralNetworks
import TestSupport
import Testing

/// The weights of a model folder, whole and damaged.
struct CheckpointTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `weights that are not there are asked for`() throws {
    let copy = try copy("tiny-bert", without: "model.safetensors")
    let error = fileError { _ = try Encoder(copy) }
    #expect(error?.kind == .missing && error?.path == "\(copy)/model.safetensors")
  }

  @Test func `a shard that is not there is asked for by its name`() throws {
    let copy = try copy("tiny-xlm-roberta", without: "model-00002-of-00002.safetensors")
    let error = fileError { _ = try Encoder(copy) }
    #expect(error?.path == "\(copy)/model-00002-of-00002.safetensors")
  }

  @Test func `a tensor that the index does not list is named`() throws {
    let name = "roberta.encoder.layer.1.output.dense.bias"
    let copy = try copy("tiny-xlm-roberta") { $0.replacing("\"\(name)\"", with: "\"x\"") }
    #expect(fileError { _ = try Encoder(copy) }?.problem == "lists no tensor \(name)")
  }

  @Test(arguments: ["../model.safetensors", "/etc/passwd", ".hidden"])
  func `a shard outside the folder is refused`(name: String) throws {
    let shard = "model-00002-of-00002.safetensors"
    let copy = try copy("tiny-xlm-roberta") { $0.replacing(shard, with: name) }
    let error = fileError { _ = try Encoder(copy) }
    #expect(error?.kind == .malformed)
    #expect(error?.problem == "names a shard \(name), which is not beside it")
  }

  @Test(arguments: [
    ("hidden_size", 64, "embeddings.word_embeddings.weight"),
    ("intermediate_size", 65, "encoder.layer.0.intermediate.dense.weight"),
    ("max_position_embeddings", 67, "embeddings.position_embeddings.weight"),
    ("type_vocab_size", 1, "embeddings.token_type_embeddings.weight"),
  ])
  func `a tensor of another shape than config.json says is named`(
    key: String, value: Int, tensor: String
  ) throws {
    let copy = try copy("tiny-bert", setting: key, to: value)
    let error = fileError { _ = try Encoder(copy) }
    #expect(error?.problem.hasPrefix("tensor \(tensor) has the shape [") == true)
  }

  @Test func `a layer that is not there is missed by its first tensor`() throws {
    let copy = try copy("tiny-bert", setting: "num_hidden_layers", to: 3)
    let error = fileError { _ = try Encoder(copy) }
    #expect(error?.problem == "has no tensor encoder.layer.2.attention.self.query.weight")
  }

  // ------------------------------------------------------------------------------------- helpers

  private func copy(_ name: String, without file: String) throws -> String {
    let copy = folder.file(name)
    try FileManager.default.copyItem(atPath: Fixture.path(name), toPath: copy)
    try FileManager.default.removeItem(atPath: "\(copy)/\(file)")
    return copy
  }

  /// A copy whose index of shards is changed.
  private func copy(_ name: String, _ change: (String) -> String) throws -> String {
    let index = "model.safetensors.index.json"
    let copy = try copy(name, without: index)
    let text = try String(contentsOfFile: "\(Fixture.path(name))/\(index)", encoding: .utf8)
    try folder.write(change(text), to: "\(name)/\(index)")
    return copy
  }

  /// A copy with another number in config.json.
  private func copy(_ name: String, setting key: String, to value: Int) throws -> String {
    let copy = try copy(name, without: "config.json")
    let text = try String(contentsOfFile: "\(Fixture.path(name))/config.json", encoding: .utf8)
    let changed = text.split(separator: "\n").map { line in
      line.contains("\"\(key)\"")
        ? "  \"\(key)\": \(value)" + (line.hasSuffix(",") ? "," : "") : String(line)
    }
    try folder.write(changed.joined(separator: "\n"), to: "\(name)/config.json")
    return copy
  }
}
