import Crypto

/// The SHA-256 of a file, in hexadecimal.
///
/// - Throws: ``FileError`` if the file cannot be read.
/// - Complexity: O(*n*) in the bytes of the file, which is mapped, not loaded.
public func fileDigest(_ path: String) throws(FileError) -> String {
  let file = try MappedFile(path)
  var hash = SHA256()
  unsafe file.bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
  return hexadecimal(hash.finalize())
}

/// The SHA-256 of a text's UTF-8, in hexadecimal.
///
/// Ids made from contents are its first 16 digits: 64 bits, so that among a million documents the
/// chance of one collision is below 3 in 100,000,000.
public func textDigest(_ text: String) -> String {
  hexadecimal(SHA256.hash(data: Array(text.utf8)))
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text = [UInt8]()
  for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
  return String(decoding: text, as: UTF8.self)
}
