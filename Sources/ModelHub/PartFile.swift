import Artifacts
import CLinux
import Glibc

/// A file that is being fetched, under a name of its own, with what an earlier run left of it.
final class PartFile {
  /// The file as it will be.
  let file: HubFile
  /// The path of the part.
  let path: String
  /// The bytes that are there.
  private(set) var size = 0
  private var hash: ContentHash
  private let descriptor: Int32

  /// Opens the part of `file` in a folder, or begins it, and computes the digest of what is there.
  ///
  /// - Throws: ``FileError`` if it cannot be opened or read.
  /// - Complexity: O(*n*) in the bytes that are there.
  init(_ file: HubFile, in folder: String) throws(FileError) {
    self.file = file
    path = "\(folder)/\(file.partName)"
    hash = ContentHash(file.digest, size: file.size)
    descriptor = unsafe kindred_open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw .cannotCreate(path) }
    try readBlocks(descriptor, path) { bytes in
      hash.update(bytes)
      size += bytes.count
    }
    if size > file.size { try restart() }
  }

  deinit { close(descriptor) }

  /// Appends the next bytes.
  ///
  /// - Throws: ``FileError`` if the disk is full, or if there are more bytes than the hub said.
  func append(_ bytes: Span<UInt8>) throws(FileError) {
    guard bytes.count <= file.size - size else {
      throw FileError(
        .malformed, path, "the server sends more than the \(file.size) bytes that the hub lists",
        remedy: "run again; if that does not help, check HF_ENDPOINT and the proxy")
    }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe pwrite(
          descriptor, $0.baseAddress.map { unsafe $0 + written }, $0.count - written,
          size + written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(path) }
      written += count
    }
    hash.update(bytes)
    size += bytes.count
  }

  /// Throws away what is there.
  ///
  /// - Throws: ``FileError`` if the disk fails.
  func restart() throws(FileError) {
    guard ftruncate(descriptor, 0) == 0 else { throw .cannotWrite(path) }
    size = 0
    hash = ContentHash(file.digest, size: file.size)
  }

  /// The SHA-256 of the file, which is then on the disk; nil if it is not the file that the hub lists.
  ///
  /// - Throws: ``FileError`` if the disk fails.
  func finish() throws(FileError) -> String? {
    guard size == file.size, let digest = hash.verified() else { return nil }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path) }
    return digest
  }
}

/// The SHA-256 of the file at `path` if it is `file`, whole; else nil.
///
/// - Throws: ``FileError`` if it cannot be read.
/// - Complexity: O(*n*) in the bytes of the file if its length is right, else O(1).
func verifiedDigest(_ path: String, _ file: HubFile) throws(FileError) -> String? {
  guard fileSize(path) == file.size else { return nil }
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .cannotOpen(path) }
  defer { close(descriptor) }
  let hash = ContentHash(file.digest, size: file.size)
  try readBlocks(descriptor, path) { hash.update($0) }
  return hash.verified()
}
