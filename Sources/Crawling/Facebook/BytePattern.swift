/// A few bytes to look for in many.
struct BytePattern {
  private let bytes: [UInt8]

  /// Creates a pattern of a text, which must not be empty.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether the pattern occurs in a text. The standard library's search makes a table for each call,
  /// which costs more than to read a post.
  func isFound(in text: String) -> Bool { first(in: text.utf8.span) != nil }

  /// Whether the pattern occurs.
  func isFound(in text: Span<UInt8>) -> Bool { first(in: text) != nil }

  /// The position of the first occurrence from `start` on.
  ///
  /// - Complexity: O(*n*) in the bytes for patterns whose beginning does not repeat.
  func first(in text: Span<UInt8>, from start: Int = 0) -> Int? {
    guard let head = bytes.first, text.count >= bytes.count else { return nil }
    let last = text.count - bytes.count
    var index = start
    while index <= last {
      if text[index] == head, matches(text, at: index) { return index }
      index += 1
    }
    return nil
  }

  private func matches(_ text: Span<UInt8>, at start: Int) -> Bool {
    for offset in bytes.indices where text[start + offset] != bytes[offset] { return false }
    return true
  }
}
