import Artifacts
import CLibXML2

/// The pages of MediaWiki's XML export, parsed piece by piece: the schemas export-0.3 to 0.11.
///
/// libxml2's push parser holds one piece and one page at a time. The form has no document type, so
/// that one is refused instead of being obeyed: its entities could fill the memory.
@safe final class DumpParser {
  /// What was read so far.
  let content: DumpContent

  private let name: String
  private let parser: UnsafeMutablePointer<xmlParserCtxt>
  private static let start: Void = xmlInitParser()

  /// - Parameters:
  ///   - name: How errors name the dump.
  ///   - content: What takes the elements.
  /// - Throws: ``FileError`` if memory is short.
  init(name: String, content: DumpContent) throws(FileError) {
    _ = Self.start
    self.name = name
    self.content = content
    var handler = unsafe Self.handler
    let user = unsafe Unmanaged.passUnretained(content).toOpaque()
    guard let parser = unsafe xmlCreatePushParserCtxt(&handler, user, nil, 0, nil) else {
      throw FileError(.inputOutput, name, "memory is short", remedy: "close other programs")
    }
    unsafe self.parser = parser
    // Without "huge" a text above 10 MB would end the parse. What a page may hold is our own limit.
    let options = XML_PARSE_HUGE.rawValue | XML_PARSE_NONET.rawValue
    unsafe xmlCtxtUseOptions(parser, Int32(bitPattern: options))
  }

  deinit { unsafe xmlFreeParserCtxt(parser) }

  /// Parses the next piece.
  ///
  /// - Throws: ``FileError`` with the line of what is not such XML.
  func parse(_ bytes: [UInt8]) throws(FileError) {
    let result = unsafe bytes.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unsafe xmlParseChunk(parser, start, Int32(buffer.count), 0)
    }
    try check(result)
  }

  /// Ends the parse.
  ///
  /// - Throws: ``FileError`` if the dump was cut off.
  func finish() throws(FileError) {
    try check(unsafe xmlParseChunk(parser, nil, 0, 1))
  }

  private func check(_ result: Int32) throws(FileError) {
    if content.hasDocumentType {
      throw FileError(
        .malformed, name, "has a document type, which no dump has",
        remedy: "do not trust it; download it again")
    }
    guard result != 0 else { return }
    let error = unsafe parser.pointee.lastError
    let reason = unsafe error.message.map { unsafe collapsed(String(cString: $0)) } ?? "error"
    throw FileError(
      .malformed, name, line: unsafe Int(error.line),
      "is not the XML of a whole MediaWiki dump: \(reason)",
      remedy: "download it again and compare its checksum")
  }

  private static var handler: xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      guard let name = unsafe name, let content = unsafe DumpContent.of(user) else { return }
      let values = unsafe attributeValues(attributes, Int(count))
      content.start(unsafe String(cString: name), values)
    }
    unsafe handler.endElementNs = { user, name, _, _ in
      guard let name = unsafe name else { return }
      unsafe DumpContent.of(user)?.end(unsafe String(cString: name))
    }
    unsafe handler.characters = { user, text, count in
      let bytes = unsafe UnsafeBufferPointer(start: text, count: Int(count))
      unsafe DumpContent.of(user)?.add(bytes.span)
    }
    unsafe handler.cdataBlock = unsafe handler.characters
    unsafe handler.internalSubset = { user, _, _, _ in
      unsafe DumpContent.of(user)?.hasDocumentType = true
    }
    unsafe handler.serror = { _, _ in }
    return unsafe handler
  }
}

extension DumpContent {
  /// The content that the parser was given as its user.
  fileprivate static func of(_ user: UnsafeMutableRawPointer?) -> DumpContent? {
    unsafe user.map { unsafe Unmanaged<DumpContent>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// The attributes of an element by their names: five pointers each, of which the last two bound the
/// value.
private func attributeValues(
  _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
) -> [String: String] {
  var values: [String: String] = [:]
  guard let attributes = unsafe attributes else { return values }
  for index in 0..<count {
    guard let name = unsafe attributes[5 * index], let start = unsafe attributes[5 * index + 3],
      let end = unsafe attributes[5 * index + 4]
    else { continue }
    let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
    values[unsafe String(cString: name)] = unsafe String(decoding: value, as: UTF8.self)
  }
  return values
}
