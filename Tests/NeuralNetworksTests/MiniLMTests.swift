import Foundation
import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

/// The published all-MiniLM-L6-v2, where it is on the machine.
struct MiniLMTests {
  static let folder =
    (ProcessInfo.processInfo.environment["KINDRED_MODELS"] ?? projectFolder + "/models") + "/minilm"
  static let exists = FileManager.default.fileExists(atPath: folder + "/model.safetensors")

  @Test(
    .enabled(if: exists, "no models/minilm in the project, nor in KINDRED_MODELS"),
    arguments: [(EncoderPrecision.float32, 0.99999, 0.99999), (.int8, 0.995, 0.98)])
  func `sentences get the vectors that transformers gives them`(
    precision: EncoderPrecision, mean: Double, least: Double
  ) throws {
    let encoder = try Encoder(Self.folder, precision: precision)
    #expect(encoder.dimensions == 384 && encoder.maximumTokens == 256)
    #expect(encoder.parameters == 22_565_376)
    let goldens = try Fixture("minilm")
    let cosines = try cosines(encoder.encode(goldens.texts, threads: 2), goldens.vectors)
    #expect(cosines.reduce(0, +) / Double(cosines.count) > mean)
    #expect(try #require(cosines.min()) > least)
  }
}
