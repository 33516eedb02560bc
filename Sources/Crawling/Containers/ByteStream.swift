import Artifacts

/// Bytes that come in blocks, so that memory does not grow with the whole.
protocol ByteStream: AnyObject {
  /// The next bytes, at least one; nil at the end.
  ///
  /// - Throws: ``FileError`` if what is behind the stream is damaged, or larger than is allowed.
  func next() throws(FileError) -> [UInt8]?
}

/// A stream whose first bytes can be looked at before they are read.
final class PeekableStream: ByteStream {
  private let source: any ByteStream
  private var peeked: [UInt8] = []
  private var isAtEnd = false

  init(_ source: any ByteStream) { self.source = source }

  /// The first `count` bytes of what is still to be read, or all if there are fewer.
  func peek(_ count: Int) throws(FileError) -> ArraySlice<UInt8> {
    while peeked.count < count, !isAtEnd {
      guard let block = try source.next() else {
        isAtEnd = true
        break
      }
      peeked += block
    }
    return peeked.prefix(count)
  }

  func next() throws(FileError) -> [UInt8]? {
    guard peeked.isEmpty else {
      defer { peeked = [] }
      return peeked
    }
    return isAtEnd ? nil : try source.next()
  }

  /// All that is still to be read, or nil if that is more than `limit` bytes.
  ///
  /// - Complexity: O(*n*) in the bytes; no more than `limit` and a block are held.
  func collect(limit: Int) throws(FileError) -> [UInt8]? {
    var bytes: [UInt8] = []
    while let block = try next() {
      bytes += block
      if bytes.count > limit { return nil }
    }
    return bytes
  }
}
