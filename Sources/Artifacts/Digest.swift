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
  return try fileDigest(descriptor, path)
}

/// The SHA-256 of an open file from where it stands; errors call it `path`.
func fileDigest(_ descriptor: Int32, _ path: String) throws(FileError) -> String {
  let digest = MessageDigest(.sha256)
  try readBlocks(descriptor, path) { digest.update($0) }
  return digest.hexadecimal()
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
  let digest = MessageDigest(.sha256)
  digest.update(bytes)
  return digest.hexadecimal()
}

/// The first 16 digits of ``textDigest(_:)``, as ids made from contents have them: 64 bits, so that
/// among a million documents the chance of one collision is below 3 in 100,000,000.
public func shortTextDigest(_ text: String) -> String { String(textDigest(text).prefix(16)) }

/// The SHA-256 of a text's UTF-8, in hexadecimal.
public func textDigest(_ text: String) -> String {
  bytesDigest(text.utf8.span)
}
