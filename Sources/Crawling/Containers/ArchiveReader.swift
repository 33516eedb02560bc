import Artifacts
import CArchive

/// An archive or a compressed file, read from its start to its end by libarchive.
///
/// Nothing is ever written: members are handed on as bytes. Filters and formats are switched on one
/// by one, since "all" would include filters that run other programs.
@safe final class ArchiveReader {
  /// What is in the file.
  enum Form {
    /// Members with names: zip, or tar, compressed or not.
    case members
    /// One stream: gzip, bzip2, xz or Zstandard.
    case compressed
  }

  /// How errors name the archive.
  let name: String

  private let handle: OpaquePointer
  /// What is read, if it is not a file: libarchive keeps a pointer to it.
  private var memory: UnsafeMutableRawBufferPointer?

  private var isAtEnd = false

  /// What is read of a file at a time.
  private static let blockSize = 1 << 17

  /// Opens a file.
  ///
  /// - Throws: ``FileError`` if it cannot be read or is not of the form.
  init(path: String, form: Form) throws(FileError) {
    name = path
    unsafe handle = try Self.handle(form, name)
    try check(unsafe archive_read_open_filename(handle, path, Self.blockSize))
  }

  /// Opens an archive in memory, of which it makes a copy.
  ///
  /// - Throws: ``FileError`` if it is not of the form.
  init(_ bytes: Span<UInt8>, name: String, form: Form) throws(FileError) {
    self.name = name
    unsafe handle = try Self.handle(form, name)
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    unsafe bytes.withUnsafeBytes { unsafe copy.copyMemory(from: $0) }
    unsafe memory = copy
    try check(unsafe archive_read_open_memory(handle, copy.baseAddress, copy.count))
  }

  deinit {
    unsafe archive_read_free(handle)
    unsafe memory?.deallocate()
  }

  private static func handle(_ form: Form, _ name: String) throws(FileError) -> OpaquePointer {
    guard let handle = unsafe archive_read_new() else {
      throw FileError(.inputOutput, name, "memory is short", remedy: "close other programs")
    }
    unsafe archive_read_support_filter_gzip(handle)
    unsafe archive_read_support_filter_bzip2(handle)
    unsafe archive_read_support_filter_xz(handle)
    unsafe archive_read_support_filter_zstd(handle)
    switch form {
    case .members:
      unsafe archive_read_support_format_zip(handle)
      unsafe archive_read_support_format_tar(handle)
    case .compressed:
      unsafe archive_read_support_format_raw(handle)
      unsafe archive_read_support_format_empty(handle)
    }
    return unsafe handle
  }

  /// The number of bytes of the archive that were read so far.
  var consumed: Int { Int(unsafe archive_filter_bytes(handle, -1)) }

  /// Goes to the next member, or to the only stream; nil at the end.
  ///
  /// - Throws: ``FileError`` if the archive is damaged.
  func nextMember() throws(FileError) -> ArchiveMember? {
    guard !isAtEnd else { return nil }
    var entry: OpaquePointer?
    let result = unsafe archive_read_next_header(handle, &entry)
    isAtEnd = result == ARCHIVE_EOF
    guard !isAtEnd else { return nil }
    try check(result)
    guard let entry = unsafe entry else { return nil }
    return unsafe ArchiveMember(entry)
  }

  /// The next bytes of the member; nil at its end.
  ///
  /// - Throws: ``FileError`` if the archive is damaged.
  func nextBlock() throws(FileError) -> [UInt8]? {
    var received = 0
    let block = unsafe [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, count in
      received = unsafe archive_read_data(handle, buffer.baseAddress, buffer.count)
      count = max(received, 0)
    }
    guard received >= 0 else { throw damage() }
    return block.isEmpty ? nil : block
  }

  private func check(_ result: Int32) throws(FileError) {
    // A warning, such as a name that is not in the system's encoding, leaves the bytes right.
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN else { throw damage() }
  }

  private func damage() -> FileError {
    let reason =
      unsafe archive_error_string(handle).map { unsafe String(cString: $0) } ?? "no reason given"
    return FileError(
      .malformed, name, "is damaged or cut off: \(reason)", remedy: "download or make it again")
  }
}

/// What an archive tells of one of its members.
struct ArchiveMember {
  /// What a member is.
  enum Kind { case file, folder, link, other }

  /// Its name, with folders.
  let name: String
  /// What it is.
  let kind: Kind
  /// The number of its bytes, as far as the archive tells in advance.
  let size: Int?
  /// Whether a password is needed to read it.
  let isEncrypted: Bool

  fileprivate init(_ entry: OpaquePointer) {
    let text = unsafe archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    name = unsafe text.map { unsafe String(cString: $0) } ?? ""
    size = unsafe archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil
    isEncrypted = unsafe archive_entry_is_encrypted(entry) == 1
    // AE_IFREG and its kin are macros that Swift cannot see.
    let isHardLink = unsafe archive_entry_hardlink(entry) != nil
    switch unsafe archive_entry_filetype(entry) & 0o170000 {
    case 0o100000 where !isHardLink: kind = .file
    case 0o040000: kind = .folder
    case 0o120000, 0o100000: kind = .link
    default: kind = .other
    }
  }
}
