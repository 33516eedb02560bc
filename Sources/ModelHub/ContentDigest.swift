import Crypto

/// What the hub says about the contents of a file.
enum ContentDigest: Hashable {
  /// The SHA-256 of the bytes, as for large files.
  case sha256(String)
  /// The SHA-1 that git names a file by, of `blob SIZE`, a zero byte and the bytes.
  case gitBlob(String)

  /// The digits, in lower case.
  var hexadecimal: String {
    switch self {
    case .sha256(let digits), .gitBlob(let digits): digits
    }
  }

  /// - Returns: nil if `digits` are not those of a digest.
  static func sha256(of digits: String?) -> ContentDigest? {
    checkedDigits(digits, count: 64).map(ContentDigest.sha256)
  }

  /// - Returns: nil if `digits` are not those of a digest.
  static func gitBlob(of digits: String?) -> ContentDigest? {
    checkedDigits(digits, count: 40).map(ContentDigest.gitBlob)
  }
}

/// `text` in lower case if it is a number of `count` hexadecimal digits, else nil.
func checkedDigits(_ text: String?, count: Int) -> String? {
  guard let text = text?.lowercased(), text.utf8.count == count,
    text.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
  else { return nil }
  return text
}

/// Computes the digests of a file piece by piece.
struct ContentHash {
  private let expected: ContentDigest
  private var sha256 = SHA256()
  /// Only where git's digest is the one to compare with.
  private var blob: Insecure.SHA1?

  /// Begins a file of `size` bytes that should have the digest `expected`.
  init(_ expected: ContentDigest, size: Int) {
    self.expected = expected
    if case .gitBlob = expected {
      var blob = Insecure.SHA1()
      blob.update(data: Array("blob \(size)\0".utf8))
      self.blob = blob
    }
  }

  /// Takes the next bytes of the file.
  mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe sha256.update(bufferPointer: bytes)
      unsafe blob?.update(bufferPointer: bytes)
    }
  }

  /// The SHA-256 of the bytes so far; nil if they do not have the expected digest.
  var verified: String? {
    let digest = digits(sha256.finalize())
    let found = blob.map { digits($0.finalize()) } ?? digest
    return found == expected.hexadecimal ? digest : nil
  }

  private func digits(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
