import Glibc

/// Memory that this process and a worker share: pages reach the worker without going through the socket,
/// which would copy them four times.
///
/// It is as large as the largest page, but takes memory only where a page has been.
@safe final class PageMemory: Sendable {
  /// The number of bytes.
  static let size = PageLimits.pageSize
  /// How many bytes pages may have that go to a worker together; memory beyond is given back after use.
  static let usualSize = 1 << 20

  /// Safe to share: whoever writes waits until what stands there is read.
  private nonisolated(unsafe) let base: UnsafeMutableRawPointer

  /// Maps a file in memory of that size, which may be closed afterwards; nil if that cannot be.
  init?(_ descriptor: Int32, isWritable: Bool) {
    let rights = isWritable ? PROT_READ | PROT_WRITE : PROT_READ
    let mapping = unsafe mmap(nil, Self.size, rights, MAP_SHARED, descriptor, 0)
    guard unsafe mapping != MAP_FAILED, let mapping = unsafe mapping else { return nil }
    unsafe base = mapping
  }

  deinit { unsafe munmap(base, Self.size) }

  /// Writes pages one after another.
  ///
  /// - Precondition: They fit.
  func write(_ pages: some Collection<InputPage>) {
    var offset = 0
    for page in pages {
      let bytes = page.contents.bytes
      precondition(bytes.count <= Self.size - offset, "pages that do not fit")
      unsafe bytes.withUnsafeBytes { page in
        guard let start = page.baseAddress else { return }
        unsafe (base + offset).copyMemory(from: start, byteCount: page.count)
      }
      offset += bytes.count
    }
  }

  /// What stands in a range.
  ///
  /// - Precondition: It lies within the memory.
  @_lifetime(borrow self)
  func bytes(_ range: Range<Int>) -> Span<UInt8> {
    precondition(range.lowerBound >= 0 && range.upperBound <= Self.size, "outside the memory")
    let buffer = unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    return unsafe _overrideLifetime(
      buffer.assumingMemoryBound(to: UInt8.self).span, borrowing: self)
  }

  /// Gives the memory back that a long page took.
  func release() {
    unsafe madvise(base + Self.usualSize, Self.size - Self.usualSize, MADV_REMOVE)
  }
}
