import Artifacts
import Foundation
import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

struct EncoderTests {
  @Test(arguments: Fixture.tiny)
  func `single precision computes what transformers computes`(name: String) throws {
    let fixture = try Fixture(name)
    let encoder = try Encoder(fixture.folder, precision: .float32)
    let vectors = try encoder.encode(fixture.texts, threads: 2)
    #expect(try #require(cosines(vectors, fixture.vectors).min()) > 0.99999)
    #expect(largestDifference(vectors.elements, fixture.vectors.elements) < 1e-4)
  }

  @Test(arguments: Fixture.tiny, [(EncoderPrecision.int8, 0.98), (.bfloat16, 0.999)])
  func `other precisions stay close to single precision`(
    name: String, bound: (EncoderPrecision, Double)
  ) throws {
    guard let encoder = try supported(name, bound.0) else { return }
    let fixture = try Fixture(name)
    let vectors = try encoder.encode(fixture.texts, threads: 1)
    #expect(try #require(cosines(vectors, fixture.vectors).min()) > bound.1)
  }

  @Test(arguments: Fixture.tiny, EncoderPrecision.allCases)
  func `a text has the same bytes alone, among others, in any order and for any number of threads`(
    name: String, precision: EncoderPrecision
  ) throws {
    guard let encoder = try supported(name, precision) else { return }
    // Enough texts of mixed lengths for several batches, and for texts that straddle blocks.
    let texts = try mixed(Fixture(name).texts, 150)
    let expected = try encoder.encode(texts, threads: 1)
    for threads in [2, 3, 7] { #expect(try encoder.encode(texts, threads: threads) == expected) }
    let backwards = try encoder.encode(texts.reversed(), threads: 2)
    #expect(backwards.rows((0..<texts.count).reversed()) == expected)
    for i in stride(from: 0, to: texts.count, by: 5) {
      #expect(try encoder.encode([texts[i]], threads: 1) == expected.rows([i]))
    }
    #expect(try encoder.encode(texts, threads: 2) == expected)
  }

  @Test func `no texts give no rows, and a text without tokens gives zeros`() throws {
    let encoder = try Encoder(Fixture.path("tiny-bert"), precision: .float32)
    #expect(try encoder.encode([], threads: 2) == Matrix(rows: 0, columns: 32))
    let vectors = try encoder.encode([[], [3, 4]], threads: 1)
    #expect(vectors.rows([0]) == Matrix(rows: 1, columns: 32))
    #expect(try vectors.rows([1]) == encoder.encode([[3, 4]], threads: 1))
    #expect(abs(norm(vectors[row: 1]) - 1) < 1e-6)
  }

  @Test(arguments: [[211], [5, -1], [Int32.max]])
  func `a token outside of the vocabulary is an error`(text: [Int32]) throws {
    let encoder = try Encoder(Fixture.path("tiny-bert"), precision: .float32)
    let error = fileError { _ = try encoder.encode([[1], text], threads: 1) }
    #expect(error?.kind == .malformed)
    #expect(error?.problem.hasPrefix("text 2 has a token") == true)
  }

  @Test func `a text longer than the model takes is an error`() throws {
    let encoder = try Encoder(Fixture.path("tiny-bert"), precision: .float32)
    #expect(encoder.maximumTokens == 64)
    let longest = [Int32](repeating: 7, count: 64)
    #expect(try encoder.encode([longest], threads: 1).rows == 1)
    #expect(fileError { _ = try encoder.encode([longest + [7]], threads: 1) }?.kind == .malformed)
  }

  @Test func `progress counts every text once`() throws {
    let fixture = try Fixture("tiny-bert")
    let encoder = try Encoder(fixture.folder, precision: .float32)
    let texts = mixed(fixture.texts, 100)
    let done = Counter()
    _ = try encoder.encode(texts, threads: 3) { done.add($0) }
    #expect(done.total == 100)
  }

  @Test func `the facts say what the model is`() throws {
    let encoder = try Encoder(Fixture.path("tiny-xlm-roberta"), precision: .float32)
    let facts = Dictionary(uniqueKeysWithValues: encoder.facts)
    #expect(facts["architecture"] == "xlm-roberta" && facts["layers"] == "2")
    #expect(facts["pooling"] == "max" && facts["maximum tokens"] == "64")
    // 211 + 66 + 1 rows of 32 with a normalization, then two layers of 8,544 weights.
    #expect(encoder.parameters == 278 * 32 + 64 + 2 * 8_544)
  }

  /// The encoder, or nil where the processor cannot multiply so.
  private func supported(_ name: String, _ precision: EncoderPrecision) throws -> Encoder? {
    guard precision.isSupported else { return nil }
    return try Encoder(Fixture.path(name), precision: precision)
  }

  private func mixed(_ texts: [[Int32]], _ count: Int) -> [[Int32]] {
    (0..<count).map { i in
      let text = texts[(i * 7) % texts.count]
      return Array(text.dropFirst(i % 3))
    }
  }
}

/// A sum that several threads add to.
private final class Counter: Sendable {
  private let lock = NSLock()
  private nonisolated(unsafe) var sum = 0

  func add(_ count: Int) { lock.withLock { unsafe sum += count } }

  var total: Int { lock.withLock { unsafe sum } }
}
