import Artifacts

extension SubwordTokenizer {
  /// Reads a `vocab.txt` of BERT, a token a line, the ids in the order of the lines.
  ///
  /// The `configuration` is the `tokenizer_config.json` beside it, if there is one: whether texts
  /// become lower case, what becomes of accents and Han, and the special tokens.
  ///
  /// - Throws: ``FileError`` if a file is malformed or a special token is not in the vocabulary.
  public init(vocabularyFile: MappedFile, configuration: MappedFile? = nil) throws(FileError) {
    let root = try configuration.map { file throws(FileError) in try JSONFile(file).root }
    let settings = BERTSettings(root ?? .null)
    let path = vocabularyFile.path
    let vocabulary = try Self.vocabulary(vocabularyFile)
    var added: [AddedTokens.Token] = []
    for name in settings.specialTokens {
      guard let id = vocabulary.id(name) else {
        throw .malformedTokenizer(path, "has no token '\(name)'")
      }
      added.append(AddedTokens.Token(id: id, content: name, isSpecial: true))
    }
    try self.init(
      path: path,
      normalizers: [
        .bert(
          BERTNormalizer(
            cleansText: true, separatesHan: settings.separatesHan,
            stripsAccents: settings.stripsAccents, lowercases: settings.lowercases))
      ],
      preTokenizers: [.bert],
      model: .wordPiece(
        WordPiece(
          vocabulary: vocabulary, unknown: added[0].id, continuingPrefix: "##",
          maximumWordLength: 100)),
      addedTokens: added, prefix: [added[3].id], suffix: [added[1].id],
      names: SpecialNames(
        padding: settings.specialTokens[2], classification: settings.specialTokens[3],
        separator: settings.specialTokens[1]))
  }

  /// A line without the white space behind it.
  private static func withoutSpace(_ line: ArraySlice<UInt8>) -> [UInt8] {
    // ASCII that is no space, which is how most lines end.
    if let last = line.last, (0x21..<0x7F).contains(last) { return Array(line) }
    var scalars = String(decoding: line, as: UTF8.self).unicodeScalars
    while let last = scalars.last,
      ScalarProperties.table[last.value] & ScalarProperties.whitespace.rawValue != 0
    { scalars.removeLast() }
    return Array(String(scalars).utf8)
  }

  /// The tokens of the lines, without the white space behind them.
  private static func vocabulary(_ file: MappedFile) throws(FileError) -> Vocabulary {
    let path = file.path
    guard file.count < 1 << 27, (try? UTF8Span(validating: file.bytes)) != nil else {
      throw .malformedTokenizer(path, "is too long or not valid UTF-8")
    }
    var bytes: [UInt8] = []
    bytes.append(copying: file.bytes, 0..<file.count)
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var entries: [(token: String, id: Int)] = []
    var seen: [[UInt8]: Int] = [:]
    for (id, line) in lines.enumerated() {
      let token = withoutSpace(line)
      if let other = seen.updateValue(id, forKey: token) {
        throw .malformedTokenizer(path, line: id + 1, "repeats the token of line \(other + 1)")
      }
      entries.append((String(decoding: token, as: UTF8.self), id))
    }
    do throws(Vocabulary.Malformed) {
      return try Vocabulary(entries)
    } catch {
      throw .malformedTokenizer(path, error.problem)
    }
  }
}

/// What `tokenizer_config.json` says of a BERT tokenizer, with the defaults of `transformers`.
private struct BERTSettings {
  let lowercases: Bool
  let stripsAccents: Bool?
  let separatesHan: Bool
  /// The unknown token, the separator, padding, classification and the mask.
  let specialTokens: [String]

  init(_ root: JSONValue) {
    lowercases = root["do_lower_case"]?.bool ?? true
    stripsAccents = root["strip_accents"]?.bool
    separatesHan = root["tokenize_chinese_chars"]?.bool ?? true
    specialTokens = [
      ("unk_token", "[UNK]"), ("sep_token", "[SEP]"), ("pad_token", "[PAD]"),
      ("cls_token", "[CLS]"), ("mask_token", "[MASK]"),
    ].map { key, name in root[key]?.tokenName ?? name }
  }
}

extension JSONValue {
  /// The text of a token, which is written alone or with its flags.
  var tokenName: String? { string ?? self["content"]?.string }
}
