import CZlib

/// Compresses bytes as one gzip member (RFC 1952), which a WARC record is.
///
/// The head of the member names no time and no file, so that equal bytes give equal members.
///
/// - Complexity: O(*n*); level 6, some 40 MB of HTML a second and core.
func gzipMember(_ bytes: Span<UInt8>) -> [UInt8] {
  var stream = unsafe z_stream()
  let code = unsafe kindred_deflate_init(&stream, 6, 31)
  // The only other results are a wrong version of the library and no memory.
  precondition(code == Z_OK, "zlib cannot start: \(code)")
  defer { unsafe deflateEnd(&stream) }
  let capacity = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
  return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
    unsafe bytes.withUnsafeBufferPointer { source in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.avail_in = UInt32(source.count)
      unsafe stream.next_out = buffer.baseAddress
      unsafe stream.avail_out = UInt32(capacity)
      let code = unsafe deflate(&stream, Z_FINISH)
      precondition(code == Z_STREAM_END, "the bound of zlib was too small")
      count = unsafe capacity - Int(stream.avail_out)
    }
  }
}
