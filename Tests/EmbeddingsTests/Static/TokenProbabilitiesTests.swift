import Embeddings
import Foundation
import TestSupport
import Testing
import Tokenization

@Suite struct TokenProbabilitiesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func probabilities(_ vocabulary: [String]) throws -> [Double] {
    try folder.write(vocabulary.joined(separator: "\n") + "\n", to: "vocab.txt")
    return TokenProbabilities.estimated(try SubwordTokenizer(folder: folder.path))
  }

  @Test func `words follow the law of Zipf and Mandelbrot, and characters count like the first`()
    throws
  {
    let found = try probabilities(
      ["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "the", "of", "##s"])
    let expected = [0, 0, 0, 0, 0, 0, 1 / 51.0, 1 / 51.0, 1 / 51.0, 1 / 52.0, 1 / 53.0]
    let sum = expected.reduce(0, +)
    for (found, expected) in zip(found, expected) { #expect(abs(found - expected / sum) < 1e-12) }
  }

  @Test func `a Unigram model knows the probabilities`() throws {
    let tokenizer = try SubwordTokenizer(
      folder: "\(projectFolder)/Tests/TokenizationTests/Fixtures/unigram")
    let found = TokenProbabilities.estimated(tokenizer)
    #expect(abs(found.reduce(0, +) - 1) < 1e-9)
    let (the, b) = (try #require(tokenizer.id("▁the")), try #require(tokenizer.id("▁b")))
    let ratio = try #require(tokenizer.logProbability(the)) - #require(tokenizer.logProbability(b))
    #expect(abs(log(found[Int(the)] / found[Int(b)]) - ratio) < 1e-9)
    for id in tokenizer.specialIDs { #expect(found[Int(id)] == 0) }
  }
}
