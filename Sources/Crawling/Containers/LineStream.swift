import Artifacts

/// The lines of a stream, without their line breaks.
final class LineStream {
  private let stream: any ByteStream
  private let longest: Int
  private var buffer: [UInt8] = []
  private var start = 0
  /// Where the search for the next line break goes on.
  private var searched = 0
  private var isAtEnd = false
  /// The number of the line that was read last, from 1.
  private(set) var line = 0

  /// - Parameters:
  ///   - stream: What is read.
  ///   - longest: The bytes that a line has at most.
  init(_ stream: any ByteStream, longest: Int) {
    self.stream = stream
    self.longest = longest
  }

  /// The next line that is not empty; nil at the end.
  ///
  /// - Throws: ``FileError`` if the stream is damaged or a line is too long.
  /// - Complexity: O(*n*) in the bytes over a whole stream.
  func next(name: String) throws(FileError) -> [UInt8]? {
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let range = start..<end
        (start, searched) = (end + 1, end + 1)
        line += 1
        if range.isEmpty { continue }
        return Array(buffer[range])
      }
      buffer.removeFirst(start)
      (start, searched) = (0, buffer.count)
      guard buffer.count <= longest else {
        throw FileError(
          .malformed, name, line: line + 1, "has more than \(longest >> 20) MiB in a line",
          remedy: "see that the file has one JSON object a line")
      }
      if let block = try stream.next() {
        buffer += block
      } else if buffer.isEmpty || isAtEnd {
        return nil
      } else {
        isAtEnd = true
        buffer.append(UInt8(ascii: "\n"))
      }
    }
  }
}
