/// 128 bits that stand for a document's author, title and text.
///
/// They are two SipHash values under keys that differ from process to process, so nobody can write
/// two texts that collide, and by chance two among a billion documents do with a probability below
/// 10⁻²⁰. The bits never reach an output.
struct Fingerprint: Hashable, Sendable {
  private let first: Int
  private let second: Int

  /// The fingerprint of a document.
  init(_ document: NormalizedDocument) {
    first = Self.hash(document, key: 1)
    second = Self.hash(document, key: 2)
  }

  private static func hash(_ document: NormalizedDocument, key: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(key)
    hasher.combine(document.author)
    for part in [document.title, document.text] {
      hasher.combine(part.count)
      unsafe part.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
    return hasher.finalize()
  }
}
