import Glibc

/// The bytes of a file, mapped into memory for reading.
///
/// Pages are read when they are touched and may be dropped again, so a file larger than memory can
/// be scanned. The program's own outputs replace files by renaming and never in place, so bytes that
/// are mapped do not change under a reader.
///
/// A file may be in memory without being on disk, such as a model that is part of the program.
@safe public final class MappedFile: Sendable {
  /// The path of the file.
  public let path: String
  /// The number of bytes.
  public let count: Int

  /// Safe to share: the mapping is read-only and lives as long as this object.
  private nonisolated(unsafe) let base: UnsafeRawPointer?
  private let owner: Owner
  /// The disk and the number on it that the file had when it was mapped; nil if it is not on disk.
  private let place: (device: dev_t, number: ino_t)?

  /// Who gives the memory back.
  private enum Owner {
    /// The system: it is mapped.
    case system
    /// This object, which allocated it.
    case file
    /// Nobody: it is part of the program.
    case program
  }

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
    self.owner = .system
    self.place = (status.st_dev, status.st_ino)
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

  /// A file of bytes in memory, which are copied; errors call it `name`.
  ///
  /// - Complexity: O(*n*) in the bytes.
  public init(_ bytes: [UInt8], name: String) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 8)
    unsafe copy.copyBytes(from: bytes)
    (path, count, owner, place) = (name, bytes.count, .file, nil)
    unsafe base = UnsafeRawPointer(copy.baseAddress)
  }

  /// A file that is part of the program, read where it is; errors call it `name`.
  ///
  /// Unsafe: the memory has to stay as it is until the program ends.
  ///
  /// - Complexity: O(1)
  @unsafe public init(program bytes: UnsafeRawBufferPointer, name: String) {
    (path, count, owner, place) = (name, bytes.count, .program, nil)
    unsafe base = bytes.baseAddress
  }

  deinit {
    guard let base = unsafe base else { return }
    let memory = unsafe UnsafeMutableRawPointer(mutating: base)
    switch owner {
    case .system: unsafe munmap(memory, count)
    case .file: unsafe memory.deallocate()
    case .program: break
    }
  }

  /// The bytes of the file.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get { values(UInt8.self, at: 0, count: count) }
  }

  /// Opens the file once more, for reading it without mapping; nil if that cannot be, or if the path leads to
  /// another file by now.
  func reopened() -> Int32? {
    guard let place else { return nil }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, (status.st_dev, status.st_ino) == place else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Gives the memory of a part of the file back to the system; it is read again when touched.
  ///
  /// For what was read once and is not needed again: mapped pages count as memory of the program.
  /// What is in memory anyway stays there.
  ///
  /// - Precondition: The part lies within the file.
  public func release(_ part: Range<Int>) {
    precondition(part.lowerBound >= 0 && part.upperBound <= count, "outside \(path)")
    let page = Int(getpagesize())
    // Whole pages; the ones at the ends may be in use by what lies beside.
    let first = (part.lowerBound + page - 1) / page * page
    let last = part.upperBound / page * page
    guard let base = unsafe base, owner == .system, first < last else { return }
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
