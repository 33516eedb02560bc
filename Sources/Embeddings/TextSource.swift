/// Texts that are read where they are, so that a million of them need not be in memory as strings.
///
///     let source = TextSource(["fish", "chips"])
///     try encoder.encode(source, threads: 2)
public struct TextSource: Sendable {
  /// The number of texts.
  public let count: Int
  private let texts: Texts

  /// Where texts come from.
  private enum Texts: Sendable {
    case strings([String])
    case appended(@Sendable (_ index: Int, _ bytes: inout [UInt8]) -> Void)
  }

  /// Creates a source of `count` texts.
  ///
  /// - Parameters:
  ///   - count: The number of texts.
  ///   - append: Appends the text at an index to `bytes`, in valid UTF-8. It runs on any thread.
  public init(
    count: Int, append: @escaping @Sendable (_ index: Int, _ bytes: inout [UInt8]) -> Void
  ) {
    self.count = count
    texts = .appended(append)
  }

  /// Creates a source of strings, which are read in place.
  public init(_ texts: [String]) {
    count = texts.count
    self.texts = .strings(texts)
  }

  /// Calls `body` with the UTF-8 of the text at an index; `buffer` is for reuse from text to text.
  ///
  /// - Returns: What `body` returns.
  /// - Precondition: `index` is one of `0..<count`.
  public func withText<Result>(
    _ index: Int, _ buffer: inout [UInt8], _ body: (Span<UInt8>) -> Result
  ) -> Result {
    precondition(index >= 0 && index < count, "text \(index) of \(count)")
    switch texts {
    case .strings(let strings):
      let string = strings[index]
      return body(string.utf8.span)
    case .appended(let append):
      buffer.removeAll(keepingCapacity: true)
      append(index, &buffer)
      return body(buffer.span)
    }
  }

  /// The texts at some indexes, in that order.
  public func selecting(_ indexes: [Int]) -> TextSource {
    switch texts {
    case .strings(let strings): TextSource(indexes.map { strings[$0] })
    case .appended(let append):
      TextSource(count: indexes.count) { index, bytes in append(indexes[index], &bytes) }
    }
  }
}
