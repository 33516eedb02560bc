/// The step that removes stray tags and comments of HTML: `<b>`, `</a>`, `<br/>`, `<a href="…">`.
///
/// A tag has the name of a common element and nothing else but attributes, so that `<3`, `a < b`,
/// `<sigh>` and `<name@example.org>` are text. A tag that ends a line becomes a line break, any other
/// a blank: the words around it must not grow together.
enum HTMLTags {
  /// Takes the step in place, and says whether there was anything to remove.
  ///
  /// - Complexity: O(*n*) in the bytes, as a tag ends at the next `<` at the latest.
  static func remove(from bytes: inout [UInt8]) -> Bool {
    bytes.compact(compact)
  }

  private static func compact(_ bytes: inout MutableSpan<UInt8>) -> Int {
    var (read, write) = (0, 0)
    while read < bytes.count {
      if bytes[read] == UInt8(ascii: "<"),
        let (end, breaksLine) = comment(bytes.span, at: read) ?? tag(bytes.span, at: read)
      {
        bytes[write] = breaksLine ? UInt8(ascii: "\n") : UInt8(ascii: " ")
        read = end
      } else {
        bytes[write] = bytes[read]
        read += 1
      }
      write += 1
    }
    return write
  }

  private typealias Markup = (end: Int, breaksLine: Bool)

  /// The comment that starts at `start`: `<!--`, anything but `<`, `-->`.
  private static func comment(_ bytes: borrowing Span<UInt8>, at start: Int) -> Markup? {
    guard start + 6 < bytes.count, bytes[start + 1] == UInt8(ascii: "!"),
      bytes[start + 2] == UInt8(ascii: "-"), bytes[start + 3] == UInt8(ascii: "-"),
      let end = close(bytes, from: start + 4), bytes[end - 1] == UInt8(ascii: "-")
    else { return nil }
    return (end + 1, false)
  }

  /// The tag that starts at `start`.
  private static func tag(_ bytes: borrowing Span<UInt8>, at start: Int) -> Markup? {
    var index = start + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "/") { index += 1 }
    var name = ""
    while index < bytes.count, bytes[index].isAlphanumeric, name.utf8.count < 12 {
      name.unicodeScalars.append(
        Unicode.Scalar(bytes[index].isLetter ? bytes[index] | 0x20 : bytes[index]))
      index += 1
    }
    guard let breaksLine = elements[name], let end = close(bytes, from: index) else { return nil }
    guard end == index || holdsAttributes(bytes.extracting(index..<end)) else { return nil }
    return (end + 1, breaksLine)
  }

  /// Where the next `>` is, unless a `<` comes first.
  private static func close(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
      if bytes[index] == UInt8(ascii: ">") { return index }
      index += 1
    }
    return nil
  }

  /// Whether what stands between the name and the `>` is blank, a slash, or has an attribute's `=`.
  private static func holdsAttributes(_ bytes: borrowing Span<UInt8>) -> Bool {
    let first = bytes[0]
    guard [0x20, 0x0A, UInt8(ascii: "/")].contains(first) else { return false }
    var isEmpty = true
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "=") { return true }
      if ![0x20, 0x0A, UInt8(ascii: "/")].contains(bytes[index]) { isEmpty = false }
    }
    return isEmpty
  }

  /// The elements, and whether their tags break the line.
  private static let elements: [String: Bool] = {
    let inline = """
      a abbr b big cite code del em embed font i iframe img input ins kbd label mark meta noscript \
      object param q s script small span strike strong style sub sup time tt u video wbr
      """
    let block = """
      article aside blockquote body br button center dd div dl dt figcaption figure footer form h1 h2 \
      h3 h4 h5 h6 head header hr html li nav ol option p pre section select table tbody td textarea \
      tfoot th thead title tr ul
      """
    var elements = [String: Bool]()
    for name in inline.split(separator: " ") { elements[String(name)] = false }
    for name in block.split(separator: " ") { elements[String(name)] = true }
    return elements
  }()
}
