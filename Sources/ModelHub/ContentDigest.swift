import Artifacts

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
  private let sha256 = MessageDigest(.sha256)
  /// Only where git's digest is the one to compare with.
  private let blob: MessageDigest?

  /// Begins a file of `size` bytes that should have the digest `expected`.
  init(_ expected: ContentDigest, size: Int) {
    self.expected = expected
    guard case .gitBlob = expected else {
      blob = nil
      return
    }
    let blob = MessageDigest(.sha1)
    blob.update("blob \(size)\0".utf8.span)
    self.blob = blob
  }

  /// Takes the next bytes of the file.
  func update(_ bytes: Span<UInt8>) {
    sha256.update(bytes)
    blob?.update(bytes)
  }

  /// The SHA-256 of the bytes; nil if they do not have the expected digest. To be asked for once.
  func verified() -> String? {
    let digest = sha256.hexadecimal()
    return (blob?.hexadecimal() ?? digest) == expected.hexadecimal ? digest : nil
  }
}
