import Artifacts

/// Which ids the pieces of a SentencePiece model have in the encoder that was trained with them.
public enum SentencePieceLayout: Sendable {
  /// As they stand in the file.
  case plain
  /// As fairseq numbers them, for XLM-R and its descendants: `<s>`, `<pad>`, `</s>`, `<unk>`, then
  /// the pieces from the fourth on, and `<mask>`.
  case fairseq
}

extension SubwordTokenizer {
  /// Reads a SentencePiece model of the kind Unigram, with the steps that `transformers` converts
  /// it to.
  ///
  /// - Throws: ``FileError`` if it is malformed or of another kind.
  public init(
    sentencePieceFile: MappedFile, layout: SentencePieceLayout
  ) throws(FileError) {
    try self.init(sentencePieceFile: sentencePieceFile, layout: layout, names: SpecialNames())
  }

  /// Reads a SentencePiece model, some of whose tokens another file names.
  init(
    sentencePieceFile: MappedFile, layout: SentencePieceLayout, names: SpecialNames
  ) throws(FileError) {
    let path = sentencePieceFile.path
    let file = try Self.sentencePieceModel(sentencePieceFile)
    var (pieces, unknown) = (file.pieces, file.unknownID)
    let isFairseq = layout == .fairseq
    if isFairseq {
      guard pieces.count > 3 else { throw .malformedTokenizer(path, "has \(pieces.count) pieces") }
      pieces =
        ["<s>", "<pad>", "</s>", "<unk>"].map { .init(text: $0) } + pieces.dropFirst(3)
        + [.init(text: "<mask>")]
      unknown = 3
    }
    guard pieces.indices.contains(unknown) else {
      throw .malformedTokenizer(path, "has the unknown id \(unknown), of \(pieces.count) pieces")
    }
    let vocabulary: Vocabulary
    do throws(Vocabulary.Malformed) {
      vocabulary = try Vocabulary(pieces.enumerated().map { ($1.text, $0) })
    } catch {
      throw .malformedTokenizer(path, error.problem)
    }
    let special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"].compactMap { name in
      vocabulary.id(name).map { id in
        AddedTokens.Token(id: id, content: name, stripsLeft: name == "<mask>", isSpecial: true)
      }
    }
    try self.init(
      path: path, normalizers: try Self.normalizers(file, path),
      preTokenizers: [
        .metaspace(
          Metaspace(
            replacement: "▁", prepending: file.addsDummyPrefix ? .always : .never, splits: true))
      ],
      model: .unigram(
        Unigram(
          vocabulary: vocabulary, scores: pieces.map { Double($0.score) }, unknown: Int32(unknown),
          bytesFallBack: file.bytesFallBack)),
      addedTokens: special, prefix: isFairseq ? [0] : [], suffix: isFairseq ? [2] : [], names: names
    )
  }

  private static func sentencePieceModel(
    _ mapped: MappedFile
  ) throws(FileError) -> SentencePieceModel {
    let path = mapped.path
    guard mapped.count < 1 << 28 else {
      throw .malformedTokenizer(path, "has \(mapped.count) bytes, more than any tokenizer")
    }
    var bytes: [UInt8] = []
    bytes.append(copying: mapped.bytes, 0..<mapped.count)
    let model: SentencePieceModel
    do throws(ProtocolBuffer.Malformed) {
      model = try SentencePieceModel(bytes)
    } catch {
      throw .malformedTokenizer(path, "is no SentencePiece model: \(error.problem)")
    }
    guard model.modelType == 1 else {
      throw .malformedTokenizer(
        path, "holds a model of type \(model.modelType), which is not supported",
        remedy: "take a model with a WordPiece or Unigram tokenizer, such as all-MiniLM-L6-v2")
    }
    return model
  }

  private static func normalizers(
    _ model: SentencePieceModel, _ path: String
  ) throws(FileError) -> [Normalizer] {
    do {
      var list: [Normalizer] = []
      if !model.characterMap.isEmpty {
        list.append(.precompiled(try CharacterMap(model.characterMap)))
      }
      guard model.removesExtraSpaces else { return list }
      return list + [
        .strip(left: false, right: true),
        .replace(try TextPattern(expression: " {2,}"), with: Array("▁".utf8)),
      ]
    } catch let error as CharacterMap.Malformed {
      throw .malformedTokenizer(path, "has a character map that \(error.problem)")
    } catch {
      throw .malformedTokenizer(path, "has rules that cannot be read")
    }
  }
}
