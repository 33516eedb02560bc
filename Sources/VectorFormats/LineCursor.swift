import Artifacts

/// The lines of a mapped file, one after the other; what was read is given back to the system.
struct LineCursor {
  let file: MappedFile
  /// The number of the last line, counted from 1; 0 before the first.
  private(set) var line = 0
  /// Where the next line starts.
  private(set) var position = 0
  private var released = 0

  private static let releaseSize = 16 << 20

  init(_ file: MappedFile) { self.file = file }

  /// Whether all lines have been read.
  var isAtEnd: Bool { position >= file.count }

  /// Where the next line lies, its line break left out; nil at the end of the file.
  mutating func next() -> Range<Int>? {
    guard position < file.count else { return nil }
    if position - released > Self.releaseSize {
      file.release(released..<position)
      released = position
    }
    let file = file
    let bytes = file.bytes
    let start = position
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    position = end + 1
    line += 1
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The number of lines in `file`; the last one need not end.
  ///
  /// - Complexity: O(*n*) in the bytes, in one pass that keeps none of them.
  static func count(_ file: MappedFile) -> Int {
    let bytes = file.bytes
    var count = 0
    for start in stride(from: 0, to: bytes.count, by: releaseSize) {
      let end = min(start + releaseSize, bytes.count)
      for index in start..<end where bytes[index] == UInt8(ascii: "\n") { count += 1 }
      file.release(start..<end)
    }
    return bytes.count > 0 && bytes[bytes.count - 1] != UInt8(ascii: "\n") ? count + 1 : count
  }

  /// An error about the last line.
  func error(_ problem: String, remedy: String) -> FileError {
    FileError(.malformed, file.path, line: line, problem, remedy: remedy)
  }

  /// The text of a part of the last line.
  ///
  /// - Throws: ``FileError`` if it is not UTF-8 or holds what a field cannot.
  func text(_ range: Range<Int>) throws(FileError) -> String {
    guard let text = try? UTF8Span(validating: file.bytes.extracting(range)) else {
      throw error(
        "is not valid UTF-8", remedy: "convert the file, as with: iconv -f WINDOWS-1252 -t UTF-8")
    }
    let string = String(copying: text)
    guard !string.utf8.contains(0) else {
      throw error("holds a NUL byte", remedy: "give the format with --format if it is binary")
    }
    return string
  }
}

extension LineCursor {
  /// Reads the numbers in `range` of the last line, `separator` between two of them, into
  /// `numbers`.
  ///
  /// - Throws: ``FileError`` if there are not as many as `numbers` has, or one is none.
  func numbers(
    _ range: Range<Int>, separator: UInt8, into numbers: inout [Float]
  ) throws(FileError) {
    let bytes = file.bytes
    var start = range.lowerBound
    var found = 0
    while start <= range.upperBound {
      var end = start
      while end < range.upperBound, bytes[end] != separator { end += 1 }
      if found < numbers.count {
        guard let number = decimalNumber(bytes.extracting(start..<end)) else {
          throw error(
            "'\(try text(start..<min(end, start + 40)))' is not a number",
            remedy: "numbers are decimals such as -0.25, one after the other")
        }
        numbers[found] = number
      }
      found += 1
      start = end + 1
    }
    guard found == numbers.count else {
      throw error(
        "expected \(numbers.count) numbers, found \(found)",
        remedy: "all vectors have the same number of dimensions; the file may be cut short")
    }
  }
}
