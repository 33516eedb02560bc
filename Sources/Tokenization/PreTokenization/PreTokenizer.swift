/// A step that splits a text into words before the model cuts these into tokens.
///
/// The names are those of the `pre_tokenizer` section of `tokenizer.json`; a sequence is a list.
enum PreTokenizer: Sendable {
  /// Splits at white space and around each punctuation character.
  case bert
  /// Takes words and runs of other characters, without white space.
  case whitespace
  /// Splits at characters with a property.
  case property(ScalarProperties, SplitBehavior)
  /// Splits at a character.
  case delimiter(UInt32)
  /// Splits at what matches a pattern, or at what does not.
  case pattern(TextPattern, SplitBehavior, isInverted: Bool)
  /// Replaces spaces and splits before the replacement.
  case metaspace(Metaspace)

  /// Splits the pieces of text.
  func apply(to pieces: inout Pieces) {
    switch self {
    case .bert: Self.splitWords(&pieces)
    case .whitespace: Self.splitKinds(&pieces)
    case .property(let property, let behavior):
      pieces.split(behavior) { bytes, piece, matches in
        Self.find(bytes, piece, &matches) {
          ScalarProperties.table[$0] & property.rawValue != 0
        }
      }
    case .delimiter(let scalar):
      pieces.split(.removed) { bytes, piece, matches in
        Self.find(bytes, piece, &matches) { $0 == scalar }
      }
    case .pattern(let pattern, let behavior, let isInverted):
      pieces.split(behavior) { bytes, piece, matches in
        Self.find(bytes, piece, &matches, pattern, isInverted)
      }
    case .metaspace(let metaspace): metaspace.apply(to: &pieces)
    }
  }

  /// BERT's words, in one pass.
  private static func splitWords(_ pieces: inout Pieces) {
    let table = ScalarProperties.table
    let stops = ScalarProperties.whitespace.union(.punctuation).rawValue
    pieces.split { bytes, piece, target in
      var start = piece.start
      var place = piece.start
      while place < piece.end {
        let here = place
        let properties = table[decodeScalar(bytes, &place)]
        if properties & stops == 0 { continue }
        if start < here { append(start, here, piece, &target) }
        if properties & ScalarProperties.whitespace.rawValue == 0 {
          append(here, place, piece, &target)
        }
        start = place
      }
      if start < piece.end { append(start, piece.end, piece, &target) }
    }
  }

  /// Runs of `\w` and of what is neither that nor white space.
  private static func splitKinds(_ pieces: inout Pieces) {
    func kind(_ scalar: UInt32) -> Int {
      let properties = ScalarProperties(rawValue: ScalarProperties.table[scalar])
      return properties.contains(.word) ? 1 : properties.contains(.whitespace) ? 0 : 2
    }
    pieces.split { bytes, piece, target in
      var start = piece.start
      var place = piece.start
      var runKind = 0
      while place < piece.end {
        let here = place
        let kind = kind(decodeScalar(bytes, &place))
        if kind == runKind { continue }
        if runKind > 0 { append(start, here, piece, &target) }
        (start, runKind) = (here, kind)
      }
      if runKind > 0 { append(start, piece.end, piece, &target) }
    }
  }

  private static func append(
    _ start: Int, _ end: Int, _ piece: Pieces.Piece, _ target: inout [Pieces.Piece]
  ) {
    target.append(
      Pieces.Piece(start: start, end: end, isFirst: piece.isFirst && start == piece.start))
  }

  /// Each character with a property is a match of its own.
  @inline(__always)
  static func find(
    _ bytes: Span<UInt8>, _ piece: Pieces.Piece, _ matches: inout [Pieces.Match],
    _ isMatch: (UInt32) -> Bool
  ) {
    var start = piece.start
    var place = piece.start
    while place < piece.end {
      let here = place
      guard isMatch(decodeScalar(bytes, &place)) else { continue }
      if start < here { matches.append(.init(start: start, end: here, isMatch: false)) }
      matches.append(.init(start: here, end: place, isMatch: true))
      start = place
    }
    if start < piece.end { matches.append(.init(start: start, end: piece.end, isMatch: false)) }
  }

  private static func find(
    _ bytes: Span<UInt8>, _ piece: Pieces.Piece, _ matches: inout [Pieces.Match],
    _ pattern: TextPattern, _ isInverted: Bool
  ) {
    var start = piece.start
    while let match = pattern.firstMatch(in: bytes, from: start, limit: piece.end) {
      if start < match.lowerBound {
        matches.append(.init(start: start, end: match.lowerBound, isMatch: isInverted))
      }
      matches.append(.init(start: match.lowerBound, end: match.upperBound, isMatch: !isInverted))
      start = match.upperBound
    }
    if start < piece.end {
      matches.append(.init(start: start, end: piece.end, isMatch: isInverted))
    }
  }
}
