import Artifacts
import LinearAlgebra

/// What one file gave.
public struct ImportedFile: Sendable {
  /// The file.
  public var file: InputFile
  /// The name of the recognised format; empty if none was.
  public var format = ""
  /// Where the format comes from: `wikipedia`, `facebook` or `table`.
  public var source = ""
  /// The SHA-256 of the file.
  public var digest: String
  /// The number of bytes of the file.
  public var size: Int
  /// The pages in it; a table may hold several.
  public var pages: [String] = []
  /// The address that the page gives for itself.
  public var url = ""
  /// The documents in it, in its order.
  public var documents: [CrawledDocument] = []
  /// What of it cannot be used, or the whole.
  public var rejects: [Reject] = []

  /// Reads a file and takes out its documents.
  ///
  /// A file of an unknown form is a reject, not an error.
  ///
  /// - Throws: ``FileError`` if the file cannot be read, or is a table with a malformed record.
  public init(_ file: InputFile) throws(FileError) {
    self.file = file
    let contents = try MappedFile(file.path)
    digest = try fileDigest(file.path)
    size = contents.count
    if PostsTable.isRecognised(contents.bytes) {
      try readTable()
    } else if let reject = unreadable(contents.bytes) {
      rejects = [reject]
    } else {
      readPage(contents.bytes)
    }
  }

  private mutating func readTable() throws(FileError) {
    let table = try PostsTable(file)
    (format, source) = ("posts-table", "table")
    (pages, documents, rejects) = (table.pages, table.documents, table.rejects)
  }

  private mutating func readPage(_ bytes: Span<UInt8>) {
    guard let page = HTMLDocument(bytes),
      let format = PageFormat.all.first(where: { $0.detect(page) })
    else { return rejects = [unknown()] }
    self.format = format.name
    source = format.source
    guard !page.isTruncated else {
      let detail = "the page nests more than 256 deep or has a text above 10 MB; simplify it"
      return rejects = [Reject(file.name, "parse-truncated", detail)]
    }
    let contents = format.extract(page, file.name)
    (documents, rejects, url) = (contents.documents, contents.rejects, contents.url)
    pages = contents.page.isEmpty ? [] : [contents.page]
  }

  /// Why a file cannot be a page at all, judged by its bytes.
  private func unreadable(_ bytes: Span<UInt8>) -> Reject? {
    if bytes.count > HTMLDocument.largestSize {
      return Reject(file.name, "too-large", "a page has at most 64 MiB; split or shorten it")
    }
    if !looksLikeMarkup(bytes) { return unknown() }
    if (try? UTF8Span(validating: bytes)) == nil {
      let detail = "the page is not UTF-8; convert it: iconv -f WINDOWS-1252 -t UTF-8"
      return Reject(file.name, "not-utf8", detail)
    }
    if hasExcessiveAttributes(bytes) {
      return Reject(
        file.name, "hostile-markup", "a tag has thousands of attributes; look at the page")
    }
    return nil
  }

  /// Whether the first byte that is not a blank or a byte order mark opens a tag.
  private func looksLikeMarkup(_ bytes: Span<UInt8>) -> Bool {
    let ignored: Set<UInt8> = [0x09, 0x0A, 0x0C, 0x0D, 0x20, 0xEF, 0xBB, 0xBF]
    return bytes.indices.first { !ignored.contains(bytes[$0]) }.map { bytes[$0] }
      == UInt8(ascii: "<")
  }

  private func unknown() -> Reject {
    let known = PageFormat.all.map(\.name).joined(separator: ", ")
    return Reject(
      file.name, "unknown-format",
      "no known format matched: \(known), or a table with columns page and message; "
        + "save the page as HTML, or leave the file out")
  }
}

/// Reads files several at a time; the results are in the order of `files`.
///
/// - Throws: ``FileError`` of the first file that cannot be read.
public func importFiles(
  _ files: some RandomAccessCollection<InputFile>, threads: Int
) throws(FileError) -> [ImportedFile] {
  let files = Array(files)
  let results = parallelMap(count: files.count, chunk: 1, threads: threads) { range in
    let file = files[range.lowerBound]
    return Result { () throws(FileError) in try ImportedFile(file) }
  }
  var imported: [ImportedFile] = []
  imported.reserveCapacity(results.count)
  for result in results { imported.append(try result.get()) }
  return imported
}
