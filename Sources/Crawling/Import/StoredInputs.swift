import Artifacts

extension StoredPages {
  /// The pages as files to import, named after their addresses.
  public var inputFiles: [InputFile] {
    all.map { page in
      var file = InputFile(path: "\(path)/\(page.warc)", name: page.url)
      file.url = page.finalURL
      file.fetched = page.fetched
      file.status = "\(page.status)"
      (file.warc, file.offset) = (page.warc, page.offset)
      file.stored = { () throws(FileError) in try body(of: page) }
      return file
    }
  }
}

/// What could not be fetched into the stores among `roots`, and why.
///
/// - Throws: ``FileError`` if a store cannot be read.
public func fetchRejects(_ roots: [String]) throws(FileError) -> [Reject] {
  var rejects: [Reject] = []
  for root in roots where StoredPages.isStore(root) {
    rejects += try StoredPages(store: root).rejects
  }
  return rejects
}
