import Artifacts
import Embeddings
import LinearAlgebra
import NeuralNetworks
import Testing
import TestSupport

@Suite struct SentenceEncoderTests {
  private static let texts = [
    "fish and chips", "", "x", "🍟", "Chips?\nFish!",
    String(repeating: "fish and chips ", count: 90),
  ]
  let folder: TemporaryFolder
  let model: String

  init() throws {
    folder = try TemporaryFolder()
    model = try TinyEncoder.make(in: folder)
  }

  private func encoder(_ change: (inout EncoderOptions) -> Void = { _ in }) throws
    -> SentenceEncoder
  {
    var options = EncoderOptions()
    options.precision = .float32
    change(&options)
    return try SentenceEncoder(model, options)
  }

  @Test func `a text has the same bytes alone and among others, for any threads`() throws {
    let encoder = try encoder()
    let together = try encoder.encode(Self.texts, threads: 3)
    for (index, text) in Self.texts.enumerated() {
      let alone = try encoder.encode([text], threads: 1)
      #expect(alone.vectors.elements == together.vectors[row: index].array)
      #expect(alone.tokens == [together.tokens[index]])
    }
    #expect(together.tokens == [3, 0, 1, 1, 4, 270])
    #expect(together.truncated == [0, 0, 0, 0, 0, 0])
  }

  @Test func `a long text is the mean of its chunks, weighted by their tokens`() throws {
    let encoder = try encoder {
      $0.maximumTokens = 6
      $0.overlap = 1
    }
    // Four tokens each beside two special ones: fish and chips x | x y z.
    let whole = try encoder.encode(["fish and chips x y z"], threads: 1).vectors
    let parts = try encoder.encode(["fish and chips x", "x y z"], threads: 1).vectors
    var mean = WeightedMean(dimensions: encoder.dimensions)
    mean.add(parts[row: 0], weight: 4)
    mean.add(parts[row: 1], weight: 3)
    #expect(whole.elements == mean.vector(normalized: true))
  }

  @Test func `what is cut off is counted`() throws {
    let encoder = try encoder {
      $0.maximumTokens = 6
      $0.longTexts = .cut
    }
    let encoded = try encoder.encode(["fish and chips x y z", "fish"], threads: 1)
    #expect(encoded.tokens == [6, 1] && encoded.truncated == [2, 0])
    let first = try encoder.encode(["fish and chips x"], threads: 1)
    #expect(first.vectors[row: 0].array == encoded.vectors[row: 0].array)
  }

  @Test func `E5 gets its prefix, and any model the one that is asked for`() throws {
    #expect(try encoder().prefix == "")
    let e5 = try TinyEncoder.make(in: folder, "e5-tiny")
    var options = EncoderOptions()
    options.precision = .float32
    #expect(try SentenceEncoder(e5, options).prefix == "query: ")
    let plain = try encoder().encode(["query: fish"], threads: 1).vectors
    #expect(try SentenceEncoder(e5, options).encode(["fish"], threads: 1).vectors == plain)
    options.prefix = ""
    #expect(try SentenceEncoder(e5, options).encode(["query: fish"], threads: 1).vectors == plain)
  }

  @Test func `the prompt that a model's files name is its prefix`() throws {
    try folder.write(
      #"{"prompts": {"a": "fish: ", "b": "x"}, "default_prompt_name": "a"}"#,
      to: "tiny/config_sentence_transformers.json")
    #expect(try encoder().prefix == "fish: ")
    try folder.write("{", to: "tiny/config_sentence_transformers.json")
    #expect(fileError { _ = try encoder() }?.kind == .malformed)
  }

  @Test func `a maximum without room for a token is refused`() throws {
    #expect(fileError { _ = try encoder { $0.maximumTokens = 2 } }?.kind == .malformed)
    let full = fileError {
      _ = try encoder {
        $0.maximumTokens = 6
        $0.overlap = 4
      }
    }
    #expect(full?.kind == .malformed)
  }
}

extension Span<Float> {
  fileprivate var array: [Float] { indices.map { self[$0] } }
}
