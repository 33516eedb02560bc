/// A page with its pictures in one file, as browsers save it: MHTML, RFC 2557.
///
/// A file is a header, and parts with headers of their own between lines that hold the boundary. The
/// part that the header's `start` names, or else the first HTML part, is the page; the rest are its
/// pictures and styles.
package enum MIMEArchive {
  /// The page of an archive.
  package struct Root {
    /// Its bytes, decoded.
    package var body: [UInt8]
    /// Its address; empty if the archive does not tell it.
    package var location: String
  }

  /// Whether a file begins with the header of such an archive.
  package static func isRecognised(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let header = MIMEHeader(Array(bytes.prefix(MIMEHeader.limit)).span, from: 0) else {
      return false
    }
    return header["mime-version"] != nil && header["content-type"] != nil
  }

  /// The page of an archive, or nil if there is none.
  ///
  /// - Complexity: O(*n*) in the bytes.
  package static func root(_ bytes: Span<UInt8>) -> Root? {
    guard let header = MIMEHeader(bytes, from: 0) else { return nil }
    let location = header["snapshot-content-location"] ?? header["content-location"] ?? ""
    guard let boundary = header.parameter("boundary", of: "content-type") else {
      return root(header, bytes, header.end..<bytes.count, location)
    }
    let start = header.parameter("start", of: "content-type")
    var first: Root?
    for range in parts(bytes, from: header.end, boundary: Array(("--" + boundary).utf8)) {
      guard let part = MIMEHeader(bytes, from: range.lowerBound), part.end <= range.upperBound
      else { continue }
      let isStart = start != nil && part["content-id"] == start
      guard first == nil || isStart,
        let root = root(part, bytes, part.end..<range.upperBound, location)
      else { continue }
      if isStart { return root }
      first = root
    }
    return first
  }

  private static func root(
    _ header: MIMEHeader, _ bytes: Span<UInt8>, _ range: Range<Int>, _ location: String
  ) -> Root? {
    let type = (header["content-type"] ?? "").lowercased()
    guard type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml"),
      let body = decoded(
        bytes.extracting(range), encoding: header["content-transfer-encoding"] ?? "")
    else { return nil }
    return Root(
      body: body, location: location.isEmpty ? header["content-location"] ?? "" : location)
  }

  /// The ranges between the lines that begin with `boundary`.
  private static func parts(
    _ bytes: Span<UInt8>, from start: Int, boundary: [UInt8]
  ) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var partStart: Int?
    var line = start
    while line < bytes.count {
      let end = endOfLine(bytes, from: line)
      if begins(bytes, at: line, with: boundary) {
        if let partStart { parts.append(partStart..<line) }
        let isLast = begins(bytes, at: line + boundary.count, with: Array("--".utf8))
        partStart = isLast ? nil : end
      }
      line = end
    }
    // A file that was cut off ends within its last part.
    if let partStart { parts.append(partStart..<bytes.count) }
    return parts
  }

  private static func decoded(_ body: Span<UInt8>, encoding: String) -> [UInt8]? {
    switch encoding.lowercased() {
    case "quoted-printable": decodedQuotedPrintable(body)
    case "base64": decodedBase64(body)
    default: unsafe body.withUnsafeBufferPointer { unsafe Array($0) }
    }
  }
}

/// The index after the line break that ends the line at `start`.
func endOfLine(_ bytes: Span<UInt8>, from start: Int) -> Int {
  var index = start
  while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
  return min(index + 1, bytes.count)
}

/// Whether `word` stands at `start`.
func begins(_ bytes: Span<UInt8>, at start: Int, with word: [UInt8]) -> Bool {
  guard start + word.count <= bytes.count else { return false }
  return word.indices.allSatisfy { bytes[start + $0] == word[$0] }
}
