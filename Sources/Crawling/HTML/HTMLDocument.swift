import CLibXML2

/// An HTML page, parsed by libxml2 into a tree.
///
///     let page = try #require(HTMLDocument(bytes.span))
///     let title = page.first("//h1")?.text
///
/// The tree lives as long as the document or one of its nodes; texts are copied out of it. It belongs
/// to one thread. The parser mends what is broken, loads nothing from anywhere, and stops at the
/// limits of ``PageLimits``, which ``isTruncated`` tells. What it sees has gone through ``PageText``
/// and ``CleanMarkup``: it is clean UTF-8, and scripts are left out unless they hold JSON.
@safe public final class HTMLDocument {
  /// Whether the parser gave up before the end of the page.
  public let isTruncated: Bool
  /// What was left out, as the flags of `pages.tsv` say it: `attributes-cut` if a tag had too many or
  /// too long ones, `script-cut` if a script was too long.
  public let flags: [String]

  private let tree: UnsafeMutablePointer<xmlDoc>
  private let search: UnsafeMutablePointer<xmlXPathContext>

  private static let options =
    HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
    | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_COMPACT.rawValue
    | HTML_PARSE_IGNORE_ENC.rawValue

  /// What a search may cost; expressions quadratic in the page then find nothing instead of taking
  /// hours.
  private static let searchLimit: UInt = 50_000_000

  private static let start: Void = {
    xmlInitParser()
    kindred_set_parser_depth(UInt32(PageLimits.depth))
  }()

  /// Parses a page; nil if it is larger than ``PageLimits/pageSize`` or has no element at all.
  ///
  /// - Parameters:
  ///   - bytes: The page in any encoding of the web.
  ///   - contentType: The Content-Type of the answer it was, which may name the encoding.
  /// - Complexity: O(*n*) in the bytes, some 25 MB a second.
  public convenience init?(_ bytes: Span<UInt8>, contentType: String = "") {
    guard bytes.count <= PageLimits.pageSize else { return nil }
    self.init(PageText(bytes, contentType: contentType))
  }

  /// Parses a page that is decoded; nil if it has no element at all.
  convenience init?(_ page: PageText) {
    self.init(CleanMarkup(page.bytes.span))
  }

  private init?(_ markup: CleanMarkup) {
    _ = Self.start
    guard let parser = unsafe htmlNewParserCtxt() else { return nil }
    defer { unsafe htmlFreeParserCtxt(parser) }
    let tree = unsafe markup.bytes.withUnsafeBytes { buffer in
      unsafe htmlCtxtReadMemory(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil,
        "UTF-8", Int32(Self.options))
    }
    guard let tree = unsafe tree else { return nil }
    guard let search = unsafe xmlXPathNewContext(tree), unsafe xmlDocGetRootElement(tree) != nil
    else {
      unsafe xmlFreeDoc(tree)
      return nil
    }
    unsafe search.pointee.opLimit = Self.searchLimit
    unsafe search.pointee.error = { _, _ in }
    // Codes 1 and 2 are the parser's own limits: too deep, too long a text.
    let code = unsafe parser.pointee.lastError.code
    isTruncated = markup.isCut || (1...2).contains(code)
    flags = markup.flags
    unsafe self.tree = tree
    unsafe self.search = search
  }

  deinit {
    unsafe xmlXPathFreeContext(search)
    unsafe xmlFreeDoc(tree)
  }

  /// The elements that an XPath 1.0 expression finds, in the order of the page.
  ///
  /// A relative expression starts at `node`, or at the root element if that is nil.
  public func nodes(_ path: String, from node: HTMLNode? = nil) -> [HTMLNode] {
    let start = unsafe node.map { unsafe $0.pointer } ?? xmlDocGetRootElement(tree)
    unsafe search.pointee.node = unsafe start
    guard let result = unsafe xmlXPathEvalExpression(path, search) else { return [] }
    defer { unsafe xmlXPathFreeObject(result) }
    guard let found = unsafe result.pointee.nodesetval else { return [] }
    unsafe xmlXPathNodeSetSort(found)
    return (0..<Int(unsafe found.pointee.nodeNr)).compactMap { index in
      unsafe found.pointee.nodeTab[index].map { unsafe HTMLNode($0, of: self) }
    }
  }

  /// The first element that an XPath 1.0 expression finds.
  public func first(_ path: String) -> HTMLNode? { nodes(path).first }

  /// Whether an XPath 1.0 expression finds something.
  public func has(_ path: String) -> Bool { !nodes(path).isEmpty }
}
