import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// Next items of real histories, beside what gensim reaches with the same split and settings.
@Suite struct RealClicksTests {
  private static let isThere =
    SharedData.exists("groceries/baskets.tsv") && SharedData.exists("wikispeedia/click_paths.tsv")

  @Test(
    .enabled(if: isThere, "the real histories are not on this machine"),
    arguments: ["groceries", "wikispeedia"])
  func `as many next items are found as by gensim's item2vec`(data: String) throws {
    let (histories, last) = ClickHistories(try clicks(data)).withoutLast(ofAtLeast: 3)
    var options = ClickEmbedding.Options()
    options.training.dimensions = 50
    let tags = ItemTags(of: histories.items, [])
    let vocabulary = ClickVocabulary(histories, tags, minimumUsers: options.minimumUsers)
    let embedding = try ClickEmbedding(
      histories, tags, vocabulary: vocabulary, options, seed: 1, threads: 2)
    let rows = vocabulary.words(of: histories.items)
    func hitRate(_ scoring: ItemScoring) -> Double {
      NextItem(histories, last: last, rows: rows, scoring, threads: 2).hitRate
    }
    let (nearest, predicted) = (hitRate(.nearness(embedding)), hitRate(.prediction(embedding)))
    let gensim = try reference(data)
    #expect(nearest >= gensim("nearest"), "\(nearest), \(gensim("nearest"))")
    #expect(predicted >= gensim("predicted"), "\(predicted), \(gensim("predicted"))")
  }

  /// The mean over the seeds of a measure.
  private func reference(_ data: String) throws -> (String) -> Double {
    let table = try Table(
      contentsOf: "\(projectFolder)/Tests/EmbeddingsTests/Fixtures/clicks/item2vec.tsv")
    let names = try table.column("data")
    let columns = Dictionary(
      uniqueKeysWithValues: try ["nearest", "predicted"].map { ($0, try table.numbers($0)) })
    return { measure in
      let values = zip(names, columns[measure] ?? []).filter { $0.0 == data }.map(\.1)
      return values.reduce(0, +) / Double(max(1, values.count))
    }
  }

  /// The clicks of a game or the goods of a basket, in their order; `<` goes back.
  private func clicks(_ data: String) throws -> [(user: String, item: String, time: String)] {
    let isGame = data == "wikispeedia"
    let table = try Table(
      contentsOf: SharedData.path("\(data)/\(isGame ? "click_paths" : "baskets").tsv"))
    let paths = try table.column(isGame ? "path" : "items")
    return paths.enumerated().flatMap { number, path in
      path.split(separator: isGame ? ";" : "|").filter { $0 != "<" }.enumerated().map {
        (user: "u\(number)", item: String($1), time: "\($0)")
      }
    }
  }
}
