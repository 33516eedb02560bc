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
  /// The bytes of the terms. At least 16 that mean nothing follow the last one, so that terms are
  /// written eight bytes at a time.
  private var bytes = [UInt8](repeating: 0, count: 1 << 10)
  private var entries: [Entry] = []

  /// A term: what tells it apart, and where its bytes end.
  private struct Entry {
    var key: TermKey
    var end: Int
  }

  /// Creates a list without terms.
  public init() {}

  /// The number of terms.
  public var count: Int { entries.count }

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
  public mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

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

  /// The terms at some places, separated by blanks.
  func joined(_ places: ArraySlice<Int32>) -> String {
    let size = places.reduce(0) { $0 + range(Int($1)).count + 1 }
    guard size > 0 else { return "" }
    return unsafe String(unsafeUninitializedCapacity: size - 1) { text in
      let room = UnsafeMutableRawBufferPointer(text)
      var end = 0
      for (index, place) in zip(places.indices, places) {
        if index > places.startIndex {
          unsafe text[end] = UInt8(ascii: " ")
          end += 1
        }
        let term = range(Int(place))
        if end + term.count + 8 <= room.count {
          // What is too much, the next term overwrites.
          for offset in stride(from: 0, to: term.count, by: 8) {
            let word = bytes.span.word(at: term.lowerBound + offset).littleEndian
            unsafe room.storeBytes(of: word, toByteOffset: end + offset, as: UInt64.self)
          }
        } else {
          for offset in term.indices { unsafe text[end + offset - term.lowerBound] = bytes[offset] }
        }
        end += term.count
      }
      return end
    }
  }

  /// The key of the term at a place.
  func key(_ index: Int) -> TermKey { entries[index].key }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : entries[index - 1].end)..<entries[index].end
  }

  private mutating func append(
    _ range: Range<Int>, of text: borrowing Span<UInt8>, setting bits: UInt64
  ) {
    let (start, count) = (entries.last?.end ?? 0, range.count)
    if start + count + 16 > bytes.count {
      bytes += repeatElement(0, count: bytes.count + count)
    }
    let first = (text.beginning(of: range) | bits).beginning(count)
    let second = (text.beginning(of: range.dropFirst(8)) | bits).beginning(count - 8)
    var own = bytes.mutableSpan
    own.setWord(first, at: start)
    own.setWord(second, at: start + 8)
    for offset in stride(from: 16, to: count, by: 8) {
      own.setWord(text.beginning(of: range.dropFirst(offset)) | bits, at: start + offset)
    }
    entries.append(Entry(key: TermKey(first, second, count: count), end: start + count))
  }
}
