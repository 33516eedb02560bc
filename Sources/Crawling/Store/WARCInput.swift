import Artifacts

/// The bytes of a WARC file, inflated where the file is compressed.
///
/// What is read at once never spans two gzip members, so that the offset of each member is known. At
/// most two buffers of 64 KiB are held, however large the file or a member is.
struct WARCInput: ~Copyable {
  let path: String
  /// Whether the file is compressed.
  let isCompressed: Bool
  /// Where the member begins that the next byte is of; in a plain file, the next byte itself.
  var offset: Int { isCompressed ? memberStart : inputOffset + position }
  /// Whether the next byte is the first of a member. A plain file counts as one member.
  var isAtMemberStart: Bool { givenOfMember + position == 0 }

  /// Where the record begins that is being read, for errors.
  var recordStart: Int

  private let chunks: () throws(FileError) -> [UInt8]?
  private let stream = InflateStream(.gzip)
  private var input: [UInt8] = []
  private var inputPosition = 0
  private var inputOffset: Int
  private var decoded: [UInt8] = []
  private var position = 0
  private var memberStart: Int
  private var isInMember = false
  /// The inflated bytes of this member that were given out before those of `decoded`.
  private var givenOfMember = 0

  /// The most bytes that are inflated at once.
  private static let chunk = 1 << 16

  /// Reads what `chunks` gives until it gives nil; `offset` is where in the file that begins.
  ///
  /// - Throws: What `chunks` throws.
  init(
    name: String, at offset: Int, chunks: @escaping () throws(FileError) -> [UInt8]?
  ) throws(FileError) {
    path = name
    self.chunks = chunks
    (inputOffset, memberStart, recordStart) = (offset, offset, offset)
    var first = try chunks() ?? []
    while first.count == 1, let more = try chunks() { first += more }
    isCompressed = first.starts(with: [0x1F, 0x8B])
    if isCompressed { input = first } else { decoded = first }
  }

  /// The next byte, which stays; nil at the end of the file.
  ///
  /// - Throws: ``FileError`` if the file cannot be read or a member is damaged.
  mutating func peek() throws(FileError) -> UInt8? {
    while position == decoded.count { guard try refill() else { return nil } }
    return decoded[position]
  }

  /// Whether the file or a member ends here. The checksum of the member is then right.
  ///
  /// - Throws: ``FileError`` if the file cannot be read or the member is damaged.
  mutating func endsMember() throws(FileError) -> Bool {
    guard isCompressed else { return try peek() == nil }
    while position == decoded.count, isInMember { try inflateMore() }
    return position == decoded.count
  }

  /// Where the member that has just ended ends in the file.
  var memberEnd: Int { inputOffset + (isCompressed ? inputPosition : position) }

  /// Drops the next byte.
  mutating func skip() { position += 1 }

  /// A line without its end; nil at the end of the file.
  ///
  /// - Throws: ``FileError`` if it is longer than `limit` or the file ends in it.
  mutating func line(limit: Int) throws(FileError) -> [UInt8]? {
    guard try peek() != nil else { return nil }
    var line: [UInt8] = []
    while let byte = try peek() {
      skip()
      if byte == UInt8(ascii: "\n") {
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
      }
      guard line.count < limit else { throw malformed("a line of a head is too long") }
      line.append(byte)
    }
    throw malformed("the file ends within a head")
  }

  /// The next `count` bytes, of which the first `limit` are kept.
  ///
  /// - Throws: ``FileError`` if the file ends before.
  mutating func bytes(_ count: Int, limit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var left = count
    while left > 0 {
      guard try peek() != nil else { throw malformed("the file ends within a record") }
      let size = min(left, decoded.count - position)
      let kept = min(size, limit - bytes.count)
      bytes += decoded[position..<position + kept]
      position += size
      left -= size
    }
    return bytes
  }

  /// An error at the record that is being read.
  func malformed(_ problem: String) -> FileError {
    FileError(
      .malformed, path, "byte \(recordStart): \(problem)",
      remedy: "the records before it can be used; get the file again for the others")
  }

  /// Replaces the decoded bytes, all of which were given out; false at the end of the file.
  private mutating func refill() throws(FileError) -> Bool {
    guard isCompressed else {
      inputOffset += decoded.count
      (decoded, position) = (try chunks() ?? [], 0)
      return !decoded.isEmpty
    }
    if !isInMember {
      if inputPosition == input.count, try !readInput() { return false }
      stream.reset()
      isInMember = true
      memberStart = inputOffset + inputPosition
      givenOfMember = 0
      (decoded, position) = ([], 0)
    }
    try inflateMore()
    return true
  }

  /// Inflates some more of the member, perhaps nothing.
  private mutating func inflateMore() throws(FileError) {
    if inputPosition == input.count, try !readInput() {
      throw malformed("the file ends within a gzip member")
    }
    givenOfMember += decoded.count
    var output: [UInt8] = []
    do {
      let (used, state) = try stream.inflate(
        input.span.extracting(inputPosition..<input.count), into: &output, limit: Self.chunk)
      inputPosition += used
      isInMember = state != .ended
    } catch {
      throw malformed("a gzip member is damaged")
    }
    (decoded, position) = (output, 0)
  }

  /// Reads more compressed bytes, all before having been used; false at the end of the file.
  private mutating func readInput() throws(FileError) -> Bool {
    inputOffset += input.count
    (input, inputPosition) = (try chunks() ?? [], 0)
    return !input.isEmpty
  }
}
