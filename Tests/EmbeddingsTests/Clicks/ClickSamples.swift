import Embeddings
import LinearAlgebra

/// Clicks of users who each like one of three subjects: items `a0`…`a9`, `b0`…, `c0`…, one click in
/// eight on any item.
enum ClickSamples {
  static let tags = ["a": "게임", "b": "웹툰", "c": "여행"]

  static func clicks(users: Int = 240) -> [(user: String, item: String, time: String)] {
    (0..<users).flatMap { user in
      var generator = KeyedGenerator(seed: 5, purpose: "clicks", index: user)
      let own = ["a", "b", "c"][user % 3]
      return (0..<6).map { time in
        let subject = generator.below(8) == 0 ? ["a", "b", "c"][generator.below(3)] : own
        return ("u\(user)", "\(subject)\(generator.below(10))", "\(time)")
      }
    }
  }

  static func histories(users: Int = 240) -> ClickHistories { ClickHistories(clicks(users: users)) }

  /// The tag of each item but `a9`, `b9` and `c9`.
  static func itemTags(of items: [String]) -> ItemTags {
    ItemTags(
      of: items,
      items.filter { !$0.hasSuffix("9") }.map { ($0, tags[String($0.prefix(1))] ?? "") })
  }

  static func embedding(
    threads: Int = 1, histories: ClickHistories = histories(),
    _ change: (inout ClickEmbedding.Options) -> Void = { _ in }
  ) throws -> ClickEmbedding {
    let tags = itemTags(of: histories.items)
    var options = ClickEmbedding.Options()
    options.training.dimensions = 16
    options.training.epochs = 30
    change(&options)
    return try ClickEmbedding(
      histories, tags,
      vocabulary: ClickVocabulary(histories, tags, minimumUsers: options.minimumUsers), options,
      seed: 42, threads: threads)
  }
}
