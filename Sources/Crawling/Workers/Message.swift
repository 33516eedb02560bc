/// Writes the fields of a message one after the other.
///
/// A number is 8 bytes, the lowest first; a text is the number of its bytes and they in UTF-8; a list
/// is the number of its elements and they.
struct MessageWriter {
  /// The message so far.
  private(set) var bytes: [UInt8] = []

  /// Appends a number.
  mutating func append(_ number: Int) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// Appends a text.
  mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes += text.utf8
  }

  /// Appends bytes as they are, with their number before them.
  mutating func append(_ page: Span<UInt8>) {
    append(page.count)
    bytes.append(page, 0..<page.count)
  }

  /// Appends a list.
  mutating func append<Element>(
    _ list: [Element], _ body: (inout MessageWriter, Element) -> Void
  ) {
    append(list.count)
    for element in list { body(&self, element) }
  }
}

/// A message that ends too early, or holds a length that cannot be.
struct MalformedMessage: Error {}

/// Reads what a ``MessageWriter`` wrote, and believes no length in it.
struct MessageReader {
  /// Where the next field begins.
  private(set) var position: Int
  private let end: Int

  /// Reads a range of bytes.
  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether everything is read.
  var isAtEnd: Bool { position == end }

  /// Reads a number.
  mutating func number(_ bytes: Span<UInt8>) throws(MalformedMessage) -> Int {
    guard end - position >= 8 else { throw MalformedMessage() }
    var number: UInt64 = 0
    for index in 0..<8 { number |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += 8
    return Int(truncatingIfNeeded: number)
  }

  /// Reads the place of a text or of bytes.
  mutating func range(_ bytes: Span<UInt8>) throws(MalformedMessage) -> Range<Int> {
    let count = try number(bytes)
    guard count >= 0, count <= end - position else { throw MalformedMessage() }
    defer { position += count }
    return position..<position + count
  }

  /// Reads a text.
  mutating func text(_ bytes: Span<UInt8>) throws(MalformedMessage) -> String {
    bytes.text(try range(bytes))
  }

  /// Reads a list.
  mutating func list<Element>(
    _ bytes: Span<UInt8>,
    _ body: (inout MessageReader) throws(MalformedMessage) -> Element
  ) throws(MalformedMessage) -> [Element] {
    let count = try number(bytes)
    // Every element takes some bytes, so a list that is longer than the rest is none.
    guard count >= 0, count <= end - position else { throw MalformedMessage() }
    var list: [Element] = []
    list.reserveCapacity(min(count, 1_024))
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }
}
