/// The UTF-8 bytes of a text on its way through normalizers.
struct NormalizedText: Sendable {
  /// The text as it is now.
  private(set) var bytes: [UInt8] = []
  /// Whether the first byte stems from the first character of the text as it was given: it was not
  /// removed, or replaced together with others.
  var keepsFirst = true
  /// The buffer of the next rewriting.
  private var spare: [UInt8] = []

  /// Begins with a part of a text.
  mutating func begin(_ source: Span<UInt8>, _ range: Range<Int>) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(copying: source, range)
    keepsFirst = true
  }

  /// Replaces the text by what `body` appends to an empty buffer. No memory is copied.
  @inline(__always)
  mutating func rewrite(_ body: (_ source: Span<UInt8>, _ target: inout [UInt8]) -> Void) {
    let source = bytes
    var target = spare
    spare = []
    target.removeAll(keepingCapacity: true)
    body(source.span, &target)
    bytes = target
    spare = source
  }

  /// Replaces every scalar by what `body` appends for it.
  @inline(__always)
  mutating func mapScalars(_ body: (_ scalar: UInt32, _ target: inout [UInt8]) -> Void) {
    rewrite { source, target in
      var place = 0
      while place < source.count { body(decodeScalar(source, &place), &target) }
    }
  }

  /// Removes the scalars for which `isRemoved` is true.
  mutating func removeScalars(where isRemoved: (UInt32) -> Bool) {
    guard !bytes.isEmpty else { return }
    var first = 0
    if isRemoved(decodeScalar(bytes.span, &first)) { keepsFirst = false }
    mapScalars { scalar, target in
      if !isRemoved(scalar) { target.append(scalar: scalar) }
    }
  }
}
