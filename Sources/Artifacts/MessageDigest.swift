import CLibcrypto

/// A message digest that is computed piece by piece, by OpenSSL's libcrypto.
///
///     let digest = MessageDigest(.sha256)
///     digest.update("ab".utf8.span)
///     digest.update("c".utf8.span)
///     digest.hexadecimal()    // "ba7816bf8f01cfea…"
@safe public final class MessageDigest {
  /// How a digest is computed.
  public enum Algorithm: Sendable {
    /// SHA-256 of FIPS 180-4.
    case sha256
    /// SHA-1, which is broken: only for names that others have made by it, as git does.
    case sha1
  }

  // Looking an algorithm up takes longer than the digest of a short text.
  private nonisolated(unsafe) static let sha256 = unsafe EVP_MD_fetch(nil, "SHA256", nil)
  private nonisolated(unsafe) static let sha1 = unsafe EVP_MD_fetch(nil, "SHA1", nil)

  private let context: OpaquePointer

  /// Begins a digest.
  ///
  /// - Precondition: libcrypto has the algorithm, as every build of it does.
  public init(_ algorithm: Algorithm) {
    let implementation =
      switch algorithm {
      case .sha256: unsafe Self.sha256
      case .sha1: unsafe Self.sha1
      }
    guard let context = unsafe EVP_MD_CTX_new(),
      unsafe EVP_DigestInit_ex(context, implementation, nil) == 1
    else { preconditionFailure("libcrypto has no \(algorithm)") }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Takes the next bytes.
  ///
  /// - Complexity: O(*n*) in the bytes.
  public func update(_ bytes: Span<UInt8>) {
    let status = unsafe bytes.withUnsafeBytes {
      unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
    }
    precondition(status == 1, "libcrypto cannot take \(bytes.count) bytes")
  }

  /// The digest of the bytes, in hexadecimal; to be asked for once.
  public func hexadecimal() -> String {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let status = unsafe EVP_DigestFinal_ex(context, &digest, &count)
    precondition(status == 1, "the digest was asked for twice")
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
    return unsafe String(unsafeUninitializedCapacity: 2 * Int(count)) { text in
      for index in 0..<Int(count) {
        unsafe text[2 * index] = digit(digest[index] >> 4)
        unsafe text[2 * index + 1] = digit(digest[index] & 15)
      }
      return 2 * Int(count)
    }
  }
}
