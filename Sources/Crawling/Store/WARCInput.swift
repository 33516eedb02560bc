import Artifacts
import Glibc

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

  private let descriptor: Int32
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

  private static let chunk = 1 << 16

  /// Opens a file at an offset, where a member or a record must begin.
  ///
  /// - Throws: ``FileError`` if it cannot be opened or read.
  init(path: String, at offset: Int = 0) throws(FileError) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path) }
    var magic: (UInt8, UInt8) = (0, 0)
    guard lseek(descriptor, off_t(offset), SEEK_SET) == offset,
      unsafe pread(descriptor, &magic, 2, off_t(offset)) >= 0
    else {
      let reason = errno
      close(descriptor)
      throw .cannotOpen(path, code: reason)
    }
    isCompressed = magic == (0x1F, 0x8B)
    (inputOffset, memberStart, recordStart) = (offset, offset, offset)
    self.path = path
  }

  deinit { close(descriptor) }

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
      (decoded, position) = (try readChunk(), 0)
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
    (input, inputPosition) = (try readChunk(), 0)
    return !input.isEmpty
  }

  private func readChunk() throws(FileError) -> [UInt8] {
    var code: Int32 = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      let got = unsafe read(descriptor, buffer.baseAddress, Self.chunk)
      count = max(got, 0)
      code = got < 0 ? errno : 0
    }
    guard code == 0 else { throw .cannotOpen(path, code: code) }
    return chunk
  }
}
