import Artifacts

/// The bytes of a page or table: of a file, mapped, or of a member of a container, in memory.
@safe public final class InputContents: Sendable {
  private let mapped: MappedFile?
  /// Safe to share: the bytes never change and live as long as this object.
  private nonisolated(unsafe) let loaded: UnsafeMutableBufferPointer<UInt8>

  /// Maps the file at `path`.
  ///
  /// - Throws: ``FileError`` if it cannot be read.
  public init(path: String) throws(FileError) {
    mapped = try MappedFile(path)
    unsafe loaded = UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  /// Copies bytes.
  public init(_ bytes: [UInt8]) {
    mapped = nil
    unsafe loaded = UnsafeMutableBufferPointer.allocate(capacity: bytes.count)
    _ = unsafe loaded.initialize(from: bytes)
  }

  deinit { unsafe loaded.deallocate() }

  /// The number of bytes.
  public var count: Int { mapped?.count ?? (unsafe loaded.count) }

  /// The bytes.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      if let mapped { return unsafe _overrideLifetime(mapped.bytes, borrowing: self) }
      return unsafe _overrideLifetime(UnsafeBufferPointer(loaded).span, borrowing: self)
    }
  }

  /// The bytes of a member; nil for a file, which is better read from its path.
  var member: [UInt8]? { mapped == nil ? unsafe Array(loaded) : nil }

  /// Whether the bytes are in memory.
  var isLoaded: Bool { mapped == nil }

  /// The SHA-256 of the bytes, in hexadecimal.
  public var digest: String { bytesDigest(bytes) }

  /// A copy of the bytes in `range`.
  func copy(_ range: Range<Int>) -> [UInt8] {
    unsafe bytes.extracting(range).withUnsafeBufferPointer { unsafe Array($0) }
  }
}
