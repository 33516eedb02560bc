import Artifacts
import GRDB

/// What is known of an address whose answer is to be kept.
struct KnownAddress {
  /// The number of the address.
  var id: Int
  /// The latest good answer.
  var page: Capture?
  /// The SHA-256 of its decoded body.
  var body = ""
}

extension KnownAddress {
  /// What an answer repeats, if it does: the page in the store.
  func revisit(_ record: HTTPRecord) -> CaptureRecords.Revisit? {
    guard let page else { return nil }
    if record.status == 304 { return .notModified(page) }
    // Without the same address, the body would be found under another one than the record's.
    guard page.url == record.url, page.payload == bytesDigest(record.body.span) else { return nil }
    return .identicalPayload(page)
  }

  /// What an answer changes about the page, whose decoded body has at most `limit` bytes; nil if it is
  /// none.
  ///
  /// A page whose decoded body is the same stays, and with it every byte of the tables made from it,
  /// although its answer may have been compressed differently.
  func page(after record: HTTPRecord, limit: Int) -> NewPage? {
    if record.status == 304 {
      return NewPage(
        body: nil, etag: record.etag.isEmpty ? nil : record.etag,
        lastModified: record.lastModified.isEmpty ? nil : record.lastModified)
    }
    guard (200..<300).contains(record.status) else { return nil }
    // A body that cannot be decoded is told apart by its own bytes; reading it will say what is wrong.
    let decoded = try? decodedBody(
      record.body[...], head: MessageHead(record.responseHead), limit: limit)
    let bytes = decoded ?? record.body
    let digest = bytesDigest(bytes.span)
    let isSame = page?.url == record.url && digest == body
    return NewPage(
      body: isSame ? nil : digest, etag: record.etag, lastModified: record.lastModified)
  }
}

/// A record of a WARC file that the frontier is to know of.
struct NewCapture {
  var url: String
  var date: Timestamp
  var status: Int
  var mime: String
  var isRevisit: Bool
  var payload: String
  var offset: Int
  var length: Int
}

extension NewCapture {
  /// The capture of an answer whose record is at an offset.
  init(_ record: HTTPRecord, isRevisit: Bool, payload: String, offset: Int, length: Int) {
    let type = MessageHead(record.responseHead)["Content-Type"] ?? ""
    self.init(
      url: record.url, date: Timestamp(milliseconds: record.sent), status: record.status,
      mime: String(type.prefix { $0 != ";" && $0 != " " }).lowercased(),
      isRevisit: isRevisit, payload: payload, offset: offset, length: length)
  }
}

/// What a good answer changes about its address.
struct NewPage {
  /// The SHA-256 of the decoded body; nil if the page in the store is the same and stays.
  var body: String?
  /// The server's marks of its version; nil leaves them as they are.
  var etag: String?
  var lastModified: String?
}

extension Frontier {
  /// What is known of an address.
  ///
  /// - Precondition: It was enqueued.
  func known(_ url: String) throws(FileError) -> KnownAddress {
    let row = try database.read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT url.id AS id, url.body AS body, page, target, fetched, payload
          FROM url LEFT JOIN capture ON capture.id = url.page WHERE url.url = ?
          """)
      return try Row.fetchOne(statement, arguments: [url])
    }
    guard let row else { preconditionFailure("\(url) was not enqueued") }
    var known = KnownAddress(id: row["id"])
    if let page = row["page"] as Int? {
      known.page = Capture(
        id: page, url: row["target"] ?? url, date: Timestamp(milliseconds: row["fetched"]),
        payload: row["payload"])
      known.body = row["body"] ?? ""
    }
    return known
  }

  /// Notes the answers that a WARC file holds up to `committed`, and that their address is done.
  func commit(
    _ captures: [NewCapture], of address: KnownAddress, url: String, page: NewPage?, warc: Int,
    committed: Int
  ) throws(FileError) {
    try database.write { db in
      var last = 0
      for capture in captures {
        last = try insert(capture, of: address, url: url, warc: warc, db)
      }
      try db.execute(
        sql: "UPDATE warc SET committed = ? WHERE id = ?", arguments: [committed, warc])
      try db.execute(
        sql: """
          UPDATE url SET state = 1, attempts = 0, run = ?, code = '', detail = '',
            missing_first = NULL, missing_last = NULL WHERE id = ?
          """,
        arguments: [run, address.id])
      guard let page else { return }
      try db.execute(
        sql: """
          UPDATE url SET etag = coalesce(?, etag), last_modified = coalesce(?, last_modified)
          WHERE id = ?
          """,
        arguments: [page.etag, page.lastModified, address.id])
      guard let body = page.body else { return }
      try db.execute(
        sql: "UPDATE url SET page = ?, body = ? WHERE id = ?",
        arguments: [last, body, address.id])
    }
  }

  private func insert(
    _ capture: NewCapture, of address: KnownAddress, url: String, warc: Int, _ db: Database
  ) throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO capture
          (url, target, fetched, status, mime, revisit, payload, warc, offset, length)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      address.id, capture.url == url ? nil : capture.url, capture.date.milliseconds,
      capture.status, capture.mime, capture.isRevisit, capture.payload, warc, capture.offset,
      capture.length,
    ])
    return Int(db.lastInsertedRowID)
  }
}
