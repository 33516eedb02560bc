import Artifacts
import GRDB

/// The latest good answer of an address in a store.
public struct StoredPage: Sendable, Equatable {
  /// The address that was asked for.
  public var url: String
  /// The address that answered, after redirects.
  public var finalURL: String
  /// When it was fetched, in UTC: `2026-11-21T06:49:09Z`. A later answer without news changes nothing.
  public var fetched: String
  /// The status of the answer.
  public var status: Int
  /// The path of its WARC file within the store.
  public var warc: String
  /// Where its record begins in the WARC file, in bytes.
  public var offset: Int
  /// The bytes of the WARC file that its record takes.
  public var length: Int
  /// The SHA-256 of the decoded body, in hexadecimal.
  public var sha256: String
}

/// The pages of a store, for extraction.
///
///     let pages = try StoredPages(store: "data/wikipedia/store")
///     for page in pages.all { parse(try pages.body(of: page)) }
///
/// A page stays when it cannot be had for a while; only one that answered 404 or 410 on two nights, with
/// nothing better in between, is no longer in the list. Its answers stay in the WARC files.
///
/// The list is that of one moment, also while a fetch is running. Bodies are read one by one, by any
/// number of threads.
public struct StoredPages: Sendable {
  /// The pages in bytewise order of their addresses.
  public let all: [StoredPage]
  /// What could not be fetched, in bytewise order of the addresses.
  public let rejects: [Reject]
  private let folder: StoreFolder

  /// The path of the store.
  public var path: String { folder.path }

  /// Whether a folder is a store.
  public static func isStore(_ path: String) -> Bool {
    fileSize(StoreFolder(path: path).database) != nil
  }

  /// Reads the list of the pages.
  ///
  /// - Throws: ``FileError`` if there is no store, or it cannot be read.
  /// - Complexity: O(*n* log *n*) in the pages, some 400 bytes of memory each.
  public init(store path: String) throws(FileError) {
    let folder = StoreFolder(path: path)
    try folder.requireStore()
    try self.init(folder, FrontierDatabase(reading: folder.database))
  }

  /// Reads the list of the pages from a database that is open.
  init(_ folder: StoreFolder, _ database: FrontierDatabase) throws(FileError) {
    self.folder = folder
    (all, rejects) = try database.read { db in
      (
        try Row.fetchAll(db, sql: Self.pagesQuery).map(StoredPage.init(row:)),
        try Row.fetchAll(db, sql: Self.rejectsQuery).map {
          Reject($0["url"], $0["code"], $0["detail"])
        }
      )
    }
  }

  /// What a page is made of.
  public struct Body: Sendable, Equatable {
    /// The media type with its parameters, as it was sent; empty if it was not.
    public var contentType: String
    /// The decoded body.
    public var bytes: [UInt8]

    /// Creates a body.
    package init(contentType: String, bytes: [UInt8]) {
      (self.contentType, self.bytes) = (contentType, bytes)
    }
  }

  /// Reads the body of a page, of at most `limit` bytes when decoded, out of its WARC file.
  ///
  /// - Throws: ``FileError`` of the kind `malformed` if the record is not the one that the frontier
  ///   knows or its body cannot be decoded; `missing` if the file is gone.
  /// - Complexity: O(*n*) in the bytes of the record.
  public func body(of page: StoredPage, limit: Int = 16 << 20) throws(FileError) -> Body {
    let path = folder.currentWARC(String(page.warc.dropFirst("warc/".count)))
    func damaged(_ problem: String) -> FileError {
      FileError(
        .malformed, path, "byte \(page.offset): \(problem)",
        remedy: "see what else is wrong with 'crawl verify --deep'; restore the file from a backup")
    }
    var reader = try reader(of: page, path)
    guard let record = try reader.next(), record.targetURI == page.finalURL else {
      throw damaged("the answer of \(page.finalURL) is not here")
    }
    do {
      guard let answer = try record.page(limit: limit) else { throw damaged("no answer is here") }
      guard bytesDigest(answer.body.span) == page.sha256 else {
        throw damaged("the page is changed")
      }
      return Body(contentType: answer.contentType, bytes: answer.body)
    } catch let error as FileError {
      throw error
    } catch {
      throw damaged("the page cannot be decoded: \(error)")
    }
  }

  /// A reader of the record of a page.
  private func reader(of page: StoredPage, _ path: String) throws(FileError) -> WARCReader {
    let member = try FileChunks(path: path, at: page.offset).next(page.length)
    guard let record = inflatedMember(member.span, limit: WARCReader.largestBlock) else {
      // Read piece by piece, it says what is wrong with it.
      return try WARCReader(path: path, at: page.offset)
    }
    var rest: [UInt8]? = record
    return try WARCReader(name: path, at: page.offset) { () throws(FileError) in
      defer { rest = nil }
      return rest
    }
  }

  private static let pagesQuery = """
    SELECT url.url AS url, target, fetched, status, name, offset, length, body
    FROM url JOIN capture ON capture.id = url.page JOIN warc ON warc.id = capture.warc
    WHERE coalesce(missing_last - missing_first, 0) < 12 * 3600 ORDER BY url.url
    """

  private static let rejectsQuery = "SELECT url, code, detail FROM url WHERE state = 2 ORDER BY url"
}

extension StoredPage {
  fileprivate init(row: Row) {
    let url: String = row["url"]
    let time: Int = row["fetched"]
    self.init(
      url: url, finalURL: row["target"] ?? url,
      fetched: Timestamp(milliseconds: time).seconds, status: row["status"],
      warc: "warc/" + (row["name"] as String), offset: row["offset"],
      length: row["length"], sha256: row["body"])
  }
}
