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

  /// What its extract is kept by; nil if it is not kept.
  var key: ExtractCache.Key?

  /// Reads a file and takes out its documents.
  ///
  /// A file of an unknown form is a reject, not an error.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - workers: The workers that read pages; without them they are read in this process.
  ///   - cache: The extracts of the last time.
  /// - Throws: ``FileError`` if the file cannot be read, or is a table with a malformed record, or if
  ///   no worker can be started.
  public init(
    _ file: InputFile, workers: WorkerPool? = nil, cache: ExtractCache? = nil
  ) throws(FileError) {
    let contents = try MappedFile(file.path)
    self.init(file, digest: try fileDigest(file.path), size: contents.count)
    if PostsTable.isRecognised(contents.bytes) {
      try readTable()
      return
    }
    let key = ExtractCache.Key(file.page, digest: digest)
    if let known = cache?.extract(key) {
      use(known)
    } else if let workers {
      use(try workers.extract(contents.bytes, file.page))
    } else {
      use(PageExtract(contents.bytes, file.page))
    }
    self.key = extract.isAccident ? nil : key
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

  private mutating func use(_ extract: PageExtract) {
    (format, source, url, flags) = (extract.format, extract.source, extract.url, extract.flags)
    (documents, rejects) = (extract.documents, extract.rejects)
    pages = extract.page.isEmpty ? [] : [extract.page]
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

/// Reads files several at a time; the results are in the order of `files`.
///
/// - Parameters:
///   - files: The files.
///   - threads: How many are read at the same time.
///   - workers: The workers that read pages; without them they are read in this process.
///   - cache: The extracts of the last time.
/// - Throws: ``FileError`` of the first file that cannot be read.
public func importFiles(
  _ files: some RandomAccessCollection<InputFile>, threads: Int, workers: WorkerPool? = nil,
  cache: ExtractCache? = nil
) throws(FileError) -> [ImportedFile] {
  let files = Array(files)
  let results = parallelMap(count: files.count, chunk: 1, threads: threads) { range in
    let file = files[range.lowerBound]
    return Result { () throws(FileError) in
      try ImportedFile(file, workers: workers, cache: cache)
    }
  }
  var imported: [ImportedFile] = []
  imported.reserveCapacity(results.count)
  for result in results { imported.append(try result.get()) }
  return imported
}
