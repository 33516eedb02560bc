/// A normal form of Unicode.
enum NormalForm: String, Sendable {
  case nfc = "NFC"
  case nfd = "NFD"
  case nfkc = "NFKC"
  case nfkd = "NFKD"

  /// Brings a text into this form.
  ///
  /// - Complexity: O(*n* log *n*) in the longest run of combining marks, else O(*n*).
  func apply(to text: inout NormalizedText) {
    let mapping =
      self == .nfkc || self == .nfkd ? NormalForms.compatibility : NormalForms.canonical
    let composes = self == .nfc || self == .nfkc
    text.rewrite { source, target in
      var decomposer = Decomposer()
      var composer = Composer()
      var place = 0
      while place < source.count {
        decomposer.add(decodeScalar(source, &place), mapping)
        if place == source.count { decomposer.finish() }
        for scalar in decomposer.ready {
          if composes { composer.add(scalar, &target) } else { target.append(scalar: scalar) }
        }
        decomposer.ready.removeAll(keepingCapacity: true)
      }
      composer.finish(&target)
    }
  }
}

/// Composes scalars that come in canonical order.
private struct Composer {
  private var starter: UInt32?
  private var marks: [UInt32] = []
  private var lastClass: UInt8 = 0

  /// Adds a scalar; what can no longer change is appended to `target`.
  mutating func add(_ scalar: UInt32, _ target: inout [UInt8]) {
    let combiningClass = NormalForms.combiningClass[scalar]
    // A mark is blocked from the starter by one of the same class that did not compose, and a
    // starter by any such mark.
    let isBlocked = !marks.isEmpty && (combiningClass == 0 || lastClass >= combiningClass)
    if let first = starter, !isBlocked, let composite = Self.composite(first, scalar) {
      starter = composite
    } else if combiningClass == 0 {
      finish(&target)
      starter = scalar
    } else {
      marks.append(scalar)
      lastClass = combiningClass
    }
  }

  /// Appends what waits.
  mutating func finish(_ target: inout [UInt8]) {
    if let first = starter { target.append(scalar: first) }
    for mark in marks { target.append(scalar: mark) }
    starter = nil
    marks.removeAll(keepingCapacity: true)
    lastClass = 0
  }

  private static func composite(_ a: UInt32, _ b: UInt32) -> UInt32? {
    Hangul.compose(a, b) ?? NormalForms.compositions[UInt64(a) << 32 | UInt64(b)]
  }
}
