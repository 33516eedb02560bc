import Artifacts

/// The pages of a MediaWiki dump, read as a stream.
///
///     let reader = try DumpReader(stream, name: "enwiki-pages-articles.xml.bz2")
///     while let page = try reader.next() { print(page.title) }
///
/// Memory holds a block of the stream and the pages in it, however long the dump is.
final class DumpReader {
  private let stream: any ByteStream
  private let parser: DumpParser
  private let content = DumpContent()
  private var pending: ArraySlice<DumpPage> = []
  private var isAtEnd = false

  /// Decides which texts are held, by title, namespace and redirect; all if nobody sets it.
  var wantsText: (DumpPage) -> Bool {
    get { content.wantsText }
    set { content.wantsText = newValue }
  }

  /// Reads the dump that `stream` gives; errors call it `name`.
  ///
  /// - Throws: ``FileError`` if memory is short.
  init(_ stream: some ByteStream, name: String) throws(FileError) {
    self.stream = stream
    parser = try DumpParser(name: name, content: content)
  }

  /// What the head of the dump tells, as soon as the first page is read.
  var site: DumpSite { content.site }

  /// The next page; nil at the end of the dump.
  ///
  /// - Throws: ``FileError`` if the dump is damaged or cut off.
  func next() throws(FileError) -> DumpPage? {
    while pending.isEmpty, !isAtEnd {
      if let block = try stream.next() {
        try parser.parse(block)
      } else {
        try parser.finish()
        isAtEnd = true
      }
      pending = content.pages[...]
      content.pages = []
    }
    return pending.popFirst()
  }
}

/// Whether a file begins as a dump: its first element is `mediawiki`.
func isMediaWikiDump(_ bytes: ArraySlice<UInt8>) -> Bool {
  var rest = bytes.prefix(1 << 12)
  if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
  while true {
    rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if rest.starts(with: Array("<mediawiki".utf8)) { return true }
    guard rest.starts(with: Array("<?".utf8)) || rest.starts(with: Array("<!--".utf8)),
      let end = rest.firstIndex(of: UInt8(ascii: ">"))
    else { return false }
    rest = rest[(end + 1)...]
  }
}
