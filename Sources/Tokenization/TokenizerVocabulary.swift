extension SubwordTokenizer {
  private var vocabulary: Vocabulary {
    switch model {
    case .wordPiece(let model): model.vocabulary
    case .unigram(let model): model.vocabulary
    }
  }

  /// One more than the greatest id of a token: the number of rows that an embedding needs.
  public var vocabularySize: Int {
    max(vocabulary.count, Int(addedTokens.keys.max() ?? -1) + 1)
  }

  /// The id of a token, or nil if there is no such token.
  public func id(_ token: String) -> Int32? {
    addedIDs[Array(token.utf8)] ?? vocabulary.id(token)
  }

  /// The token of an id, or nil if there is no such id.
  public func token(_ id: Int32) -> String? {
    addedTokens[id]?.content ?? vocabulary.token(id)
  }

  /// The logarithm of a token's probability; nil if the model, as WordPiece, has none.
  public func logProbability(_ id: Int32) -> Double? {
    guard case .unigram(let model) = model, addedTokens[id] == nil else { return nil }
    return model.score(id)
  }

  /// The id that stands for what is in no token.
  public var unknownID: Int32 {
    switch model {
    case .wordPiece(let model): model.unknown
    case .unigram(let model): model.unknown
    }
  }

  /// The id that fills up short texts, if the model has one.
  public var paddingID: Int32? { id(names.padding, or: ["[PAD]", "<pad>"]) }

  /// The id of the token before every text, if the model has one.
  public var classificationID: Int32? {
    id(names.classification, or: ["[CLS]", "<s>"]) ?? prefix.first
  }

  /// The id of the token behind every text, if the model has one.
  public var separatorID: Int32? { id(names.separator, or: ["[SEP]", "</s>"]) ?? suffix.last }

  private func id(_ name: String?, or others: [String]) -> Int32? {
    (name.map { [$0] } ?? others).lazy.compactMap { id($0) }.first
  }

  /// The ids of special tokens, which are no words of a text, in order.
  public var specialIDs: [Int32] { addedTokens.values.filter(\.isSpecial).map(\.id).sorted() }
}
