import CLinux
import Glibc
import LinearAlgebra

/// A file that appears under its name only once it is whole.
///
/// Bytes go to `PATH.partial`; ``commit()`` flushes them to the disk and renames the file. A file that
/// is dropped without a commit leaves nothing behind. The path `-` is standard output.
public struct OutputFile: ~Copyable {
  /// The path that the file will have.
  public let path: String
  private let partial: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 20

  /// Creates the file, unseen until it is committed.
  ///
  /// - Throws: ``FileError`` if it cannot be created.
  public init(path: String) throws(FileError) {
    self.path = path
    partial = path + ".partial"
    descriptor =
      path == "-"
      ? STDOUT_FILENO
      : unsafe kindred_open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotCreate(path) }
    if descriptor != STDOUT_FILENO { UnfinishedOutputs.add(partial) }
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if descriptor > STDERR_FILENO {
      close(descriptor)
      unsafe unlink(partial)
      UnfinishedOutputs.remove(partial)
    }
  }

  /// Appends a text in UTF-8.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  public mutating func write(_ text: String) throws(FileError) {
    buffer += text.utf8
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  public mutating func write(_ bytes: [UInt8]) throws(FileError) {
    try flush()
    buffer = bytes
  }

  /// Appends bytes that `body` adds to the buffer it is given.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  public mutating func write(_ body: (inout [UInt8]) -> Void) throws(FileError) {
    body(&buffer)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends the bytes that `body` makes of each of `count` items, in the order of the items, made by
  /// several threads; the bytes of a few items for each thread are held at once.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  public mutating func write(
    count: Int, threads: Int, _ body: @Sendable (Int, inout [UInt8]) -> Void
  ) throws(FileError) {
    let chunk = 16
    let wave = 8 * chunk * max(1, threads)
    for start in stride(from: 0, to: count, by: wave) {
      let items = min(wave, count - start)
      let parts = parallelMap(count: items, chunk: chunk, threads: threads) { range in
        var bytes: [UInt8] = []
        for index in range { body(start + index, &bytes) }
        return bytes
      }
      for part in parts { try write(part) }
    }
  }

  /// Flushes the file to the disk and gives it its name.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails; the file then does not appear.
  public consuming func commit() throws(FileError) {
    try flush()
    guard descriptor != STDOUT_FILENO else { return }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path) }
    guard unsafe rename(partial, path) == 0 else { throw .cannotCreate(path) }
    UnfinishedOutputs.remove(partial)
    close(descriptor)
    descriptor = -1
  }

  private mutating func flush() throws(FileError) {
    var offset = 0
    while offset < buffer.count {
      let written = unsafe buffer.withUnsafeBytes { bytes in
        unsafe Glibc.write(
          descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      guard written > 0 else {
        if errno == EINTR { continue }
        throw .cannotWrite(path)
      }
      offset += written
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
