/// What a tagger has learned, and the file of it.
///
/// All numbers are little-endian, and no strings are in it:
///
///     bytes          what
///     8              "KNDTAG1\n"
///     4              L, the slots of the lexicon
///     4              B, the buckets of the features
///     4              F, the features
///     4 L            the keys of the lexicon
///     4 L            what its words may be
///     4 (B + 1)      the first feature of each bucket
///     2 F            the checks of the features
///     16 F           their weights, a byte for each part of speech but `other`
struct TaggerModel: Equatable, Sendable {
  /// The frequent words.
  var lexicon: TagLexicon
  /// The weights of features.
  var features: FeatureWeights

  private static let magic = Array("KNDTAG1\n".utf8)
  /// The model that a file holds; nil if the bytes are not such a file.
  init?(file: [UInt8]) {
    guard file.starts(with: Self.magic) else { return nil }
    var offset = Self.magic.count
    guard let sizes: [UInt32] = Self.integers(file, 3, &offset),
      let keys: [UInt32] = Self.integers(file, Int(sizes[0]), &offset),
      let ambiguities: [TagLexicon.Ambiguity] = Self.integers(file, Int(sizes[0]), &offset),
      let starts: [UInt32] = Self.integers(file, Int(sizes[1]) + 1, &offset),
      let checks: [UInt16] = Self.integers(file, Int(sizes[2]), &offset),
      let weights: [Int8] = Self.integers(file, checks.count * FeatureWeights.width, &offset),
      offset == file.count,
      let lexicon = TagLexicon(keys: keys, ambiguities: ambiguities),
      let features = FeatureWeights(starts: starts, checks: checks, weights: weights)
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
    let sizes = [lexicon.keys.count, features.starts.count - 1, features.checks.count]
    Self.append(sizes.map { UInt32($0) }, to: &file)
    Self.append(lexicon.keys, to: &file)
    Self.append(lexicon.ambiguities, to: &file)
    Self.append(features.starts, to: &file)
    Self.append(features.checks, to: &file)
    Self.append(features.weights, to: &file)
    return file
  }

  private static func append(_ values: [some FixedWidthInteger], to file: inout [UInt8]) {
    for value in values {
      for shift in stride(from: 0, to: value.bitWidth, by: 8) {
        file.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
  }

  /// The next `count` integers, which `offset` is moved behind; nil if the file ends before.
  private static func integers<Integer: FixedWidthInteger>(
    _ file: [UInt8], _ count: Int, _ offset: inout Int
  ) -> [Integer]? {
    let size = Integer.bitWidth / 8
    guard count <= (file.count - offset) / size else { return nil }
    let start = offset
    offset += count * size
    return (0..<count).map { index in
      (0..<size).reduce(Integer.zero) { value, byte in
        value | Integer(truncatingIfNeeded: file[start + index * size + byte]) << (8 * byte)
      }
    }
  }
}
