import LinearAlgebra

/// The last step: a run of blanks becomes one blank, a run with a line break one line break, and none
/// stays at either end.
enum WhitespaceRuns {
  /// Takes the step in place.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func collapse(_ bytes: inout [UInt8]) {
    bytes.compact(compact)
  }

  private static func compact(_ bytes: inout MutableSpan<UInt8>) -> Int {
    let first = firstRun(bytes.span)
    var write = first
    var pending: UInt8?
    for read in first..<bytes.count {
      let byte = bytes[read]
      if byte == UInt8(ascii: "\n") {
        pending = byte
      } else if byte == UInt8(ascii: " ") {
        pending = pending ?? byte
      } else {
        if let blank = pending, write > 0 {
          bytes[write] = blank
          write += 1
        }
        pending = nil
        bytes[write] = byte
        write += 1
      }
    }
    return write
  }

  /// Up to where there is nothing to do: before the first blank that stands at an end or before another
  /// one, or a few bytes earlier.
  private static func firstRun(_ bytes: borrowing Span<UInt8>) -> Int {
    var index = 0
    // The highest bit of the first byte, if there is a blank before it.
    var before: UInt64 = 0x80
    while index + 8 <= bytes.count {
      let word = bytes.word(at: index)
      let blanks = word.bytes(equalTo: 0x20) | word.bytes(equalTo: 0x0A)
      if blanks & (blanks << 8 | before) != 0 { break }
      before = blanks >> 56
      index += 8
    }
    // A blank at the end of the last eight may be the first one of a run.
    return max(0, index - 1)
  }
}
