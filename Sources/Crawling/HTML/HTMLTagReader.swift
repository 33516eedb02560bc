/// Reads the name of a tag and its attributes, as sections 13.2.5.8 to 13.2.5.40 of the HTML standard say.
///
/// Of a tag, the attributes beyond ``PageLimits/attributes`` are skipped.
struct HTMLTagReader {
  /// An attribute of a tag.
  struct Attribute {
    /// Where its name stands.
    var name: Range<Int>
    /// Where its value stands, without quotes.
    var value: Range<Int>
  }

  /// Where the name stands.
  private(set) var name = 0..<0
  /// The element.
  private(set) var tag = HTMLTag.other
  /// The attributes in their order.
  private(set) var attributes: [Attribute] = []
  /// Whether the tag ends with `/>`.
  private(set) var isSelfClosing = false
  /// Whether the tag had more attributes than are read.
  private(set) var isCut = false

  /// Reads a tag.
  ///
  /// - Parameters:
  ///   - bytes: The page.
  ///   - start: Where the name of the tag begins.
  /// - Returns: Where the page goes on behind the tag; nil if it ends within it.
  /// - Complexity: O(*n*) in the bytes of the tag.
  mutating func read(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    isCut = false
    var index = start
    while index < bytes.count, !endsName(bytes[index]) { index += 1 }
    name = start..<index
    tag = HTMLTag(bytes, name)
    attributes.removeAll(keepingCapacity: true)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") {
        isSelfClosing = bytes[index - 1] == UInt8(ascii: "/")
        return index + 1
      }
      if isHTMLBlank(byte) || byte == UInt8(ascii: "/") {
        index += 1
      } else {
        readAttribute(bytes, &index)
      }
    }
    return nil
  }

  private mutating func readAttribute(_ bytes: Span<UInt8>, _ index: inout Int) {
    let start = index
    index += 1
    while index < bytes.count, !endsName(bytes[index]), bytes[index] != UInt8(ascii: "=") {
      index += 1
    }
    var attribute = Attribute(name: start..<index, value: index..<index)
    skipBlanks(bytes, &index)
    if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
      index += 1
      skipBlanks(bytes, &index)
      attribute.value = readValue(bytes, &index)
    }
    if attributes.count < PageLimits.attributes {
      attributes.append(attribute)
    } else {
      isCut = true
    }
  }

  private func readValue(_ bytes: Span<UInt8>, _ index: inout Int) -> Range<Int> {
    guard index < bytes.count else { return index..<index }
    let quote = bytes[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = index + 1
      let end = bytes.firstIndex(of: quote, in: start..<bytes.count)
      index = min(end + 1, bytes.count)
      return start..<end
    }
    let start = index
    while index < bytes.count, !isHTMLBlank(bytes[index]), bytes[index] != UInt8(ascii: ">") {
      index += 1
    }
    return start..<index
  }

  private func skipBlanks(_ bytes: Span<UInt8>, _ index: inout Int) {
    while index < bytes.count, isHTMLBlank(bytes[index]) { index += 1 }
  }
}

/// Whether a byte ends the name of a tag.
func endsName(_ byte: UInt8) -> Bool {
  isHTMLBlank(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
}
