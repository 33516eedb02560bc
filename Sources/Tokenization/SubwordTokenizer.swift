import Artifacts

/// Turns texts into the token ids of a pretrained encoder, the same ids as Hugging Face
/// `tokenizers`.
///
///     let tokenizer = try SubwordTokenizer(folder: "models/minilm")
///     tokenizer.encode("Hello, world!")  // [101, 7592, 1010, 2088, 999, 102]
///
/// A text goes through five steps, which the model's files describe:
///
/// 1. Added tokens such as `[MASK]` are found in it; the text between them goes on.
/// 2. Normalizers change its characters (lower case, normal forms).
/// 3. Pre-tokenizers split it into words.
/// 4. The model, WordPiece or Unigram, cuts each word into tokens.
/// 5. Special tokens are put before and behind (`[CLS] … [SEP]`).
///
/// The properties of characters are those of the package and not those of the Swift library, so ids
/// do not change with the compiler. Truncation and padding are left to the caller, which may encode
/// without special tokens, cut, and put ``prefix`` and ``suffix`` around.
///
/// A tokenizer is immutable: threads may share one, each with a ``Workspace`` of its own, and a
/// text has the same ids in every thread and whatever was encoded before it.
public struct SubwordTokenizer: Sendable {
  /// The buffers of a thread, for reuse from text to text.
  public struct Workspace: Sendable {
    var text = NormalizedText()
    var pieces = Pieces()
    var steps: [Unigram.Step] = []

    /// Creates empty buffers.
    public init() {}
  }

  /// The model that cuts words.
  enum Model: Sendable {
    case wordPiece(WordPiece)
    case unigram(Unigram)
  }

  let normalizers: [Normalizer]
  let preTokenizers: [PreTokenizer]
  let model: Model
  /// The ids before and behind every text: `[CLS]` and `[SEP]`, or `<s>` and `</s>`.
  public let prefix: [Int32]
  /// See ``prefix``.
  public let suffix: [Int32]
  /// The added tokens by id, and their ids by their bytes: strings would be equal if they are
  /// canonically equivalent.
  let addedTokens: [Int32: AddedTokens.Token]
  let addedIDs: [[UInt8]: Int32]
  /// The added tokens that are looked for in the text as it is, and in the normalized text.
  private let plainSearch: AddedTokens
  private let normalizedSearch: AddedTokens
  let names: SpecialNames
  /// All steps at once, for models that allow it.
  private let scan: WordScan?

  /// The tokens with a purpose, as the model's files call them.
  struct SpecialNames: Sendable {
    var padding: String?
    var classification: String?
    var separator: String?
  }

  /// Creates a tokenizer from its parts.
  ///
  /// - Throws: ``FileError`` about `path` if two added tokens have the same form, or if a token of
  ///   the template is not in the vocabulary.
  init(
    path: String, normalizers: [Normalizer], preTokenizers: [PreTokenizer], model: Model,
    addedTokens: [AddedTokens.Token], prefix: [Int32], suffix: [Int32], names: SpecialNames
  ) throws(FileError) {
    self.normalizers = normalizers
    self.preTokenizers = preTokenizers
    self.model = model
    self.prefix = prefix
    self.suffix = suffix
    self.addedTokens = Dictionary(addedTokens.map { ($0.id, $0) }) { $1 }
    addedIDs = Dictionary(addedTokens.map { (Array($0.content.utf8), $0.id) }) { $1 }
    self.names = names
    let growth = normalizers.reduce(1) { $0 * $1.growth }
    guard growth <= 1e4 else {
      throw .malformedTokenizer(path, "has normalizers that can make a text \(growth) times longer")
    }
    plainSearch = try Self.search(
      addedTokens.filter { !$0.isNormalized }, normalizers: [], path: path)
    normalizedSearch = try Self.search(
      addedTokens.filter(\.isNormalized), normalizers: normalizers, path: path)
    scan = normalizedSearch.isEmpty ? WordScan(normalizers, preTokenizers, model) : nil
    guard let id = (prefix + suffix).first(where: { token($0) == nil }) else { return }
    throw .malformedTokenizer(path, "puts the id \(id) around texts, which no token has")
  }

  private static func search(
    _ tokens: [AddedTokens.Token], normalizers: [Normalizer], path: String
  ) throws(FileError) -> AddedTokens {
    var forms: [[UInt8]] = []
    for token in tokens {
      var text = NormalizedText()
      let bytes = Array(token.content.utf8)
      text.begin(bytes.span, bytes.indices)
      for normalizer in normalizers { normalizer.apply(to: &text) }
      forms.append(text.bytes)
    }
    guard !forms.contains([]), Set(forms).count == forms.count else {
      throw .malformedTokenizer(path, "has added tokens that are empty or the same once normalized")
    }
    return AddedTokens(tokens, forms: forms)
  }

  /// The token ids of a text, with ``prefix`` and ``suffix`` around them if `specialTokens` are
  /// asked for.
  ///
  /// - Complexity: O(*n*) in the bytes of the text, times the length of the longest token at worst.
  public func encode(_ text: String, specialTokens: Bool = true) -> [Int32] {
    var ids: [Int32] = []
    var workspace = Workspace()
    encode(text, specialTokens: specialTokens, into: &ids, using: &workspace)
    return ids
  }

  /// Appends the token ids of a text to `ids`.
  ///
  /// The `workspace` holds the buffers of this thread; what they held before does not matter. When
  /// these have grown to the longest text, nothing is allocated any more.
  public func encode(
    _ text: String, specialTokens: Bool = true, into ids: inout [Int32],
    using workspace: inout Workspace
  ) {
    encode(text.utf8.span, specialTokens: specialTokens, into: &ids, using: &workspace)
  }

  /// Appends the token ids of a text in UTF-8 to `ids`.
  ///
  /// - Precondition: The bytes are valid UTF-8.
  public func encode(
    _ text: Span<UInt8>, specialTokens: Bool = true, into ids: inout [Int32],
    using workspace: inout Workspace
  ) {
    if specialTokens { ids += prefix }
    if let scan {
      encode(text, scan, &ids, &workspace)
    } else {
      encodeStepwise(text, into: &ids, using: &workspace)
    }
    if specialTokens { ids += suffix }
  }

  /// Appends the ids of a text, one step after the other.
  package func encodeStepwise(
    _ text: Span<UInt8>, into ids: inout [Int32], using workspace: inout Workspace
  ) {
    split(text, &workspace)
    for preTokenizer in preTokenizers { preTokenizer.apply(to: &workspace.pieces) }
    appendTokens(&workspace, &ids)
  }

  /// Appends the ids of a text in one pass, and of what this cannot read step by step.
  private func encode(
    _ text: Span<UInt8>, _ scan: WordScan, _ ids: inout [Int32], _ workspace: inout Workspace
  ) {
    plainSearch.split(text) { range, id in
      guard id < 0 else { return ids.append(id) }
      scan.append(text, range, to: &ids) { word, ids in
        workspace.pieces.removeAll()
        normalize(text, word, &workspace)
        PreTokenizer.bert.apply(to: &workspace.pieces)
        appendTokens(&workspace, &ids)
      }
    }
  }

  /// Finds the added tokens and normalizes the text between them.
  private func split(_ text: Span<UInt8>, _ workspace: inout Workspace) {
    workspace.pieces.removeAll()
    plainSearch.split(text) { range, id in
      guard id < 0 else {
        return workspace.pieces.list.append(Pieces.Piece(start: 0, end: 0, id: id))
      }
      normalize(text, range, &workspace)
    }
  }

  /// Adds the pieces of a part of a text, normalized.
  private func normalize(_ text: Span<UInt8>, _ range: Range<Int>, _ workspace: inout Workspace) {
    workspace.text.begin(text, range)
    for normalizer in normalizers { normalizer.apply(to: &workspace.text) }
    let isFirst = range.lowerBound == 0 && workspace.text.keepsFirst
    let start = workspace.pieces.bytes.count
    let normalized = workspace.text.bytes
    workspace.pieces.bytes += normalized
    normalizedSearch.split(normalized.span) { range, id in
      workspace.pieces.list.append(
        Pieces.Piece(
          start: start + range.lowerBound, end: start + range.upperBound, id: id,
          isFirst: isFirst && range.lowerBound == 0))
    }
  }

  private func appendTokens(_ workspace: inout Workspace, _ ids: inout [Int32]) {
    // Held apart, so that the buffer of steps may change meanwhile; nothing is copied.
    let pieces = workspace.pieces
    let bytes = pieces.bytes.span
    for piece in pieces.list {
      if piece.id >= 0 {
        ids.append(piece.id)
        continue
      }
      switch model {
      case .wordPiece(let model): model.append(bytes, piece.start..<piece.end, to: &ids)
      case .unigram(let model):
        model.append(bytes, piece.start..<piece.end, to: &ids, steps: &workspace.steps)
      }
    }
  }
}

extension FileError {
  /// An error in the file of a tokenizer.
  static func malformedTokenizer(
    _ path: String, line: Int? = nil, _ problem: String,
    remedy: String = "download the model's files again, or export them with Hugging Face tokenizers"
  ) -> FileError {
    FileError(.malformed, path, line: line, problem, remedy: remedy)
  }
}
