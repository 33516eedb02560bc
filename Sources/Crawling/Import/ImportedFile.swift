import Artifacts

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
  /// The interactions in it, in its order.
  public var interactions: [Interaction] = []
  /// What of it cannot be used, or the whole.
  public var rejects: [Reject] = []

  /// What `pages.tsv` notes of the page: `charset=windows-1251`.
  public var flags: [String] = []

  /// What its extract is kept by; nil if it is not kept.
  var key: ExtractCache.Key?

  /// Reads a file that is a page or a table and takes out its documents.
  ///
  /// A file of an unknown form is a reject, not an error.
  ///
  /// - Throws: ``FileError`` if the file cannot be read, or is a table with a malformed record, or if
  ///   no worker can be started.
  public init(_ file: InputFile, _ reader: PageReader = PageReader()) throws(FileError) {
    let contents = try InputContents(path: file.path)
    self = try reader.imported([.page(InputPage(file, contents))])[0]
  }

  /// Takes the documents out of a table; of a page there are none until it is read.
  ///
  /// - Throws: ``FileError`` if it is a table with a malformed record.
  init(_ file: InputFile, _ contents: InputContents) throws(FileError) {
    self.init(file, digest: contents.digest, size: contents.count)
    let columns = tableColumns(contents.bytes)
    if PostsTable.isRecognised(columns) {
      try readPosts(contents)
    } else if ItemsTable.isRecognised(columns) {
      try readItems(contents)
    } else if InteractionsTable.isRecognised(columns) {
      try readInteractions(contents)
    }
  }

  /// Whether it is a table, which is read at once.
  var isTable: Bool { source == Self.table }

  /// Fills it with what was taken out of its page.
  mutating func use(_ extract: PageExtract) {
    (format, source, url, flags) = (extract.format, extract.source, extract.url, extract.flags)
    (documents, rejects) = (extract.documents, extract.rejects)
    pages = extract.page.isEmpty ? [] : [extract.page]
  }

  private static let table = "table"

  /// What is to be filled by somebody who knows its form.
  init(_ file: InputFile, digest: String, size: Int) {
    self.file = file
    self.digest = digest
    self.size = size
  }

  private mutating func readPosts(_ contents: InputContents) throws(FileError) {
    let table = try PostsTable(file, contents)
    (format, source) = ("posts-table", Self.table)
    (pages, documents, rejects) = (table.pages, table.documents, table.rejects)
  }

  private mutating func readItems(_ contents: InputContents) throws(FileError) {
    let table = try ItemsTable(file, contents)
    (format, source) = ("items-table", Self.table)
    (documents, rejects) = (table.documents, table.rejects)
  }

  private mutating func readInteractions(_ contents: InputContents) throws(FileError) {
    let table = try InteractionsTable(file, contents)
    (format, source) = ("interactions-table", Self.table)
    (interactions, rejects) = (table.interactions, table.rejects)
  }
}

extension ImportedFile {
  /// What was taken out of the page.
  var extract: PageExtract {
    var extract = PageExtract()
    (extract.format, extract.source, extract.url, extract.flags) = (format, source, url, flags)
    (extract.documents, extract.rejects) = (documents, rejects)
    extract.page = pages.first ?? ""
    return extract
  }
}

extension InputFile {
  /// What is known of the file as a page.
  var page: PageInput { PageInput(name: name, url: url, contentType: contentType) }
}
