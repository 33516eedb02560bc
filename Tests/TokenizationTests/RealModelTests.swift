import Artifacts
import Foundation
import TestSupport
import Testing
import Tokenization

/// all-MiniLM-L6-v2 in `models/minilm` of the project, or of the folder that KINDRED_MODELS names.
private let models =
  ProcessInfo.processInfo.environment["KINDRED_MODELS"] ?? "\(projectFolder)/models"
private let minilm = "\(models)/minilm"
private let hasModel = FileManager.default.fileExists(atPath: "\(minilm)/tokenizer.json")
private let hasPosts = SharedData.exists("facebook_posts/posts_small.tsv")

@Suite struct RealModelTests {
  /// Messages and titles of real posts, as the script reads them.
  private func posts() throws -> [String] {
    let table = try Table(contentsOf: SharedData.path("facebook_posts/posts_small.tsv"))
    let columns = [try table.column("message"), try table.column("link_title")]
    return (0..<table.count).flatMap { row in columns.map { $0[row] } }
  }

  @Test(.enabled(if: hasModel && hasPosts, "models/minilm or the real posts are not here"))
  func `ids of real posts by MiniLM are those of tokenizers`() throws {
    let tokenizer = try SubwordTokenizer(folder: minilm)
    #expect(tokenizer.vocabularySize == 30_522)
    let ids = try posts().map { tokenizer.encode($0) }
    #expect(Golden.digest(ids) == Golden.text("digests", "minilm-posts"))
  }

  @Test(.enabled(if: hasPosts, "the real posts are not here"))
  func `ids of real posts by Unigram are those of tokenizers`() throws {
    let tokenizer = try Golden.tokenizer("unigram")
    let ids = try posts().map { tokenizer.encode($0) }
    #expect(Golden.digest(ids) == Golden.text("digests", "unigram-posts"))
  }

  @Test(.enabled(if: hasModel, "models/minilm is not here"))
  func `ids of random texts by MiniLM are those of tokenizers`() throws {
    let tokenizer = try SubwordTokenizer(folder: minilm)
    let ids = RandomTexts.first(20_000).map { tokenizer.encode($0) }
    #expect(Golden.digest(ids) == Golden.text("digests", "minilm-random"))
  }
}
