import Artifacts
import Glibc

/// A file that is read from its start to its end.
///
/// A dump is not mapped: the pages of a mapping count as memory until the system takes them back, and
/// a dump is larger than the memory.
final class FileStream: ByteStream {
  private let path: String
  private let descriptor: Int32

  private static let blockSize = 1 << 18

  /// Opens the file at `path`.
  ///
  /// - Throws: ``FileError`` if it cannot be opened.
  init(path: String) throws(FileError) {
    self.path = path
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileError(.missing, path, "cannot be opened", remedy: "check the path and its rights")
    }
  }

  deinit { close(descriptor) }

  func next() throws(FileError) -> [UInt8]? {
    var received = 0
    let block = unsafe [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, count in
      repeat {
        received = unsafe read(descriptor, buffer.baseAddress, buffer.count)
      } while received < 0 && errno == EINTR
      count = max(received, 0)
    }
    guard received >= 0 else {
      throw FileError(.inputOutput, path, "cannot be read", remedy: "check the disk and run again")
    }
    return block.isEmpty ? nil : block
  }
}
