/// Histories as sentences, from which word vectors are learned (item2vec, [Barkan and Koenigstein
/// 2016]): a user is a sentence and an item a word.
///
/// A tag is a word too. Its sentences name it before each of its items, `tag item tag item …`, a few
/// items at a time, so that within any window an item is near its tag and near others that have it.
///
/// [Barkan and Koenigstein 2016]: https://arxiv.org/abs/1603.04259
public enum ClickSentences {
  /// How many items are in a sentence of a tag.
  static let itemsOfTagSentence = 8

  /// The sentences of users, in the order of the users, and those of tags after them.
  ///
  /// A user with a single item that is a word says nothing of what goes with it, and has no sentence.
  ///
  /// - Parameters:
  ///   - histories: Who clicked what.
  ///   - tags: The tags of the items of the histories.
  ///   - vocabulary: What is a word.
  /// - Returns: Sentences of the words of `vocabulary`.
  /// - Complexity: O(*n*) in the clicks and the tags of items.
  public static func sentences(
    _ histories: ClickHistories, _ tags: ItemTags, _ vocabulary: ClickVocabulary
  ) -> Sentences {
    let words = vocabulary.words(of: histories.items).map { $0.map(Int32.init) }
    var sentences = Sentences()
    for user in histories.users.indices {
      let sentence = histories[user].compactMap { words[Int($0)] }
      if sentence.count > 1 { sentences.append(sentence) }
    }
    let tagWords = vocabulary.words(ofTags: tags.tags)
    for (tag, items) in tags.itemsOfTags.enumerated() {
      guard let word = tagWords[tag].map(Int32.init) else { continue }
      append(word, items.compactMap { words[Int($0)] }, to: &sentences)
    }
    return sentences
  }

  /// Appends the sentences of a tag. Items are dealt out like cards, so that neighbors in the order of
  /// ids, which are often of one day, do not always meet.
  private static func append(_ tag: Int32, _ items: [Int32], to sentences: inout Sentences) {
    let count = (items.count + itemsOfTagSentence - 1) / itemsOfTagSentence
    for first in 0..<count {
      sentences.append(
        stride(from: first, to: items.count, by: count).flatMap { [tag, items[$0]] })
    }
  }
}
