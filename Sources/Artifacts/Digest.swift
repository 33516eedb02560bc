import Crypto
import Glibc

/// The SHA-256 of a file, in hexadecimal.
///
/// - Throws: ``FileError`` if the file cannot be read.
/// - Complexity: O(*n*) in the bytes of the file, of which a block is in memory at a time: the pages of
///   a mapped file would count as memory, and a dump is larger than that.
public func fileDigest(_ path: String) throws(FileError) -> String {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .cannotOpen(path) }
  defer { close(descriptor) }
  var hash = SHA256()
  try readBlocks(descriptor, path) { bytes in
    unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
  }
  return hexadecimal(hash.finalize())
}

/// Calls `body` with the bytes of an open file from where it stands, a block at a time.
///
/// - Throws: ``FileError`` about `path` if the file cannot be read.
public func readBlocks(
  _ descriptor: Int32, _ path: String, _ body: (Span<UInt8>) -> Void
) throws(FileError) {
  var block = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = unsafe block.withUnsafeMutableBytes {
      unsafe read(descriptor, $0.baseAddress, $0.count)
    }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else {
      throw FileError(
        .inputOutput, path, "cannot read: \(systemReason())", remedy: "check the disk and run again"
      )
    }
    if count == 0 { return }
    body(block.span.extracting(first: count))
  }
}

/// The SHA-256 of bytes, in hexadecimal.
///
/// - Complexity: O(*n*) in the bytes.
public func bytesDigest(_ bytes: Span<UInt8>) -> String {
  var hash = SHA256()
  unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
  return hexadecimal(hash.finalize())
}

/// The first 16 digits of ``textDigest(_:)``, as ids made from contents have them: 64 bits, so that
/// among a million documents the chance of one collision is below 3 in 100,000,000.
public func shortTextDigest(_ text: String) -> String { String(textDigest(text).prefix(16)) }

/// The SHA-256 of a text's UTF-8, in hexadecimal.
public func textDigest(_ text: String) -> String {
  hexadecimal(SHA256.hash(data: Array(text.utf8)))
}

private func hexadecimal(_ digest: SHA256.Digest) -> String {
  func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
  return unsafe String(unsafeUninitializedCapacity: 2 * SHA256.byteCount) { text in
    for (index, byte) in digest.enumerated() {
      unsafe text[2 * index] = digit(byte >> 4)
      unsafe text[2 * index + 1] = digit(byte & 15)
    }
    return 2 * SHA256.byteCount
  }
}
