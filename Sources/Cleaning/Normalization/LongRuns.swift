/// The step that shortens a run of one character to three: `sooooo!!!!!` becomes `sooo!!!`, and
/// `ㅋㅋㅋㅋㅋㅋ` becomes `ㅋㅋㅋ`.
///
/// Digits stay, since 10000 is another number than 1000, and so do blanks, which have a step of their
/// own.
enum LongRuns {
  private static let longest = 3

  /// Takes the step in place, and says whether there was anything to shorten.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func shorten(_ bytes: inout [UInt8]) -> Bool {
    bytes.compact(compact)
  }

  private static func compact(_ bytes: inout MutableSpan<UInt8>) -> Int {
    var (read, write, run) = (0, 0, 0)
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

  private static func isShortened(_ value: UInt32) -> Bool {
    value > 0x20 && !(0x30...0x39).contains(value)
  }
}
