import CZlib

/// Inflates a body while it comes, and stops it when it grows beyond the limits.
///
/// libcurl's own inflating knows no limit and takes a stream that breaks off for a whole one, so
/// this is done here: a gzip stream counts as whole once its checksum has come and is right.
@safe final class BodyDecoder {
  /// How a body is compressed.
  enum Coding { case identity, gzip, deflate }

  /// What is wrong with a body.
  enum Fault { case tooLarge, malformed }

  /// The number of bytes of the body so far, inflated.
  private(set) var count = 0
  /// The first bytes of the body, inflated, as many as are to be kept.
  private(set) var kept: [UInt8] = []
  private let coding: Coding
  private let keeping: Int
  private let limit: Int
  private let ratio: Int
  private var wireCount = 0
  private var hasEnded = false
  /// The first byte of a body in `deflate`, until the second tells which form it has.
  private var held: [UInt8] = []
  private let stream: UnsafeMutablePointer<z_stream>
  private var isOpen = false
  private let scratch: UnsafeMutablePointer<UInt8>
  private static let scratchSize = 1 << 16

  /// Beyond this many bytes the ratio counts.
  static let ratioFrom = 1 << 20

  /// Creates a decoder that keeps the first `keeping` bytes.
  init(_ coding: Coding, keeping: Int, limit: Int, ratio: Int) {
    self.coding = coding
    self.keeping = keeping
    self.limit = limit
    self.ratio = ratio
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe scratch = .allocate(capacity: coding == .identity ? 1 : Self.scratchSize)
    if coding == .gzip { open(window: 31) }
  }

  deinit {
    if isOpen { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
    unsafe scratch.deallocate()
  }

  /// Whether the body is whole as far as its compression tells; an empty body is.
  var isComplete: Bool { coding == .identity || hasEnded || wireCount == 0 }

  /// Takes what came over the wire.
  ///
  /// - Complexity: O(*n*) in the bytes of what came, inflated.
  func append(_ bytes: UnsafeRawBufferPointer) -> Fault? {
    wireCount += bytes.count
    if coding == .identity { return unsafe add(bytes) }
    if isOpen { return unsafe inflate(bytes) }
    // `deflate` is zlib's format by the standard, and bare deflate by many servers.
    unsafe held += bytes
    guard held.count >= 2 else { return nil }
    let isZlib = held[0] & 15 == 8 && (Int(held[0]) << 8 | Int(held[1])) % 31 == 0
    open(window: isZlib ? 15 : -15)
    return unsafe held.withUnsafeBytes { unsafe inflate($0) }
  }

  private func open(window: Int32) {
    isOpen = unsafe kindred_inflate_init(stream, window) == Z_OK
    precondition(isOpen, "zlib has no memory")
  }

  private func inflate(_ bytes: UnsafeRawBufferPointer) -> Fault? {
    guard let start = bytes.baseAddress else { return nil }
    let input = unsafe UnsafeMutablePointer(
      mutating: start.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.next_in = input
    unsafe stream.pointee.avail_in = UInt32(bytes.count)
    while unsafe stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0 {
      // After its end a gzip stream may be followed by another one; anything else is ignored, as
      // browsers do.
      if hasEnded {
        guard coding == .gzip, unsafe stream.pointee.avail_in > 0,
          unsafe stream.pointee.next_in.pointee == 0x1F
        else { return nil }
        hasEnded = false
        unsafe inflateReset(stream)
      }
      unsafe stream.pointee.next_out = scratch
      unsafe stream.pointee.avail_out = UInt32(Self.scratchSize)
      let code = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      let made = unsafe Self.scratchSize - Int(stream.pointee.avail_out)
      if let fault = unsafe add(UnsafeRawBufferPointer(start: scratch, count: made)) {
        return fault
      }
      switch code {
      case Z_STREAM_END: hasEnded = true
      case Z_OK: continue
      case Z_BUF_ERROR: return nil
      default: return .malformed
      }
    }
    return nil
  }

  private func add(_ bytes: UnsafeRawBufferPointer) -> Fault? {
    count += bytes.count
    if kept.count < keeping { unsafe kept += bytes.prefix(keeping - kept.count) }
    if count > limit { return .tooLarge }
    if count > Self.ratioFrom, coding != .identity, count / ratio > wireCount { return .tooLarge }
    return nil
  }
}
