/// The normalizer of BERT, all of its steps in one pass.
///
/// In order: control characters are dropped and white space becomes spaces; spaces are put around
/// Han; the text is decomposed canonically and its nonspacing marks are dropped; upper case becomes
/// lower case. ASCII, which is most of most texts, is looked up in a table of what becomes of it.
///
/// `BasicTokenizer` of [the original] does the same in Python.
///
/// [the original]: https://github.com/google-research/bert/blob/master/tokenization.py
struct BERTNormalizer: Sendable {
  private let cleansText: Bool
  private let separatesHan: Bool
  private let stripsAccents: Bool
  private let lowercases: Bool
  /// What becomes of each ASCII character, 0xFF for nothing.
  private let asciiTable: [UInt8]

  /// Creates a normalizer.
  ///
  /// `stripsAccents` of nil is as `lowercases` says.
  init(cleansText: Bool, separatesHan: Bool, stripsAccents: Bool?, lowercases: Bool) {
    self.cleansText = cleansText
    self.separatesHan = separatesHan
    self.stripsAccents = stripsAccents ?? lowercases
    self.lowercases = lowercases
    asciiTable = (UInt8(0)..<128).map { byte in
      let properties = ScalarProperties(rawValue: ScalarProperties.table[UInt32(byte)])
      if cleansText, properties.contains(.removed) { return 0xFF }
      if cleansText, properties.contains(.whitespace) { return 0x20 }
      return lowercases && (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }
  }

  /// What an ASCII character becomes; nil for nothing.
  func ascii(_ byte: UInt8) -> UInt8? {
    let result = asciiTable[Int(byte)]
    return result == 0xFF ? nil : result
  }

  /// Changes a text.
  ///
  /// - Complexity: O(*n*) but for runs of combining marks, which are sorted.
  func apply(to text: inout NormalizedText) {
    var keepsFirst = text.keepsFirst
    text.rewrite { source, target in
      var decomposer = Decomposer()
      var place = 0
      while place < source.count {
        let byte = source[place]
        if byte < 0x80, decomposer.isEmpty {
          let result = asciiTable[Int(byte)]
          place += 1
          if result != 0xFF { target.append(result) } else if target.isEmpty { keepsFirst = false }
        } else {
          add(decodeScalar(source, &place), &decomposer, &target)
          if target.isEmpty, decomposer.isEmpty { keepsFirst = false }
        }
      }
      decomposer.finish()
      flush(&decomposer, &target)
    }
    text.keepsFirst = keepsFirst
  }

  /// Cleans a scalar and adds it, with spaces around it if it is Han.
  ///
  /// It stays out of the loop over ASCII, which is smaller and faster without it.
  @inline(never)
  private func add(_ scalar: UInt32, _ decomposer: inout Decomposer, _ target: inout [UInt8]) {
    var scalar = scalar
    if cleansText {
      let properties = ScalarProperties(rawValue: ScalarProperties.table[scalar])
      if properties.contains(.removed) { return }
      if properties.contains(.whitespace) { scalar = 0x20 }
    }
    if separatesHan, Self.isHan(scalar) {
      decompose(0x20, &decomposer, &target)
      decompose(scalar, &decomposer, &target)
      decompose(0x20, &decomposer, &target)
    } else {
      decompose(scalar, &decomposer, &target)
    }
  }

  @inline(__always)
  private func decompose(
    _ scalar: UInt32, _ decomposer: inout Decomposer, _ target: inout [UInt8]
  ) {
    guard stripsAccents else { return append(scalar, &target) }
    decomposer.add(scalar, NormalForms.canonical)
    flush(&decomposer, &target)
  }

  /// Takes what is in order and drops the marks.
  private func flush(_ decomposer: inout Decomposer, _ target: inout [UInt8]) {
    for scalar in decomposer.ready
    where ScalarProperties.table[scalar] & ScalarProperties.nonspacing.rawValue == 0 {
      append(scalar, &target)
    }
    decomposer.ready.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private func append(_ scalar: UInt32, _ target: inout [UInt8]) {
    if lowercases { appendLowercase(scalar, &target) } else { target.append(scalar: scalar) }
  }

  /// Whether a scalar is in the blocks that BERT takes for Chinese.
  static func isHan(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x2_0000...0x2_A6DF, 0x2_A700...0x2_B73F,
      0x2_B740...0x2_B81F, 0x2_B920...0x2_CEAF, 0xF900...0xFAFF, 0x2_F800...0x2_FA1F:
      true
    default: false
    }
  }
}
