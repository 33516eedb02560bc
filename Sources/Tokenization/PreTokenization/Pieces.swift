/// The pieces of a text: parts that are yet to be tokenized, and tokens that were found in it.
struct Pieces: Sendable {
  /// A piece.
  struct Piece: BitwiseCopyable, Sendable {
    /// Its bytes within ``Pieces/bytes``.
    var start: Int
    var end: Int
    /// The id of the token that it is, -1 if it is text.
    var id: Int32 = -1
    /// Whether it begins with the first character of the text as it was given.
    var isFirst = false
  }

  /// Part of a piece, which matches a pattern or stands between matches.
  struct Match: BitwiseCopyable {
    var start: Int
    var end: Int
    var isMatch: Bool
  }

  /// The bytes of all pieces.
  var bytes: [UInt8] = []
  /// The pieces, none of which is empty.
  var list: [Piece] = []
  private var spareBytes: [UInt8] = []
  private var spareList: [Piece] = []
  private var matches: [Match] = []
  private var merged: [Match] = []

  /// Removes everything but keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    list.removeAll(keepingCapacity: true)
  }

  /// Replaces each piece of text by those that `body` appends; tokens stay.
  @inline(__always)
  mutating func split(
    _ body: (_ bytes: Span<UInt8>, _ piece: Piece, _ target: inout [Piece]) -> Void
  ) {
    let source = list
    var target = spareList
    spareList = []
    target.removeAll(keepingCapacity: true)
    for piece in source {
      if piece.id >= 0 { target.append(piece) } else { body(bytes.span, piece, &target) }
    }
    list = target
    spareList = source
  }

  /// Splits each piece of text where a pattern matches. `find` appends the matches and what stands
  /// between them, all of a piece in order.
  mutating func split(
    _ behavior: SplitBehavior, _ find: (Span<UInt8>, Piece, inout [Match]) -> Void
  ) {
    var found = matches
    var kept = merged
    (matches, merged) = ([], [])
    split { bytes, piece, target in
      found.removeAll(keepingCapacity: true)
      kept.removeAll(keepingCapacity: true)
      find(bytes, piece, &found)
      behavior.apply(found, &kept)
      for part in kept where part.start < part.end {
        target.append(
          Piece(
            start: part.start, end: part.end, isFirst: piece.isFirst && part.start == piece.start))
      }
    }
    (matches, merged) = (found, kept)
  }

  /// Writes the bytes of each piece of text anew.
  @inline(__always)
  mutating func rewrite(_ body: (Span<UInt8>, Piece, inout [UInt8]) -> Void) {
    let source = bytes
    var target = spareBytes
    spareBytes = []
    target.removeAll(keepingCapacity: true)
    for index in list.indices where list[index].id < 0 {
      let start = target.count
      body(source.span, list[index], &target)
      (list[index].start, list[index].end) = (start, target.count)
    }
    bytes = target
    spareBytes = source
  }
}

/// What becomes of the matches of a pattern that splits a text; the names are those of
/// `tokenizer.json`.
enum SplitBehavior: String, Sendable {
  case removed = "Removed"
  case isolated = "Isolated"
  case mergedWithPrevious = "MergedWithPrevious"
  case mergedWithNext = "MergedWithNext"
  case contiguous = "Contiguous"

  /// Appends the pieces that the parts of a text make.
  func apply(_ parts: [Pieces.Match], _ pieces: inout [Pieces.Match]) {
    switch self {
    case .removed: pieces.append(contentsOf: parts.lazy.filter { !$0.isMatch })
    case .isolated: pieces.append(contentsOf: parts)
    case .contiguous, .mergedWithPrevious:
      var wasMatch = false
      for part in parts {
        let joins = self == .contiguous ? part.isMatch == wasMatch : part.isMatch && !wasMatch
        if joins, !pieces.isEmpty {
          pieces[pieces.count - 1].end = part.end
        } else {
          pieces.append(part)
        }
        wasMatch = part.isMatch
      }
    case .mergedWithNext:
      var wasMatch = false
      for part in parts.reversed() {
        if part.isMatch, !wasMatch, !pieces.isEmpty {
          pieces[pieces.count - 1].start = part.start
        } else {
          pieces.append(part)
        }
        wasMatch = part.isMatch
      }
      pieces.reverse()
    }
  }
}
