import CZlib

/// Why compressed bytes cannot be inflated.
enum InflateError: Error {
  /// They are not what the format demands, or a checksum does not fit.
  case malformed
}

/// Inflates compressed bytes piece by piece with zlib.
@safe final class InflateStream {
  /// What the compressed bytes look like.
  enum Format: Int32 {
    /// RFC 1952.
    case gzip = 31
    /// RFC 1950, which HTTP calls `deflate`.
    case zlib = 15
    /// RFC 1951, which some servers call `deflate`.
    case raw = -15
  }

  /// What a stream can do next.
  enum State {
    /// Nothing: it ended, its checksum being right.
    case ended
    /// Go on with more input.
    case hungry
    /// Give more output.
    case full
  }

  private let stream: UnsafeMutablePointer<z_stream>

  /// Creates a stream at its start.
  init(_ format: Format) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe kindred_inflate_init(stream, format.rawValue)
    // The only other results are a wrong version of the library and no memory.
    precondition(code == Z_OK, "zlib cannot start: \(code)")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Starts anew, for the next member.
  func reset() { unsafe inflateReset(stream) }

  /// Inflates a piece, appending at most `limit` bytes to `output`.
  ///
  /// - Returns: How many bytes of the input were used; and whether the stream ended with the right
  ///   checksum, can give no more without more input, or has more to give.
  /// - Throws: ``InflateError`` if the bytes are malformed.
  func inflate(
    _ input: Span<UInt8>, into output: inout [UInt8], limit: Int
  ) throws(InflateError) -> (used: Int, state: State) {
    var code = Z_OK
    var used = 0
    let stream = unsafe stream
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      unsafe input.withUnsafeBufferPointer { source in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(clamping: source.count)
        unsafe stream.pointee.next_out = buffer.baseAddress
        unsafe stream.pointee.avail_out = UInt32(clamping: limit)
        code = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        used = unsafe source.count - Int(stream.pointee.avail_in)
        count = unsafe limit - Int(stream.pointee.avail_out)
      }
    }
    // Z_BUF_ERROR says only that nothing could be done with so little input.
    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw .malformed }
    output += piece
    return (used, code == Z_STREAM_END ? .ended : piece.count < limit ? .hungry : .full)
  }
}
