import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct StaticEmbeddingTests {
  /// What `Tests/References/static_embedding.py` made with Model2Vec.
  struct Golden: Decodable {
    let limit: Int
    let texts: [String]
    let mapping: [Int32]
    let weights: [Float]
    let unknown: Int32
    let characters: Int
    let ids: [[Int32]]
    let tokens: [String]
  }

  private let folder = "\(projectFolder)/Tests/EmbeddingsTests/Fixtures"
  private let golden: Golden

  init() throws {
    let data = try #require(FileManager.default.contents(atPath: "\(folder)/static.json"))
    golden = try JSONDecoder().decode(Golden.self, from: data)
  }

  private func matrix(_ name: String) throws -> Matrix {
    try VectorFile("\(folder)/static-\(name).npy").matrix()
  }

  private func plain() throws -> StaticEmbedding {
    try StaticEmbedding(
      rows: StaticRows(try matrix("rows")), unknown: golden.unknown, normalizes: true)
  }

  private func weighted() throws -> StaticEmbedding {
    try StaticEmbedding(
      rows: StaticRows(try matrix("few-rows")), weights: golden.weights, mapping: golden.mapping,
      unknown: golden.unknown, normalizes: false)
  }

  private var ids: [[Int32]] {
    let limit = TokenLimit(tokens: golden.limit, vocabulary: golden.tokens)
    return golden.ids.map { limit.cut($0) }
  }

  @Test func `vectors are those of Model2Vec`() throws {
    for (model, name) in [(try plain(), "plain"), (try weighted(), "weighted")] {
      let expected = try matrix(name)
      let vectors = model.vectors(ids, threads: 2)
      #expect(vectors.rows == expected.rows && vectors.columns == expected.columns)
      for (a, b) in zip(vectors.elements, expected.elements) { #expect(abs(a - b) < 1e-6) }
    }
  }

  @Test func `vectors are those of the definition`() throws {
    for model in [try plain(), try weighted()] {
      let vectors = model.vectors(golden.ids, threads: 1)
      for (row, expected) in model.referenceVectors(golden.ids).enumerated() {
        for (column, value) in expected.enumerated() {
          #expect(abs(Double(vectors[row, column]) - value) < 1e-6)
        }
      }
    }
  }

  @Test func `a text has the same bytes alone and in any batch`() throws {
    let model = try plain()
    let many = (0..<200).flatMap { _ in golden.ids }
    let together = model.vectors(many, threads: 3)
    #expect(together == model.vectors(many, threads: 1))
    for (index, ids) in golden.ids.enumerated() {
      let alone = model.vectors([ids], threads: 1)
      for column in 0..<model.dimensions {
        #expect(alone[0, column].bitPattern == together[index, column].bitPattern)
      }
    }
  }

  @Test func `a long text of great numbers has length 1 too`() throws {
    let model = try StaticEmbedding(
      rows: StaticRows(Matrix(rows: 2, columns: 2, elements: [1e15, 0, 0, 1e15])), unknown: nil,
      normalizes: true)
    // The square of the sum is beyond single precision.
    let vectors = model.vectors([Array(repeating: 1, count: 40_000), [0]], threads: 1)
    #expect(vectors.elements == [0, 1, 1, 0])
  }

  @Test func `a text without known tokens is zero`() throws {
    let model = try plain()
    let vectors = model.vectors([[], [golden.unknown, golden.unknown]], threads: 1)
    #expect(vectors.elements.allSatisfy { $0 == 0 })
  }

  @Test func `the limit is that of Model2Vec`() {
    let limit = TokenLimit(tokens: golden.limit, vocabulary: golden.tokens)
    #expect(limit.characters == golden.characters)
    let long = String(repeating: "e\u{301}", count: 200)
    #expect(limit.cut(long).unicodeScalars.count == golden.characters)
    #expect(limit.cut("short") == "short")
    #expect(limit.cut(Array(repeating: 7, count: 99)).count == golden.limit)
    #expect(TokenLimit(tokens: 10, vocabulary: ["a", "bcde"]).characters == 20)
    #expect(TokenLimit(tokens: 10, vocabulary: []).characters == 0)
  }

  @Test func `parts that do not fit are refused`() throws {
    let rows = StaticRows(Matrix(rows: 3, columns: 2))
    #expect(throws: StaticEmbedding.Mismatch.self) {
      try StaticEmbedding(rows: rows, weights: [1, 2], unknown: nil, normalizes: true)
    }
    for mapping in [[0, 3], [-1]] as [[Int32]] {
      #expect(throws: StaticEmbedding.Mismatch.self) {
        try StaticEmbedding(rows: rows, mapping: mapping, unknown: nil, normalizes: true)
      }
    }
  }
}
