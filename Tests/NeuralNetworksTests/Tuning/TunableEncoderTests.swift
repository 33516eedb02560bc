import Artifacts
import Foundation
import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

/// An encoder that is tuned, against PyTorch: Tests/References/tune.py made the numbers.
struct TunableEncoderTests {
  private let folder = Fixture.path("tiny-bert")
  private let golden: SafetensorsFile
  /// The texts of each batch: anchors, then positives.
  private let batches: [[[Int32]]]

  init() throws {
    golden = try SafetensorsFile("\(Fixture.path("tuning"))/golden.safetensors")
    let table = try Table(contentsOf: "\(Fixture.path("tuning"))/batches.tsv")
    let texts = try table.column("tokens").map { $0.split(separator: " ").compactMap { Int32($0) } }
    batches = try Dictionary(grouping: zip(table.integers("batch"), texts), by: \.0)
      .sorted { $0.key < $1.key }.map { $0.value.map(\.1) }
  }

  private static func loss(_ vectors: Matrix) -> (loss: Double, gradient: Matrix) {
    let half = vectors.rows / 2
    let result = MultipleNegativesRankingLoss(scale: 20)(
      vectors.rows(0..<half), vectors.rows(half..<vectors.rows))
    return (
      result.loss,
      Matrix(
        rows: vectors.rows, columns: vectors.columns,
        elements: result.anchors.elements + result.candidates.elements)
    )
  }

  private func gradients(
    _ encoder: inout TunableEncoder, threads: Int = 2
  ) -> (loss: Double, gradients: [String: [Float]]) {
    encoder.clearGradients()
    let loss = encoder.addGradients(of: batches[0], threads: threads, loss: Self.loss)
    let pairs = encoder.parameters.map { ($0.name, $0.gradient) }
    return (loss, Dictionary(uniqueKeysWithValues: pairs))
  }

  @Test func `the gradients of all weights are PyTorch's`() throws {
    var encoder = try TunableEncoder(folder, embeddings: true)
    let (loss, gradients) = gradients(&encoder)
    #expect(abs(loss - Double(try golden.floats("loss")[0])) < 1e-4)
    #expect(gradients.count == golden.names.filter { $0.hasPrefix("gradient.") }.count)
    for (name, gradient) in gradients.sorted(by: { $0.key < $1.key }) {
      let expected = try golden.floats("gradient." + name).map(Double.init)
      // A bias of keys adds the same to all scores of a token, so that its gradient is nil.
      if name.hasSuffix("key.bias") {
        #expect(gradient.allSatisfy { abs($0) < 1e-5 })
      } else {
        #expect(relativeError(gradient, expected) < 1e-4, "\(name)")
      }
    }
  }

  @Test func `after 20 steps of AdamW the weights are PyTorch's`() throws {
    var encoder = try TunableEncoder(folder, embeddings: true)
    var optimizer = AdamW(weightDecay: 0.01)
    let losses = try golden.floats("losses")
    for (step, expected) in losses.enumerated() {
      encoder.clearGradients()
      let loss = encoder.addGradients(of: batches[step % 3], threads: 2, loss: Self.loss)
      #expect(abs(loss - Double(expected)) < 1e-4, "step \(step)")
      optimizer.step(&encoder, rate: 1e-3, threads: 2)
    }
    for parameter in encoder.parameters where !parameter.name.hasSuffix("key.bias") {
      let width = parameter.count / parameter.shape[0]
      let rows = stride(from: 0, to: parameter.shape[0], by: parameter.shape.count > 1 ? 3 : 1)
      let kept = rows.flatMap { parameter.values[$0 * width..<($0 + 1) * width] }
      let expected = try golden.floats("tuned." + parameter.name)
      #expect(largestDifference(kept, expected) < 1e-4, "\(parameter.name)")
    }
    let vectors = encoder.encode(batches[0], threads: 1)
    #expect(largestDifference(vectors.elements, try golden.floats("vectors")) < 2e-3)
  }

  @Test(arguments: Fixture.tiny)
  func `before training it computes what the encoder computes`(name: String) throws {
    let fixture = try Fixture(name)
    let expected = try Encoder(fixture.folder, precision: .float32)
      .encode(fixture.texts, threads: 1, normalized: false)
    for (layers, embeddings) in [(1, false), (2, false), (2, true)] {
      let encoder = try TunableEncoder(fixture.folder, layers: layers, embeddings: embeddings)
      let vectors = encoder.encode(fixture.texts, threads: 2)
      #expect(largestDifference(vectors.elements, expected.elements) < 1e-4)
    }
  }

  @Test func `any number of threads gives the same bytes`() throws {
    var encoder = try TunableEncoder(folder, embeddings: true)
    let expected = gradients(&encoder, threads: 1)
    for threads in [2, 4] {
      let result = gradients(&encoder, threads: threads)
      #expect(result.loss == expected.loss && result.gradients == expected.gradients)
    }
  }

  @Test func `a batch that memory does not hold at once has the same gradient`() throws {
    var encoder = try TunableEncoder(folder)
    let (loss, expected) = gradients(&encoder)
    encoder.memory = 1
    #expect(encoder.tokensAtOnce < batches[0].reduce(0) { $0 + $1.count })
    let result = gradients(&encoder)
    #expect(abs(result.loss - loss) < 1e-6)
    for (name, gradient) in expected where !name.hasSuffix("key.bias") {
      let error = relativeError(result.gradients[name] ?? [], gradient.map(Double.init))
      #expect(error < 1e-4, "\(name)")
    }
    #expect(gradients(&encoder, threads: 4).gradients == result.gradients)
  }

  @Test func `upper layers alone get the gradients that they get among all`() throws {
    var whole = try TunableEncoder(folder, embeddings: true)
    var upper = try TunableEncoder(folder, layers: 1)
    let (all, some) = (gradients(&whole).gradients, gradients(&upper).gradients)
    #expect(some.count == 16 && some.keys.allSatisfy { $0.hasPrefix("encoder.layer.1.") })
    for (name, gradient) in some where !name.hasSuffix("key.bias") {
      #expect(relativeError(gradient, (all[name] ?? []).map(Double.init)) < 1e-5, "\(name)")
    }
  }

  @Test(arguments: Fixture.tiny)
  func `what is written is read again with the same vectors`(name: String) throws {
    let fixture = try Fixture(name)
    var encoder = try TunableEncoder(fixture.folder, layers: 1)
    encoder.forEachParameter { parameter in
      for i in parameter.values.indices { parameter.values[i] *= 1.01 }
    }
    let copy = try TemporaryFolder()
    let path = copy.file("model")
    try FileManager.default.copyItem(atPath: fixture.folder, toPath: path)
    for file in try FileManager.default.contentsOfDirectory(atPath: path)
    where file.contains("safetensors") {
      try FileManager.default.removeItem(atPath: "\(path)/\(file)")
    }
    let keepsTypes = try encoder.write("\(path)/model.safetensors")
    #expect(keepsTypes == (name != "tiny-bert-bfloat16"))
    let vectors = try Encoder(path, precision: .float32)
      .encode(fixture.texts, threads: 1, normalized: false)
    let expected = encoder.encode(fixture.texts, threads: 1)
    #expect(largestDifference(vectors.elements, expected.elements) < 1e-4)
    let original = encoder.parameterValues
    encoder.average(with: original.map { $0.map { $0 + 2 } }, share: 0.25)
    #expect(abs(encoder.parameterValues[0][0] - original[0][0] - 0.5) < 1e-5)
  }

  @Test func `a loss that is no number leaves gradients alone`() throws {
    var encoder = try TunableEncoder(folder, layers: 1)
    encoder.clearGradients()
    let loss = encoder.addGradients(of: batches[0], threads: 1) { vectors in
      (.nan, Matrix(rows: vectors.rows, columns: vectors.columns, repeating: .nan))
    }
    #expect(loss.isNaN && encoder.parameters.allSatisfy { $0.gradient.allSatisfy { $0 == 0 } })
  }
}
