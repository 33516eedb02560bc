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

  /// What `pages.tsv` notes of the page: `charset=windows-1251`.
  public var flags: [String] = []

  /// Reads a file and takes out its documents; `extract` does so for a page.
  ///
  /// A file of an unknown form is a reject, not an error.
  ///
  /// - Throws: ``FileError`` if the file cannot be read, or is a table with a malformed record.
  public init(
    _ file: InputFile, extract: (Span<UInt8>, PageInput) -> PageExtract = PageExtract.init
  ) throws(FileError) {
    let contents = try MappedFile(file.path)
    self.init(file, digest: try fileDigest(file.path), size: contents.count)
    if PostsTable.isRecognised(contents.bytes) {
      try readTable()
    } else {
      use(extract(contents.bytes, file.page))
    }
  }

  init(_ file: InputFile, digest: String, size: Int) {
    self.file = file
    self.digest = digest
    self.size = size
  }

  private mutating func readTable() throws(FileError) {
    let table = try PostsTable(file)
    (format, source) = ("posts-table", "table")
    (pages, documents, rejects) = (table.pages, table.documents, table.rejects)
  }

  mutating func use(_ extract: PageExtract) {
    (format, source, url, flags) = (extract.format, extract.source, extract.url, extract.flags)
    (documents, rejects) = (extract.documents, extract.rejects)
    pages = extract.page.isEmpty ? [] : [extract.page]
  }
}

extension InputFile {
  /// What is known of the file as a page.
  var page: PageInput { PageInput(name: name, url: url, contentType: contentType) }
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
