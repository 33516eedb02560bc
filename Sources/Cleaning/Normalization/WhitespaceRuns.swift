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

  /// Up to where there is nothing to do: the first blank that stands at an end or before another one.
  private static func firstRun(_ bytes: borrowing Span<UInt8>) -> Int {
    var wasBlank = true
    for index in bytes.indices {
      // Printable characters first: they are most.
      let byte = bytes[index]
      let isBlank = byte <= 0x20 && (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n"))
      if isBlank, wasBlank { return max(0, index - 1) }
      wasBlank = isBlank
    }
    return wasBlank ? max(0, bytes.count - 1) : bytes.count
  }
}
