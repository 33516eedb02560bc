import Artifacts

extension SubwordTokenizer {
  /// Reads a `tokenizer.json` of Hugging Face `tokenizers`.
  ///
  /// Its sections `truncation`, `padding` and `decoder` are left to the caller.
  ///
  /// - Throws: ``FileError`` if it is malformed or holds a step that is not supported, which it
  ///   names.
  public init(tokenizerFile: MappedFile) throws(FileError) {
    try self.init(tokenizerFile: tokenizerFile, names: SpecialNames())
  }

  /// Reads a `tokenizer.json`, some of whose tokens another file names.
  init(tokenizerFile: MappedFile, names: SpecialNames) throws(FileError) {
    let path = tokenizerFile.path
    let file = try JSONFile(tokenizerFile)
    guard let section = file.root["model"] else {
      throw .malformedTokenizer(path, "has no section 'model'")
    }
    let model = try file.model(section)
    var normalizers: [Normalizer] = []
    var preTokenizers: [PreTokenizer] = []
    if let section = file.root["normalizer"] {
      normalizers = try file.normalizers(section, "normalizer")
    }
    if let section = file.root["pre_tokenizer"] {
      preTokenizers = try file.preTokenizers(section, "pre_tokenizer")
    }
    let vocabulary =
      switch model {
      case .wordPiece(let model): model.vocabulary
      case .unigram(let model): model.vocabulary
      }
    let (prefix, suffix) = try file.template(file.root["post_processor"], "post_processor")
    try self.init(
      path: path, normalizers: normalizers, preTokenizers: preTokenizers, model: model,
      addedTokens: try file.addedTokens(vocabulary), prefix: prefix, suffix: suffix, names: names)
  }
}

// MARK: - Added tokens

extension JSONFile {
  /// The added tokens. A token that the vocabulary has keeps its id; others are numbered behind it.
  func addedTokens(_ vocabulary: Vocabulary) throws(FileError) -> [AddedTokens.Token] {
    guard root["added_tokens"] != nil else { return [] }
    var tokens: [AddedTokens.Token] = []
    var ids: Set<Int> = []
    var next = vocabulary.count
    for (index, entry) in try array(root, "added_tokens", "the file").enumerated() {
      let place = "added_tokens[\(index)]"
      let content = try string(entry, "content", place)
      let id = try integer(entry, "id", place)
      let expected = vocabulary.id(content).map(Int.init) ?? next
      guard id == expected else {
        throw malformed(place, "'\(content)' has the id \(id), where \(expected) is due")
      }
      if id == next { next += 1 }
      guard ids.insert(id).inserted else {
        throw malformed(place, "has the id \(id), as a token before it")
      }
      tokens.append(
        AddedTokens.Token(
          id: Int32(id), content: content,
          isWord: try bool(entry, "single_word", place),
          stripsLeft: try bool(entry, "lstrip", place),
          stripsRight: try bool(entry, "rstrip", place),
          isNormalized: try bool(entry, "normalized", place),
          isSpecial: try bool(entry, "special", place)))
    }
    return tokens
  }
}

// MARK: - Template

extension JSONFile {
  /// The ids that a post-processor puts before and behind a text.
  func template(
    _ section: JSONValue?, _ place: String
  ) throws(FileError) -> (prefix: [Int32], suffix: [Int32]) {
    guard let section else { return ([], []) }
    switch try string(section, "type", place) {
    case "BertProcessing", "RobertaProcessing":
      return ([try idOfPair(section, "cls", place)], [try idOfPair(section, "sep", place)])
    case "TemplateProcessing": return try pieces(section, place)
    case "Sequence":
      var (prefix, suffix): ([Int32], [Int32]) = ([], [])
      for (index, inner) in try array(section, "processors", place).enumerated() {
        let (before, behind) = try template(inner, "\(place).processors[\(index)]")
        prefix = before + prefix
        suffix += behind
      }
      return (prefix, suffix)
    case let type: throw unsupported(place, type)
    }
  }

  /// The id of a pair of a token and its id.
  private func idOfPair(
    _ section: JSONValue, _ key: String, _ place: String
  ) throws(FileError) -> Int32 {
    try value(section, key, place, "a token with its id") { pair in
      guard let pair = pair.array, pair.count == 2 else { return nil }
      return pair[1].integer.map(Int32.init)
    }
  }

  private func pieces(
    _ section: JSONValue, _ place: String
  ) throws(FileError) -> (prefix: [Int32], suffix: [Int32]) {
    var (prefix, suffix): ([Int32], [Int32]) = ([], [])
    var hasText = false
    let pieces = try array(section, "single", place)
    guard pieces.count <= 100 else {
      throw malformed("\(place).single", "has \(pieces.count) pieces")
    }
    for piece in pieces {
      if let sequence = piece["Sequence"] {
        guard !hasText, try string(sequence, "id", place) == "A" else {
          throw unsupported("\(place).single", "a text twice")
        }
        hasText = true
      } else if let token = piece["SpecialToken"] {
        let ids = try specialIDs(section, try string(token, "id", place), place)
        if hasText { suffix += ids } else { prefix += ids }
      } else {
        throw malformed("\(place).single", "has a piece that is neither Sequence nor SpecialToken")
      }
    }
    guard hasText else { throw malformed("\(place).single", "has no place for the text") }
    return (prefix, suffix)
  }

  private func specialIDs(
    _ section: JSONValue, _ name: String, _ place: String
  ) throws(FileError) -> [Int32] {
    let tokens = section["special_tokens"] ?? .null
    let token: JSONValue = try value(tokens, name, "\(place).special_tokens", "a token") { $0 }
    return try value(token, "ids", "\(place).special_tokens", "a list of ids") { list in
      guard let ids = list.array?.map(\.integer), !ids.contains(nil) else { return nil }
      return ids.compactMap { $0.map(Int32.init) }
    }
  }
}
