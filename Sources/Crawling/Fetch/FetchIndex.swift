import Artifacts
import Foundation

/// What is in a store of fetched pages: its `index.tsv`.
///
///     STORE/pages/0123456789abcdef.html   a page, named after the SHA-256 of its address
///     STORE/index.tsv                     one row a page
///     STORE/rejects.tsv                   what the last run could not fetch
///     STORE/lock                          held while a run works
public struct FetchIndex: Sendable {
  /// A page in the store.
  public struct Entry: Sendable, Equatable {
    /// The address that was asked for.
    public var url: String
    /// The address that answered, after redirects.
    public var finalURL: String
    /// The path of the page within the store.
    public var file: String
    /// When the page was fetched or last found unchanged, in UTC.
    public var fetched: String
    /// The status of the answer.
    public var status: Int
    /// The server's mark of this version of the page; empty if it gave none.
    public var etag: String
    /// When the server says it was changed; empty if it did not say.
    public var lastModified: String
    /// The SHA-256 of the page.
    public var digest: String
    /// The number of bytes of the page.
    public var size: Int
  }

  /// The columns of `index.tsv`.
  public static let columns = [
    "url", "final_url", "file", "fetched", "status", "etag", "last_modified", "sha256", "bytes",
  ]

  /// The path of the store.
  public let store: String
  private var entries: [String: Entry] = [:]

  /// Reads the index of a store; a store without one is empty.
  ///
  /// - Throws: ``FileError`` if the index is malformed.
  public init(store: String) throws(FileError) {
    self.store = store
    guard FileManager.default.fileExists(atPath: Self.path(store)) else { return }
    let table = try Table(contentsOf: Self.path(store))
    var columns: [Int] = []
    for name in Self.columns { columns.append(try table.index(of: name)) }
    for row in 0..<table.count {
      let fields = columns.map { table.string(row, $0) }
      guard let status = Int(fields[4]), let size = Int(fields[8]) else {
        throw table.error(row: row, "status or bytes is not a number", remedy: "remove the row")
      }
      entries[fields[0]] = Entry(
        url: fields[0], finalURL: fields[1], file: fields[2], fetched: fields[3], status: status,
        etag: fields[5], lastModified: fields[6], digest: fields[7], size: size)
    }
  }

  /// Whether a folder is a store rather than a folder of saved pages.
  public static func isStore(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: path(folder))
      && FileManager.default.fileExists(atPath: folder + "/pages")
  }

  /// The number of pages.
  public var count: Int { entries.count }

  /// The page of an address.
  public subscript(url: String) -> Entry? {
    get { entries[url] }
    set { entries[url] = newValue }
  }

  /// The pages in bytewise order of their addresses.
  public var sorted: [Entry] { entries.values.sorted { precedesBytewise($0.url, $1.url) } }

  /// The pages as files to import.
  public var inputFiles: [InputFile] {
    sorted.map { entry in
      var file = InputFile(path: "\(store)/\(entry.file)", name: entry.file)
      file.url = entry.finalURL
      file.fetched = entry.fetched
      file.status = "\(entry.status)"
      return file
    }
  }

  /// Writes the index, all or nothing.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  public func write() throws(FileError) {
    let records = sorted.lazy.map { entry in
      [
        entry.url, entry.finalURL, entry.file, entry.fetched, "\(entry.status)", entry.etag,
        entry.lastModified, entry.digest, "\(entry.size)",
      ]
    }
    try writeTable(Self.path(store), columns: Self.columns, records)
  }

  private static func path(_ store: String) -> String { store + "/index.tsv" }
}
