import Artifacts

/// Reads the records of a WARC file in their order, whichever program wrote it.
///
///     var reader = try WARCReader(path: "crawl.warc.gz")
///     while let record = try reader.next() { print(record.offset, record.type, record.targetURI) }
///
/// The file may be plain, compressed with a gzip member a record, or compressed as a whole; versions
/// 0.17 to 1.1 are alike in what is read here. A damaged record ends the reading with an error; what
/// came before it can be used.
public struct WARCReader: ~Copyable {
  /// The most bytes of a block that are kept; more is passed over.
  public let limit: Int
  private var input: WARCInput

  /// The most bytes of a block that are kept if nothing else is said.
  public static let largestBlock = 64 << 20

  /// The longest line of a head, and the longest head.
  private static let longestLine = 1 << 16
  private static let longestHead = 1 << 20

  /// Opens a file at an offset, where a record must begin.
  ///
  /// - Throws: ``FileError`` if it cannot be opened.
  public init(path: String, at offset: Int = 0, limit: Int = largestBlock) throws(FileError) {
    let file = try FileChunks(path: path, at: offset)
    try self.init(name: path, at: offset, limit: limit) { () throws(FileError) in
      try file.next()
    }
  }

  /// Reads the bytes that `chunks` gives until it gives nil, as of a WARC file within an archive.
  ///
  /// Errors name the file `name`; offsets are counted from `offset` on.
  ///
  /// - Throws: What `chunks` throws.
  public init(
    name: String, at offset: Int = 0, limit: Int = largestBlock,
    chunks: @escaping () throws(FileError) -> [UInt8]?
  ) throws(FileError) {
    self.limit = limit
    input = try WARCInput(name: name, at: offset, chunks: chunks)
  }

  /// Whether a file begins as a WARC file does, compressed or not; false if it cannot be read.
  public static func isRecognised(_ path: String) -> Bool {
    guard var reader = try? WARCReader(path: path),
      let start = try? reader.input.bytes(5, limit: 5)
    else { return false }
    return start.elementsEqual("WARC/".utf8)
  }

  /// The next record; nil at the end of the file.
  ///
  /// - Throws: ``FileError`` if the file cannot be read, a record is malformed, or the file ends
  ///   within one.
  /// - Complexity: O(*n*) in the bytes of the record; memory for at most `limit` bytes of it.
  public mutating func next() throws(FileError) -> WARCRecord? {
    try skipLineBreaks()
    guard try input.peek() != nil else { return nil }
    let offset = input.offset
    input.recordStart = offset
    let isStart = input.isAtMemberStart
    let head = try readHead()
    guard let length = head.number("Content-Length") else {
      throw input.malformed("a record has no valid Content-Length")
    }
    let block = try input.bytes(length, limit: limit)
    let plainEnd = input.memberEnd
    try skipLineBreaks(atMost: 4)
    let isMember = try input.endsMember() && isStart && input.isCompressed
    let end = isMember ? input.memberEnd : input.isCompressed ? offset : plainEnd
    input.recordStart = input.memberEnd
    return WARCRecord(
      offset: offset, length: end - offset, isMember: isMember, head: head, block: block,
      blockLength: length)
  }

  private mutating func readHead() throws(FileError) -> MessageHead {
    var bytes: [UInt8] = []
    while let line = try input.line(limit: Self.longestLine) {
      if bytes.isEmpty, !line.starts(with: "WARC/".utf8) {
        throw input.malformed("no WARC record begins here")
      }
      if line.isEmpty { return MessageHead(bytes) }
      bytes += line
      bytes.append(UInt8(ascii: "\n"))
      guard bytes.count <= Self.longestHead else { throw input.malformed("a head is too long") }
    }
    throw input.malformed("the file ends within a head")
  }

  /// Skips the line breaks behind a record, of which some programs write more or fewer than two; if
  /// `atMost` is given, not beyond the member.
  private mutating func skipLineBreaks(atMost: Int = .max) throws(FileError) {
    var left = atMost
    while left > 0 {
      if atMost != .max, try input.endsMember() { return }
      guard let byte = try input.peek(), byte == 0x0D || byte == 0x0A else { return }
      input.skip()
      left -= 1
    }
  }
}
