/// What a tagger has learned, and the file of it.
///
/// All numbers are little-endian, and no strings are in it:
///
///     bytes          what
///     8              "KNDTAG1\n"
///     4              L, the slots of the lexicon
///     4              F, the slots of the feature weights
///     4 L            the keys of the lexicon
///     4 L            what its words may be
///     2 F            the checks of the features
///     16 F           their weights, one byte each, for the 16 parts of speech but `other`
struct TaggerModel: Equatable, Sendable {
  /// The frequent words.
  var lexicon: TagLexicon
  /// The weights of features.
  var features: FeatureWeights

  private static let magic = Array("KNDTAG1\n".utf8)
  private static let headerSize = 16

  /// The model that a file holds; nil if the bytes are not such a file.
  init?(file: [UInt8]) {
    let header = Self.headerSize
    guard file.count >= header, file.starts(with: Self.magic) else { return nil }
    let words = Int(Self.integer(file, at: 8, as: UInt32.self))
    let rows = Int(Self.integer(file, at: 12, as: UInt32.self))
    guard file.count == header + 8 * words + (2 + FeatureWeights.width) * rows else { return nil }
    let (checks, weights) = (header + 8 * words, header + 8 * words + 2 * rows)
    guard
      let lexicon = TagLexicon(
        keys: (0..<words).map { Self.integer(file, at: header + 4 * $0) },
        ambiguities: (0..<words).map { Self.integer(file, at: header + 4 * (words + $0)) }),
      let features = FeatureWeights(
        checks: (0..<rows).map { Self.integer(file, at: checks + 2 * $0) },
        weights: file[weights...].map { Int8(bitPattern: $0) })
    else { return nil }
    self.init(lexicon: lexicon, features: features)
  }

  /// A model of these parts.
  init(lexicon: TagLexicon, features: FeatureWeights) {
    self.lexicon = lexicon
    self.features = features
  }

  /// The bytes of the file.
  var file: [UInt8] {
    var file = Self.magic
    Self.append(UInt32(lexicon.keys.count), to: &file)
    Self.append(UInt32(features.checks.count), to: &file)
    for key in lexicon.keys { Self.append(key, to: &file) }
    for ambiguity in lexicon.ambiguities { Self.append(ambiguity, to: &file) }
    for check in features.checks { Self.append(check, to: &file) }
    file += features.weights.map { UInt8(bitPattern: $0) }
    return file
  }

  private static func append(_ value: some FixedWidthInteger, to file: inout [UInt8]) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      file.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  private static func integer<Integer: FixedWidthInteger>(
    _ file: [UInt8], at offset: Int, as type: Integer.Type = Integer.self
  ) -> Integer {
    var value: Integer = 0
    for byte in 0..<(Integer.bitWidth / 8) {
      value |= Integer(truncatingIfNeeded: file[offset + byte]) << (8 * byte)
    }
    return value
  }
}
