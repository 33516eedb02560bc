import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct DistillationTests {
  let folder: TemporaryFolder
  let encoder: SentenceEncoder
  private let recipe: Distillation

  init() throws {
    folder = try TemporaryFolder()
    var options = EncoderOptions()
    options.precision = .float32
    encoder = try SentenceEncoder(TinyEncoder.make(in: folder), options)
    var recipe = Distillation()
    (recipe.dimensions, recipe.smoothing) = (8, 1e-2)
    self.recipe = recipe
  }

  @Test func `vectors are those of the definition, to the precision of a byte`() throws {
    let model = try recipe.distill(encoder, threads: 2)
    // What Tests/References/distillation.py made.
    let golden = try Table(
      contentsOf: "\(projectFolder)/Tests/EmbeddingsTests/Fixtures/distilled.tsv")
    #expect(golden.count == 13)
    for (token, text) in zip(try golden.integers("token"), try golden.column("vector")) {
      let expected = text.split(separator: " ").compactMap { Float($0) }
      let largest = expected.map(abs).max() ?? 0
      for (column, number) in expected.enumerated() {
        let ours = Float(model.numbers[token * 8 + column]) * model.weights[token]
        #expect(abs(ours - number) <= largest / 254 + 1e-4 * largest, "\(token), \(column)")
      }
    }
  }

  @Test func `special tokens have no weight, and each other token uses the whole byte`() throws {
    let model = try recipe.distill(encoder, threads: 1)
    #expect(model.tokens == 211 && model.dimensions == 8)
    for token in 0..<model.tokens {
      #expect((model.weights[token] == 0) == (token < 5))
      #expect(model.numbers[token * 8..<token * 8 + 8].map { abs(Int($0)) }.max() == 127)
    }
  }

  @Test func `threads do not matter`() throws {
    let one = try recipe.distill(encoder, threads: 1)
    let three = try recipe.distill(encoder, threads: 3)
    #expect(one.numbers == three.numbers && one.weights == three.weights)
  }

  @Test func `the folder holds what Model2Vec reads`() throws {
    let model = try recipe.distill(encoder, threads: 1)
    try FileManager.default.createDirectory(
      atPath: folder.file("static"), withIntermediateDirectories: true)
    try model.write(tokenizerOf: folder.file("tiny"), facts: ["a": "\"b\""]) {
      folder.file("static/\($0)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("static")).sorted()
    #expect(names == ["config.json", "model.safetensors", "vocab.txt"])
    let file = try SafetensorsFile(folder.file("static/model.safetensors"))
    #expect(file.names == ["embeddings", "weights"])
    #expect(file.shape(of: "embeddings") == [211, 8])
    #expect(try file.floats("weights") == model.weights)
    let tokenizers = ["tiny/vocab.txt", "static/vocab.txt"].map {
      FileManager.default.contents(atPath: folder.file($0))
    }
    #expect(tokenizers[0] != nil && tokenizers[0] == tokenizers[1])
  }
}
