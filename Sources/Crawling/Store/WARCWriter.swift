import Artifacts
import CLinux
import Glibc

/// A WARC file that is being written, record by record, each a gzip member (ISO 28500 Annex D).
///
/// What is appended is in the file for good only after ``sync()``. An error leaves a torn tail, which
/// the caller cuts off with ``truncate(_:to:)`` before the file is used again.
struct WARCWriter: ~Copyable {
  let path: String
  /// The bytes so far.
  private(set) var size = 0
  private let descriptor: Int32

  /// Makes a new file.
  ///
  /// - Throws: ``FileError`` if it cannot be made or is there already.
  init(path: String) throws(FileError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC
    descriptor = unsafe kindred_open(path, flags, 0o600)
    guard descriptor >= 0 else { throw .cannotCreate(path) }
    self.path = path
  }

  deinit { close(descriptor) }

  /// Appends the members of records that belong together.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  mutating func append(_ members: [UInt8]) throws(FileError) {
    let isTorn = CrashPoint.warcTorn.isDue
    try write(members.prefix(isTorn ? members.count / 2 : members.count))
    if isTorn { CrashPoint.die() }
    size += members.count
    CrashPoint.warcWrite.pass()
  }

  /// Returns once everything that was appended is on the disk.
  ///
  /// - Throws: ``FileError`` if the disk fails.
  func sync() throws(FileError) {
    guard fdatasync(descriptor) == 0 else { throw .cannotWrite(path) }
    CrashPoint.warcSync.pass()
  }

  /// Cuts a file that no longer grows to its first `size` bytes, durably.
  ///
  /// - Throws: ``FileError`` if the disk fails.
  static func truncate(_ path: String, to size: Int) throws(FileError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path) }
    defer { close(descriptor) }
    guard ftruncate(descriptor, off_t(size)) == 0, fsync(descriptor) == 0 else {
      throw .cannotWrite(path)
    }
  }

  private func write(_ bytes: ArraySlice<UInt8>) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      guard written > 0 else {
        if errno == EINTR { continue }
        throw .cannotWrite(path)
      }
      rest = rest.dropFirst(written)
    }
  }
}
