/// Texts that are read where they are, so that a million of them need not be in memory as strings.
///
///     let source = TextSource(["fish", "chips"])
///     try encoder.encode(source, threads: 2)
public struct TextSource: Sendable {
  /// The number of texts.
  public let count: Int
  private let appendText: @Sendable (_ index: Int, _ bytes: inout [UInt8]) -> Void

  /// Creates a source of `count` texts.
  ///
  /// - Parameters:
  ///   - count: The number of texts.
  ///   - append: Appends the text at an index to `bytes`, in valid UTF-8. It runs on any thread.
  public init(
    count: Int, append: @escaping @Sendable (_ index: Int, _ bytes: inout [UInt8]) -> Void
  ) {
    self.count = count
    appendText = append
  }

  /// Creates a source of strings.
  public init(_ texts: [String]) {
    self.init(count: texts.count) { index, bytes in bytes.append(contentsOf: texts[index].utf8) }
  }

  /// Makes `bytes` the text at an index.
  ///
  /// - Precondition: `index` is one of `0..<count`.
  public func read(_ index: Int, into bytes: inout [UInt8]) {
    precondition(index >= 0 && index < count, "text \(index) of \(count)")
    bytes.removeAll(keepingCapacity: true)
    appendText(index, &bytes)
  }

  /// The texts at some indexes, in that order.
  public func selecting(_ indexes: [Int]) -> TextSource {
    TextSource(count: indexes.count) { index, bytes in appendText(indexes[index], &bytes) }
  }
}
