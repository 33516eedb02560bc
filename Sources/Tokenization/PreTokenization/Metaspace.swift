/// SentencePiece's way with spaces: each becomes a visible character (`▁`), one is put before the
/// text, and words begin with it.
struct Metaspace: Sendable {
  /// Before which pieces the replacement is put that do not begin with it.
  enum Prepending: String, Sendable {
    case always, never, first
  }

  /// The character that stands for a space.
  let replacement: Unicode.Scalar
  /// Before which pieces it is put.
  let prepending: Prepending
  /// Whether words are split.
  let splits: Bool

  /// Splits the pieces of text.
  func apply(to pieces: inout Pieces) {
    let replacement = Array(String(replacement).utf8)
    let scalar = self.replacement.value
    pieces.rewrite { bytes, piece, target in
      var next = piece.start
      let first = decodeScalar(bytes, &next)
      if first != 0x20, first != scalar,
        prepending == .always || prepending == .first && piece.isFirst
      {
        target += replacement
      }
      for place in piece.start..<piece.end {
        if bytes[place] == 0x20 { target += replacement } else { target.append(bytes[place]) }
      }
    }
    guard splits else { return }
    pieces.split(.mergedWithNext) { bytes, piece, matches in
      PreTokenizer.find(bytes, piece, &matches) { $0 == scalar }
    }
  }
}
