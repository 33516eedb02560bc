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
    var write = 0
    var pending: UInt8?
    for read in 0..<bytes.count {
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
}
