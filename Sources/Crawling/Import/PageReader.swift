import Artifacts

/// Takes pages apart: in worker processes where there are any, and only what is new where the extracts
/// of the last time are at hand.
public struct PageReader: Sendable {
  /// The workers that read pages; without them they are read in this process.
  public var workers: WorkerPool?
  /// The extracts of the last time.
  public var cache: ExtractCache?

  /// Creates a reader.
  public init(workers: WorkerPool? = nil, cache: ExtractCache? = nil) {
    self.workers = workers
    self.cache = cache
  }

  /// What each of several items gives.
  ///
  /// - Throws: ``FileError`` if one is a table with a malformed record, or no worker can be started.
  public func imported(_ items: [InputItem]) throws(FileError) -> [ImportedFile] {
    var files: [ImportedFile] = []
    var unread: [(place: Int, page: InputPage)] = []
    for item in items {
      switch item {
      case .article(let article): files.append(article.imported())
      case .done(let file): files.append(file)
      case .page(let page):
        files.append(try ImportedFile(page.file, page.contents))
        if !files[files.count - 1].isTable { unread.append((files.count - 1, page)) }
      }
    }
    let extracts = try extract(
      unread.map { (page: $0.page, digest: files[$0.place].digest) })
    for ((place, page), (extract, key)) in zip(unread, extracts) {
      files[place].use(extract)
      files[place].key = key
      page.known?.correct(&files[place])
    }
    return files
  }

  /// What is taken out of each page, and what the extract is to be kept by; nil if it is not to be
  /// kept. The pages that are new go to a worker together.
  ///
  /// - Throws: ``FileError`` if no worker can be started.
  func extract(
    _ pages: [(page: InputPage, digest: String)]
  ) throws(FileError) -> [(extract: PageExtract, key: ExtractCache.Key?)] {
    let keys = pages.map { ExtractCache.Key($0.page.file.page, digest: $0.digest) }
    let known = keys.map { cache?.extract($0) }
    let new = try read(zip(pages, known).filter { $0.1 == nil }.map(\.0.page))
    var next = new.makeIterator()
    return zip(keys, known).compactMap { key, known in
      if let known { return (known, key) }
      return next.next().map { ($0, $0.isAccident ? nil : key) }
    }
  }

  private func read(_ pages: [InputPage]) throws(FileError) -> [PageExtract] {
    if let workers { return try workers.extract(pages) }
    return pages.map { PageExtract($0.contents.bytes, $0.file.page) }
  }
}
