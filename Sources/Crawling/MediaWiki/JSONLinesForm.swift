/// What the objects of a file with one JSON object a line are.
enum JSONLinesForm: Equatable {
  /// Articles with their HTML, of Wikimedia Enterprise.
  case enterprise
  /// Books with their infobox and links, of the reader of 2018.
  case books

  /// The form of a file that begins with `bytes`; nil if it is none of these.
  init?(_ bytes: ArraySlice<UInt8>) {
    let start = bytes.prefix { $0 != UInt8(ascii: "\n") }
    guard start.first == UInt8(ascii: "{") else { return nil }
    if contains(start, "\"identifier\""), contains(start, "\"name\""),
      contains(start, "\"in_language\"") || contains(start, "\"article_body\"")
    {
      self = .enterprise
    } else if contains(start, "\"title\""), contains(start, "\"infobox\""),
      contains(start, "\"wikilinks\"")
    {
      self = .books
    } else {
      return nil
    }
  }
}
