/// Inflates a body piece by piece as it comes, and stops it when it grows beyond the limits.
///
/// libcurl's own inflating knows no limit and takes a stream that breaks off for a whole one, so
/// this is done here: a gzip stream counts as whole once its checksum has come and is right. What
/// comes of a body does not depend on how it is cut into pieces.
package final class BodyDecoder {
  /// How a body is compressed.
  package enum Coding: Sendable { case identity, gzip, deflate }

  /// What is wrong with a body.
  package enum Fault { case tooLarge, malformed }

  /// The number of bytes of the body so far, inflated.
  package private(set) var count = 0
  /// The first bytes of the body, inflated, as many as are to be kept.
  package private(set) var kept: [UInt8] = []
  private let coding: Coding
  private let keeping: Int
  private let limit: Int
  private let ratio: Int
  private var wireCount = 0
  private var hasEnded = false
  /// Whether something else than another gzip stream followed the end.
  private var isOver = false
  /// The first byte of a body in `deflate`, until the second tells which form it has.
  private var held: [UInt8] = []
  private var stream: InflateStream?

  /// The most bytes that are inflated at once.
  private static let piece = 1 << 16

  /// Beyond this many bytes the ratio counts.
  static let ratioFrom = 1 << 20

  /// Creates a decoder.
  ///
  /// - Parameters:
  ///   - coding: How the body is compressed.
  ///   - keeping: The number of bytes at the beginning, inflated, that are kept.
  ///   - limit: The most bytes that a body may have, inflated.
  ///   - ratio: How many times larger than what came a body may become, beyond its first MiB.
  package init(_ coding: Coding, keeping: Int, limit: Int, ratio: Int = .max) {
    self.coding = coding
    self.keeping = keeping
    self.limit = limit
    self.ratio = ratio
    if coding == .gzip { stream = InflateStream(.gzip) }
  }

  /// Whether the body is whole as far as its compression tells; an empty body is.
  package var isComplete: Bool { coding == .identity || hasEnded || wireCount == 0 }

  /// Takes what came over the wire.
  ///
  /// - Complexity: O(*n*) in the bytes of what came, inflated.
  package func append(_ bytes: Span<UInt8>) -> Fault? {
    wireCount += bytes.count
    if coding == .identity { return add(bytes) }
    if let stream { return inflate(bytes, with: stream) }
    // `deflate` is zlib's format by the standard, and bare deflate by many servers.
    held.append(bytes, 0..<bytes.count)
    guard held.count >= 2 else { return nil }
    let stream = InflateStream(isZlib(held) ? .zlib : .raw)
    self.stream = stream
    defer { held = [] }
    return inflate(held.span, with: stream)
  }

  private func inflate(_ bytes: Span<UInt8>, with stream: InflateStream) -> Fault? {
    var used = 0
    while !isOver {
      if hasEnded {
        guard used < bytes.count else { return nil }
        // After its end a gzip stream may be followed by another one; anything else is ignored, as
        // browsers do.
        isOver = coding != .gzip || bytes[used] != 0x1F
        if isOver { return nil }
        hasEnded = false
        stream.reset()
      }
      var made: [UInt8] = []
      let rest = bytes.extracting(used..<bytes.count)
      guard let step = try? stream.inflate(rest, into: &made, limit: Self.piece) else {
        return .malformed
      }
      used += step.used
      if let fault = add(made.span) { return fault }
      switch step.state {
      case .ended: hasEnded = true
      case .full: continue
      case .hungry: return nil
      }
    }
    return nil
  }

  private func add(_ bytes: Span<UInt8>) -> Fault? {
    count += bytes.count
    let room = min(max(0, keeping - kept.count), bytes.count)
    if room > 0 { kept.append(bytes, 0..<room) }
    if count > limit { return .tooLarge }
    if count > Self.ratioFrom, coding != .identity, count / ratio > wireCount { return .tooLarge }
    return nil
  }
}

/// Whether bytes begin as zlib's format does: method 8, and a checksum of the first two (RFC 1950).
private func isZlib(_ bytes: [UInt8]) -> Bool {
  bytes[0] & 15 == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
}
