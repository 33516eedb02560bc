import LinearAlgebra

/// Terms one after the other in one block of memory, such as the words of a document, whose numbers
/// ``TermIndex/appendNumbers(of:to:)`` finds together.
///
///     var list = TermList()
///     list.append(0..<4, of: text.span)
///     index.appendNumbers(of: list, to: &numbers)
///
/// One that is emptied and filled again for each document takes no new memory.
public struct TermList: Sendable {
  /// The bytes of the terms. At least eight that mean nothing follow the last one, so that terms are
  /// written eight bytes at a time.
  private var bytes = [UInt8](repeating: 0, count: 1 << 10)
  private var ends: [Int] = []

  /// Creates a list without terms.
  public init() {}

  /// The number of terms.
  public var count: Int { ends.count }

  /// The term at a place.
  public subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

  /// The UTF-8 of the term at a place, read in place.
  ///
  /// - Complexity: O(1)
  @_lifetime(borrow self)
  public func utf8(_ index: Int) -> Span<UInt8> { bytes.span.extracting(range(index)) }

  /// Whether the term at one place comes before that at another in bytewise order.
  func precedes(_ a: Int, _ b: Int) -> Bool {
    bytes[range(a)].lexicographicallyPrecedes(bytes[range(b)])
  }

  /// Forgets all terms, but not the memory for them.
  public mutating func removeAll() { ends.removeAll(keepingCapacity: true) }

  /// Appends the term that stands in a range of a text.
  public mutating func append(_ range: Range<Int>, of text: borrowing Span<UInt8>) {
    append(range, of: text, setting: 0)
  }

  /// Appends the term that stands in a range of a text, in lower case.
  ///
  /// - Precondition: The range holds letters of ASCII only.
  public mutating func append(lowercased range: Range<Int>, of text: borrowing Span<UInt8>) {
    append(range, of: text, setting: 0x2020_2020_2020_2020)
  }

  /// The key of the term at a place.
  func key(_ index: Int, seed: UInt64) -> TermKey {
    TermKey(bytes.span, range(index), seed: seed)
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  private mutating func append(
    _ range: Range<Int>, of text: borrowing Span<UInt8>, setting bits: UInt64
  ) {
    let start = ends.last ?? 0
    if start + range.count + 8 > bytes.count {
      bytes += repeatElement(0, count: bytes.count + range.count)
    }
    var own = bytes.mutableSpan
    for offset in stride(from: 0, to: range.count, by: 8) {
      let word = text.beginning(of: range.lowerBound + offset..<range.upperBound)
      own.setWord(word | bits, at: start + offset)
    }
    ends.append(start + range.count)
  }
}
