import Artifacts
import Glibc

/// The bytes of a file from an offset on, piece by piece.
final class FileChunks {
  private let path: String
  private let descriptor: Int32

  private static let size = 1 << 16

  /// Opens a file.
  ///
  /// - Throws: ``FileError`` if it cannot be opened.
  init(path: String, at offset: Int) throws(FileError) {
    self.path = path
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path) }
    guard lseek(descriptor, off_t(offset), SEEK_SET) == offset else { throw .cannotOpen(path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The next bytes; nil at the end of the file.
  ///
  /// - Throws: ``FileError`` if it cannot be read.
  func next() throws(FileError) -> [UInt8]? {
    var code: Int32 = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
      let got = unsafe read(descriptor, buffer.baseAddress, Self.size)
      count = max(got, 0)
      code = got < 0 ? errno : 0
    }
    guard code == 0 else { throw .cannotOpen(path, code: code) }
    return chunk.isEmpty ? nil : chunk
  }
}

extension FileChunks {
  /// The next `count` bytes; fewer where the file ends.
  ///
  /// - Throws: ``FileError`` if it cannot be read.
  func next(_ count: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count, let chunk = try next() { bytes += chunk.prefix(count - bytes.count) }
    return bytes
  }
}
