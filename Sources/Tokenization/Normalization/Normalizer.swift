/// A step that changes the characters of a text before it is split into words.
///
/// The names are those of the `normalizer` section of `tokenizer.json`; a sequence is a list.
enum Normalizer: Sendable {
  /// Cleaning, spaces around Han, stripping of accents and lower case, as BERT has them.
  case bert(BERTNormalizer)
  /// A normal form of Unicode.
  case form(NormalForm)
  /// Lower case, scalar by scalar.
  case lowercase
  /// Removes combining marks. What is composed keeps its accents.
  case stripAccents
  /// Removes control characters and turns some others into spaces.
  case nmt
  /// The rules of SentencePiece.
  case precompiled(CharacterMap)
  /// Replaces what matches a pattern.
  case replace(TextPattern, with: [UInt8])
  /// Removes white space at the ends.
  case strip(left: Bool, right: Bool)
  /// Puts something before a text that is not empty.
  case prepend([UInt8])

  /// How many times longer this step can make a text. A file with steps that multiply without end
  /// would fill the memory by a text of one character.
  var growth: Double {
    switch self {
    case .bert, .lowercase: 3
    case .form: 18
    case .stripAccents, .nmt, .strip: 1
    case .precompiled(let map): Double(max(1, map.longestText))
    case .replace(_, let content): Double(max(1, content.count))
    case .prepend(let prefix): Double(1 + prefix.count)
    }
  }

  /// Changes a text.
  func apply(to text: inout NormalizedText) {
    switch self {
    case .bert(let normalizer): normalizer.apply(to: &text)
    case .form(let form): form.apply(to: &text)
    case .lowercase: text.mapScalars(appendLowercase)
    case .stripAccents: text.removeScalars { Self.has(.combining, $0) }
    case .nmt: Self.applyNMT(to: &text)
    case .precompiled(let map): map.apply(to: &text)
    case .replace(let pattern, let content): Self.replace(pattern, content, &text)
    case .strip(let left, let right): Self.strip(left, right, &text)
    case .prepend(let prefix):
      guard !text.bytes.isEmpty else { return }
      text.rewrite { source, target in
        target += prefix
        target.append(copying: source, 0..<source.count)
      }
    }
  }

  private static func has(_ property: ScalarProperties, _ scalar: UInt32) -> Bool {
    ScalarProperties.table[scalar] & property.rawValue != 0
  }

  private static func replace(
    _ pattern: TextPattern, _ content: [UInt8], _ text: inout NormalizedText
  ) {
    var keepsFirst = text.keepsFirst
    text.rewrite { source, target in
      var end = 0
      while let match = pattern.firstMatch(in: source, from: end, limit: source.count) {
        target.append(copying: source, end..<match.lowerBound)
        target += content
        // What replaces several characters counts as come from the last of them.
        if match.lowerBound == 0, match.count > sequenceLength(source[0]) { keepsFirst = false }
        end = match.upperBound
      }
      target.append(copying: source, end..<source.count)
    }
    text.keepsFirst = keepsFirst
  }

  private static func strip(_ left: Bool, _ right: Bool, _ text: inout NormalizedText) {
    var start = 0
    var end = 0
    var place = 0
    var isLeading = true
    // A single pass finds where the first and behind the last character that is no space are.
    while place < text.bytes.count {
      let here = place
      if has(.whitespace, decodeScalar(text.bytes.span, &place)) { continue }
      if isLeading { start = here }
      isLeading = false
      end = place
    }
    if isLeading { (start, end) = left ? (place, place) : (0, 0) }
    let kept = (left ? start : 0)..<(right ? end : text.bytes.count)
    guard kept.count < text.bytes.count else { return }
    if kept.lowerBound > 0 { text.keepsFirst = false }
    text.rewrite { source, target in target.append(copying: source, kept) }
  }

  private static func applyNMT(to text: inout NormalizedText) {
    text.removeScalars { scalar in
      switch scalar {
      case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: true
      default: false
      }
    }
    text.mapScalars { scalar, target in
      switch scalar {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD:
        target.append(0x20)
      default: target.append(scalar: scalar)
      }
    }
  }
}

/// Appends the lower case of a scalar, or the scalar if it has none.
func appendLowercase(_ scalar: UInt32, _ target: inout [UInt8]) {
  let range = NormalForms.lowercase.range(scalar)
  if range.isEmpty { return target.append(scalar: scalar) }
  for place in range { target.append(scalar: NormalForms.lowercase[place]) }
}
