import Artifacts
import Embeddings
import Foundation
import ModelHub
import NeuralNetworks
import StageSupport

/// Where the pretrained model comes from: the folder of an option, an earlier run, or the program.
struct EncoderSource {
  let command: Embed

  /// The model of a record, which is told the prefix that the model wants.
  ///
  /// - Throws: `FileError` if a file of the model is missing or damaged.
  func encoder(_ record: inout EncoderRecord) throws -> any TextEncoder {
    if record.folder == BuiltInModel.name { return try BuiltInModel.encoder() }
    guard try isNetwork(record.folder) else { return try StaticEncoder(record.folder) }
    let encoder = try SentenceEncoder(record.folder, record.options)
    record.options.prefix = encoder.prefix
    return encoder
  }

  /// Whether the model in a folder is a network, which `--method author` does not say.
  private func isNetwork(_ folder: String) throws -> Bool {
    guard command.method == .author else { return command.method == .encoder }
    let path = "\(folder)/model.safetensors"
    guard FileManager.default.fileExists(atPath: path) else { return true }
    return try SafetensorsFile(path).shape(of: "embeddings") == nil
  }

  /// The record of the model to use, which goes into the record of the run.
  ///
  /// - Throws: `FileError` if the model of an earlier run is another one by now.
  func record(_ output: inout StageOutput) throws -> EncoderRecord {
    guard let model = command.model else {
      let folder = try folder
      return EncoderRecord(
        folder: folder, digest: try digest(folder, &output),
        options: command.encoderOptions.options)
    }
    let path = try output.input("\(model)/encoder.tsv", "")
    let record = try EncoderRecord(path)
    guard try digest(record.folder, &output) == record.digest else {
      throw FileError(
        .malformed, record.folder, "is not the encoder that \(path) was made with",
        remedy: "put that one there, or embed the documents again")
    }
    return record
  }

  /// Prints what the files of the model say about it.
  func describe() throws {
    var record = EncoderRecord(
      folder: try folder, digest: "", options: command.encoderOptions.options)
    let encoder = try encoder(&record)
    for fact in encoder.facts { print("\(fact.name)\t\(fact.value)") }
  }

  private var folder: String {
    get throws {
      if let name = command.encoderOptions.encoder {
        return name == BuiltInModel.name ? name : try ModelFolder.find(name)
      }
      guard command.method != .encoder else {
        throw UsageError("embed: --method encoder needs --encoder; `embed models` lists some")
      }
      return BuiltInModel.name
    }
  }

  private func digest(_ folder: String, _ output: inout StageOutput) throws -> String {
    guard folder == BuiltInModel.name else { return try modelDigest(folder, &output) }
    let digest = BuiltInModel.digest
    output.addInputs([(path: "model", digest: digest)], as: folder)
    return digest
  }
}
