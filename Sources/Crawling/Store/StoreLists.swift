import Artifacts

extension StoredPages {
  /// The columns of `pages.tsv` of a store.
  public static let columns = [
    "url", "final_url", "fetched", "status", "sha256", "warc", "offset",
  ]

  /// Writes what the store holds as tables that people and Make can read: `pages.tsv`, and `rejects.tsv`
  /// for what could not be fetched. After a night without news they have the same bytes as before.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  func write(into folder: StoreFolder) throws(FileError) {
    let pages = all.lazy.map { page in
      [
        page.url, page.finalURL, page.fetched, "\(page.status)", page.sha256, page.warc,
        "\(page.offset)",
      ]
    }
    try writeTable(folder.pageList, columns: Self.columns, pages)
    try writeTable(folder.rejectList, columns: Schema.crawlRejects, rejects.lazy.map(\.record))
  }
}
