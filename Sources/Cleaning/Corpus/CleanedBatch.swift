import DocumentTerms

/// Documents that were cleaned together.
public struct CleanedBatch: Sendable {
  /// The documents, in the order they came in.
  public var documents: [CleanedDocument]
  /// The tokens of all of them and the words they come from.
  var terms: TermTable
}

extension CleanedBatch {
  /// The batch with phrases joined in all documents.
  ///
  /// - Complexity: O(*n*) in the tokens.
  public func joined(_ phrases: Phrases) -> CleanedBatch {
    finished(Array(documents.indices), phrases) { (documents[$0].title, documents[$0].text) }
  }

  /// The batch with the texts and tokens of some documents filled in.
  ///
  /// - Parameters:
  ///   - indexes: The positions of the documents.
  ///   - phrases: The phrases to join.
  ///   - texts: Gives the normalized title and text of the document at a position.
  /// - Returns: The batch, its other documents as they were.
  func finished(
    _ indexes: [Int], _ phrases: Phrases, texts: (Int) -> (title: String, text: String)
  ) -> CleanedBatch {
    var batch = self
    if !phrases.isEmpty {
      var joiner = PhraseJoiner(phrases, terms)
      for index in indexes { batch.documents[index].terms = joiner.join(documents[index].terms) }
      batch.terms = joiner.table
    }
    batch.fillTokens(indexes)
    for index in indexes {
      (batch.documents[index].title, batch.documents[index].text) = texts(index)
    }
    return batch
  }

  /// Fills the tokens of some documents in, as their terms have them.
  mutating func fillTokens(_ indexes: some Sequence<Int>) {
    let numbers = terms.occurrences.map { terms.terms[Int($0)].token }
    for index in indexes {
      documents[index].tokens = terms.tokens.joined(numbers[documents[index].terms])
    }
  }
}

extension CleanedDocument {
  /// Empties what can be made again from the document's source and its terms.
  mutating func removeTexts() {
    (title, text, tokens) = ("", "", "")
  }
}
