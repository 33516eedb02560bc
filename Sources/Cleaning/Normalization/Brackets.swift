/// The step that removes text in square brackets, as the recipe of the seed does: `[Photo]`, `[1]`.
///
/// A bracket that does not close on its line is text. Inner brackets go first.
enum Brackets {
  /// Takes the step in place, and says whether there was anything to remove.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func remove(from bytes: inout [UInt8]) -> Bool {
    bytes.compact(compact)
  }

  private static func compact(_ bytes: inout MutableSpan<UInt8>) -> Int {
    var write = 0
    // Where the brackets that are open begin in what was written.
    var open: [Int] = []
    for read in 0..<bytes.count {
      let byte = bytes[read]
      bytes[write] = byte
      write += 1
      switch byte {
      case UInt8(ascii: "["): open.append(write - 1)
      case UInt8(ascii: "\n"): open.removeAll()
      case UInt8(ascii: "]"):
        guard let start = open.popLast() else { break }
        // The words around it must not grow together.
        bytes[start] = UInt8(ascii: " ")
        write = start + 1
      default: break
      }
    }
    return write
  }
}
