/// What a file is, judged by its first bytes and never by its name.
enum InputKind: Equatable {
  /// A zip or tar of files.
  case archive
  /// One stream that gzip, bzip2, xz or Zstandard compressed.
  case compressed
  /// A page with its pictures in one file, as browsers save it: MHTML.
  case mhtml
  /// Articles as wikitext in MediaWiki's export format.
  case dump
  /// Articles of Wikimedia Enterprise, or books of the reader of 2018, one JSON object a line.
  case jsonLines(JSONLinesForm)
  /// Answers of web servers: ISO 28500.
  case warc
  /// A page or a table.
  case page

  /// The number of bytes that tell the kind: the first record of JSON lines may be long.
  static let prefix = 1 << 16

  /// The kind of a file that begins with `bytes`.
  init(_ bytes: ArraySlice<UInt8>) {
    if Self.archives.contains(where: bytes.starts) || Self.isTar(bytes) {
      self = .archive
    } else if Self.filters.contains(where: bytes.starts) {
      self = .compressed
    } else if bytes.starts(with: Array("WARC/".utf8)) {
      self = .warc
    } else if MIMEArchive.isRecognised(bytes) {
      self = .mhtml
    } else if isMediaWikiDump(bytes) {
      self = .dump
    } else if let form = JSONLinesForm(bytes) {
      self = .jsonLines(form)
    } else {
      self = .page
    }
  }

  private static let archives: [[UInt8]] = [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]]
  private static let filters: [[UInt8]] = [
    [0x1F, 0x8B], Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], [0x28, 0xB5, 0x2F, 0xFD],
  ]

  /// POSIX 1003.1 and GNU both write `ustar` at byte 257.
  private static func isTar(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.dropFirst(257).starts(with: Array("ustar".utf8))
  }
}

/// Whether `word` stands in `bytes`.
///
/// - Complexity: O(*n*) in the bytes.
func contains(_ bytes: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
  let word = word.withUTF8Buffer { unsafe Array($0) }
  var start = bytes.startIndex
  while let index = bytes[start...].firstIndex(of: word[0]) {
    if bytes[index...].starts(with: word) { return true }
    start = index + 1
  }
  return false
}

/// The names in the first line of a file, as tabs separate them; none if it is no line of text.
func tableColumns(_ bytes: Span<UInt8>) -> [String] {
  let start = bytes.extracting(0..<min(bytes.count, InputKind.prefix))
  guard let end = start.indices.first(where: { start[$0] == UInt8(ascii: "\n") }),
    let line = try? UTF8Span(validating: start.extracting(0..<end))
  else { return [] }
  return String(copying: line).split(separator: "\t", omittingEmptySubsequences: false)
    .map(String.init)
}
