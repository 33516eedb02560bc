import Crawling

extension FuzzTarget {
  /// Compressed bodies of answers, as they come: ``BodyDecoder``; and as they are read from the store.
  static let body = FuzzTarget(
    "body",
    law:
      "a body inflates to the same bytes however it is cut into pieces, when it comes and when it is "
      + "read, and never beyond the limit by more than a piece",
    seeds: [
      // "Kindred Kindred Kindred" by gzip -n9, as zlib's format, as bare deflate, and as it is.
      [
        0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0xF3, 0xCE, 0xCC, 0x4B, 0x29, 0x4A, 0x4D, 0x51, 0xF0,
        0x46,
        0x50, 0, 0xB5, 0x38, 0x27, 0x0B, 0x17, 0, 0, 0,
      ],
      [0x78, 0xDA, 0xF3, 0xCE, 0xCC, 0x4B, 0x29, 0x4A, 0x4D, 0x51, 0xF0, 0x46, 0x50, 0],
      [0xF3, 0xCE, 0xCC, 0x4B, 0x29, 0x4A, 0x4D, 0x51, 0xF0, 0x46, 0x50, 0], Array("Kindred".utf8),
    ],
    words: [
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3], [0x78, 0xDA], [0x78, 0x9C], [3, 0],
      [0, 0, 0, 0xFF, 0xFF],
      [1, 0, 0, 0xFF, 0xFF], [0, 0, 0, 0, 0, 0, 0, 0],
    ]
  ) { bytes throws(Violation) in
    var outcome = ""
    for coding in [BodyDecoder.Coding.identity, .gzip, .deflate] {
      let whole = decoded(bytes, coding, pieces: max(bytes.count, 1))
      for pieces in [1, 7, 64] where bytes.count < 4_000 || pieces > 1 {
        try require(
          decoded(bytes, coding, pieces: pieces) == whole, "\(coding) in pieces of \(pieces)")
      }
      try require(whole.count <= limit + (1 << 16), "\(whole.count) bytes came")
      let isKept = whole.fault.isEmpty && whole.isComplete
      let stored = storedBody(bytes, coding)
      try require((stored != nil) == isKept, "\(coding): the store and the crawler disagree")
      try require(stored == nil || stored == whole.kept, "\(coding): the store reads another body")
      outcome += "\(whole.fault) \(whole.isComplete) \(whole.count > 0) "
    }
    return outcome
  }

  private static let limit = 1 << 16

  /// The body as it is read from the store; nil if it cannot be.
  private static func storedBody(_ bytes: [UInt8], _ coding: BodyDecoder.Coding) -> [UInt8]? {
    let head = MessageHead("HTTP/1.1 200 OK", [("Content-Encoding", "\(coding)")])
    return try? decodedBody(bytes[...], head: head, limit: limit)
  }

  private struct Decoded: Equatable {
    var fault: String
    var isComplete: Bool
    var count: Int
    var kept: [UInt8]
  }

  private static func decoded(
    _ bytes: [UInt8], _ coding: BodyDecoder.Coding, pieces: Int
  ) -> Decoded {
    let decoder = BodyDecoder(coding, keeping: limit, limit: limit, ratio: 1_000_000)
    var fault = ""
    var rest = bytes[...]
    while fault.isEmpty, !rest.isEmpty {
      let piece = Array(rest.prefix(pieces))
      rest = rest.dropFirst(pieces)
      if let found = decoder.append(piece.span) { fault = "\(found)" }
    }
    // How much came before a fault depends on where the pieces end.
    return Decoded(
      fault: fault, isComplete: fault.isEmpty && decoder.isComplete,
      count: fault.isEmpty ? decoder.count : 0, kept: fault.isEmpty ? decoder.kept : [])
  }
}
