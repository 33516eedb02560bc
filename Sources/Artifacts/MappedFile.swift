import Glibc

/// The bytes of a file, mapped into memory for reading.
///
/// Pages are read when they are touched and may be dropped again, so a file larger than memory can
/// be scanned. The program's own outputs replace files by renaming and never in place, so bytes that
/// are mapped do not change under a reader.
@safe public final class MappedFile: Sendable {
  /// The path of the file.
  public let path: String
  /// The number of bytes.
  public let count: Int

  /// Safe to share: the mapping is read-only and lives as long as this object.
  private nonisolated(unsafe) let base: UnsafeRawPointer?

  /// Maps the file at `path`.
  ///
  /// - Throws: ``FileError`` if the file does not exist, is a folder or cannot be mapped.
  public init(_ path: String) throws(FileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .cannotOpen(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(
        .missing, path, "is not a regular file", remedy: "give a file; for a pipe use '-'")
    }
    self.path = path
    self.count = Int(status.st_size)
    guard count > 0 else {
      unsafe self.base = nil
      return
    }
    let mapping = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard unsafe mapping != MAP_FAILED, let mapping = unsafe mapping else {
      throw .cannotOpen(path)
    }
    unsafe self.base = UnsafeRawPointer(mapping)
  }

  deinit {
    if let base = unsafe base { unsafe munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  /// The bytes of the file.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get { values(UInt8.self, at: 0, count: count) }
  }

  /// Gives the memory of a part of the file back to the system; it is read again when touched.
  ///
  /// For what was read once and is not needed again: mapped pages count as memory of the program.
  ///
  /// - Precondition: The part lies within the file.
  public func release(_ part: Range<Int>) {
    precondition(part.lowerBound >= 0 && part.upperBound <= count, "outside \(path)")
    let page = Int(getpagesize())
    // Whole pages; the ones at the ends may be in use by what lies beside.
    let first = (part.lowerBound + page - 1) / page * page
    let last = part.upperBound / page * page
    guard let base = unsafe base, first < last else { return }
    unsafe madvise(UnsafeMutableRawPointer(mutating: base + first), last - first, MADV_DONTNEED)
  }

  /// `count` numbers as the file holds them from the byte at `offset` on, read in place.
  ///
  /// - Precondition: They lie within the file, and `offset` is a multiple of their size.
  @_lifetime(borrow self)
  func values<Value: BitwiseCopyable>(
    _ type: Value.Type, at offset: Int, count: Int
  ) -> Span<Value> {
    let size = count * MemoryLayout<Value>.size
    precondition(offset >= 0 && size >= 0 && offset + size <= self.count, "outside \(path)")
    precondition(offset % MemoryLayout<Value>.alignment == 0, "byte \(offset) is not aligned")
    let start = unsafe base.map { unsafe $0 + offset }
    let buffer = unsafe UnsafeRawBufferPointer(start: start, count: size)
    return unsafe _overrideLifetime(
      buffer.assumingMemoryBound(to: Value.self).span, borrowing: self)
  }
}
