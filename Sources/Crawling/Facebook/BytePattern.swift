import CLinux

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
  /// - Complexity: O(*n*) in the bytes: it is the C library's search.
  func first(in text: Span<UInt8>, from start: Int = 0) -> Int? {
    let count = text.count
    guard start < count else { return nil }
    let found = unsafe text.withUnsafeBufferPointer { text in
      unsafe bytes.withUnsafeBufferPointer { pattern in
        guard let text = text.baseAddress, let pattern = pattern.baseAddress else { return -1 }
        return unsafe kindred_find(text + start, count - start, pattern, bytes.count)
      }
    }
    return found < 0 ? nil : start + found
  }
}
