/// 128 bits that stand for a document's author, title and text.
///
/// They are two SipHash values under keys that differ from process to process, so nobody can write
/// two texts that collide, and by chance two among a billion documents do with a probability below
/// 10⁻²⁰. The bits never reach an output.
struct Fingerprint: Hashable, Sendable {
  private let first: Int
  private let second: Int

  /// The fingerprint of a document.
  init(author: String, title: [UInt8], text: [UInt8]) {
    let author = Array(author.utf8)
    first = Self.hash([author, title, text], key: 1)
    second = Self.hash([author, title, text], key: 2)
  }

  private static func hash(_ parts: [[UInt8]], key: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(key)
    for part in parts {
      hasher.combine(part.count)
      unsafe part.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
    return hasher.finalize()
  }
}
