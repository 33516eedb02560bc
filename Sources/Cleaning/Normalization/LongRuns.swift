import LinearAlgebra

/// The step that shortens a run of one character to three: `sooooo!!!!!` becomes `sooo!!!`, and
/// `ㅋㅋㅋㅋㅋㅋ` becomes `ㅋㅋㅋ`.
///
/// Digits stay, since 10000 is another number than 1000, and so do blanks, which have a step of their
/// own.
enum LongRuns {
  private static let longest = 3

  /// Takes the step in place, and says whether there was anything to shorten; `isASCII` if there is
  /// nothing but ASCII.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func shorten(_ bytes: inout [UInt8], isASCII: Bool) -> Bool {
    guard hasFourEqual(bytes.span) || !isASCII && hasFourEqualScalars(bytes.span) else {
      return false
    }
    return bytes.compact(compact)
  }

  /// Whether the same byte stands four times in a row. Of four bytes in a row, two that follow each
  /// other are at a multiple of three and after it.
  private static func hasFourEqual(_ bytes: borrowing Span<UInt8>) -> Bool {
    for index in stride(from: 0, to: bytes.count - 1, by: 3) where bytes[index] == bytes[index + 1]
    {
      let byte = bytes[index]
      var (start, end) = (index, index + 2)
      while start > 0, bytes[start - 1] == byte { start -= 1 }
      while end < bytes.count, bytes[end] == byte { end += 1 }
      if end - start > longest { return true }
    }
    return false
  }

  /// Whether the same scalar stands four times in a row that is not a printable one of ASCII.
  private static func hasFourEqualScalars(_ bytes: borrowing Span<UInt8>) -> Bool {
    var (index, run) = (0, 0)
    var previous: UInt32 = 0
    while true {
      let end = bytes.printableEnd(from: index)
      guard end < bytes.count else { return false }
      let (value, size) = scalar(bytes, at: end)
      run = end == index && value == previous ? run + 1 : 1
      if run > longest { return true }
      (index, previous) = (end + size, value)
    }
  }

  private static func compact(_ bytes: inout MutableSpan<UInt8>) -> Int {
    guard let first = firstLongRun(bytes.span) else { return bytes.count }
    var (read, write, run) = (first, first, 0)
    var previous: UInt32 = 0
    while read < bytes.count {
      let (value, size) = scalar(bytes.span, at: read)
      run = value == previous && isShortened(value) ? run + 1 : 1
      previous = value
      if run <= longest {
        for offset in 0..<size { bytes[write + offset] = bytes[read + offset] }
        write += size
      }
      read += size
    }
    return write
  }

  /// Where the first run starts that is too long; nil if there is none, as in most texts.
  private static func firstLongRun(_ bytes: borrowing Span<UInt8>) -> Int? {
    var (index, start, run) = (0, 0, 0)
    var previous: UInt32 = 0
    while index < bytes.count {
      let (value, size) = scalar(bytes, at: index)
      if value == previous {
        run += 1
        if run > longest, isShortened(value) { return start }
      } else {
        (previous, run, start) = (value, 1, index)
      }
      index += size
    }
    return nil
  }

  private static func isShortened(_ value: UInt32) -> Bool {
    value > 0x20 && !(0x30...0x39).contains(value)
  }
}
