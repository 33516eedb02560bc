/// What a reader takes for one character ([Unicode Standard Annex 29]), with the tables of the
/// Unicode version that `tokenizers` has.
///
/// Flags, which are pairs of regional indicators, are left apart: a cluster of 6 bytes or more is
/// treated scalar by scalar here, and they have 8.
///
/// [Unicode Standard Annex 29]: https://unicode.org/reports/tr29/
enum GraphemeClusters {
  /// The end of the cluster that begins at byte `start` of valid UTF-8.
  ///
  /// - Complexity: O(*n*) in the bytes of the cluster.
  static func end(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var place = start
    var previous = decodeScalar(bytes, &place)
    var context = Context(previous)
    while place < bytes.count {
      var next = place
      let scalar = decodeScalar(bytes, &next)
      if context.breaks(previous, scalar) { break }
      context.add(scalar)
      previous = scalar
      place = next
    }
    return place
  }

  static func properties(_ scalar: UInt32) -> ScalarProperties {
    ScalarProperties(rawValue: ScalarProperties.table[scalar])
  }

  /// What the rules need to know of a cluster so far.
  private struct Context {
    /// A picture and extending marks, and then: nothing yet, or a joiner.
    private var isPicture: Bool
    private var isJoined = false
    /// A consonant and marks, and whether a linker is among these.
    private var isConjunct: Bool
    private var isLinked = false

    init(_ scalar: UInt32) {
      let first = GraphemeClusters.properties(scalar)
      isPicture = first.contains(.pictographic)
      isConjunct = first.contains(.consonant)
    }

    mutating func add(_ scalar: UInt32) {
      let properties = GraphemeClusters.properties(scalar)
      isJoined = isPicture && scalar == 0x200D
      isPicture =
        properties.contains(.pictographic)
        || isPicture && properties.contains(.extending) && !properties.contains(.spacing)
      if properties.contains(.consonant) {
        (isConjunct, isLinked) = (true, false)
      } else {
        // ZERO WIDTH NON-JOINER is there to keep consonants apart.
        isConjunct =
          isConjunct && properties.contains(.extending) && !properties.contains(.spacing)
          && scalar != 0x200C
        isLinked = isConjunct && (isLinked || properties.contains(.linker))
      }
    }

    /// Whether a cluster ends between two scalars, the first of which was added.
    func breaks(_ a: UInt32, _ b: UInt32) -> Bool {
      if a == 0x0D, b == 0x0A { return false }
      let first = GraphemeClusters.properties(a)
      let second = GraphemeClusters.properties(b)
      if isControl(a, first) || isControl(b, second) { return true }
      if second.contains(.extending) || first.contains(.prepend) { return false }
      if isJoined, second.contains(.pictographic) { return false }
      if isLinked, second.contains(.consonant) { return false }
      return !joinsHangul(a, b)
    }

    private func isControl(_ scalar: UInt32, _ properties: ScalarProperties) -> Bool {
      scalar == 0 || properties.contains(.control)
        || (0xE_0000...0xE_0FFF).contains(scalar)
          && !properties.contains(.extending)
    }

    private func joinsHangul(_ a: UInt32, _ b: UInt32) -> Bool {
      switch (HangulKind(a), HangulKind(b)) {
      case (.lead, .lead), (.lead, .vowel), (.lead, .open), (.lead, .closed): true
      case (.open, .vowel), (.open, .trail), (.vowel, .vowel), (.vowel, .trail): true
      case (.closed, .trail), (.trail, .trail): true
      default: false
      }
    }
  }
}

/// What a Hangul scalar is: a consonant or vowel, or a syllable that is open or closed.
private enum HangulKind {
  case lead, vowel, trail, open, closed

  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x1100...0x115F, 0xA960...0xA97C: self = .lead
    case 0x1160...0x11A7, 0xD7B0...0xD7C6: self = .vowel
    case 0x11A8...0x11FF, 0xD7CB...0xD7FB: self = .trail
    case 0xAC00...0xD7A3: self = (scalar - Hangul.first) % Hangul.trails == 0 ? .open : .closed
    default: return nil
    }
  }
}
