import Artifacts
import GRDB

/// What is known of an address whose answer is to be kept.
struct KnownAddress: Sendable {
  /// The number of the address.
  var id: Int
  /// The latest good answer.
  var page: Capture?
  /// The SHA-256 of its decoded body.
  var body = ""
}

extension KnownAddress {
  /// What an answer repeats, if it does: the page in the store; `digest` is that of its body.
  func revisit(_ record: HTTPRecord, digest: String) -> CaptureRecords.Revisit? {
    guard let page else { return nil }
    if record.status == 304 { return .notModified(page) }
    // Without the same address, the body would be found under another one than the record's.
    return page.url == record.url && page.payload == digest ? .identicalPayload(page) : nil
  }

  /// What an answer changes about the page; nil if it is none. `digest` is that of the decoded body.
  ///
  /// A page whose decoded body is the same stays, and with it every byte of the tables made from it,
  /// although its answer may have been compressed differently.
  func page(after record: HTTPRecord, digest: String) -> NewPage? {
    if record.status == 304 {
      return NewPage(
        body: nil, etag: record.etag.isEmpty ? nil : record.etag,
        lastModified: record.lastModified.isEmpty ? nil : record.lastModified)
    }
    guard (200..<300).contains(record.status) else { return nil }
    let isSame = page?.url == record.url && digest == body
    return NewPage(
      body: isSame ? nil : digest, etag: record.etag, lastModified: record.lastModified)
  }
}

extension HTTPRecord {
  /// The decoded body, of at most `limit` bytes, and its digest; `head` is that of the answer, `digest` that
  /// of the body as it came.
  ///
  /// One that cannot be decoded has no bytes and is told apart by what came; reading it will say what is
  /// wrong.
  func decoded(
    _ head: MessageHead, digest: String, limit: Int
  ) -> (bytes: [UInt8]?, digest: String) {
    guard head["Content-Encoding"] != nil else { return (body, digest) }
    // The body has no chunks any more, whatever the head says.
    var head = head
    head.fields.removeAll { $0.name.lowercased() == "transfer-encoding" }
    guard let bytes = try? decodedBody(body[...], head: head, limit: limit) else {
      return (nil, digest)
    }
    return (bytes, bytesDigest(bytes.span))
  }
}

/// A record of a WARC file that the frontier is to know of.
struct NewCapture: Sendable {
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
  /// The capture of an answer with a head whose record is at an offset.
  init(
    _ record: HTTPRecord, _ head: MessageHead, isRevisit: Bool, payload: String, offset: Int,
    length: Int
  ) {
    let type = head["Content-Type"] ?? ""
    self.init(
      url: record.url, date: Timestamp(milliseconds: record.sent), status: record.status,
      mime: String(type.prefix { $0 != ";" && $0 != " " }).lowercased(),
      isRevisit: isRevisit, payload: payload, offset: offset, length: length)
  }
}

/// What a good answer changes about its address.
struct NewPage: Sendable {
  /// The SHA-256 of the decoded body; nil if the page in the store is the same and stays.
  var body: String?
  /// The server's marks of its version; nil leaves them as they are.
  var etag: String?
  var lastModified: String?
}

extension Frontier {
  /// What is known of addresses, in their order.
  ///
  /// - Precondition: They were enqueued.
  func known(_ urls: [String]) throws(FileError) -> [KnownAddress] {
    try database.read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT url.id AS id, url.body AS body, page, target, fetched, payload
          FROM url LEFT JOIN capture ON capture.id = url.page WHERE url.url = ?
          """)
      return try urls.map { url in
        guard let row = try Row.fetchOne(statement, arguments: [url]) else {
          preconditionFailure("\(url) was not enqueued")
        }
        return KnownAddress(row, url: url)
      }
    }
  }

  /// Notes an answer, and that its address is done.
  func keep(_ answer: CapturedAnswer, warc: Int, _ db: Database) throws {
    let id = answer.address.id
    var last = 0
    for capture in answer.captures {
      last = try insert(capture, of: answer, warc: warc, db)
    }
    try db.cachedStatement(
      sql: """
        UPDATE url SET state = 1, attempts = 0, run = ?, code = '', detail = '',
          missing_first = NULL, missing_last = NULL WHERE id = ?
        """
    ).execute(arguments: [run, id])
    guard let page = answer.page else { return }
    try db.cachedStatement(
      sql: """
        UPDATE url SET etag = coalesce(?, etag), last_modified = coalesce(?, last_modified)
        WHERE id = ?
        """
    ).execute(arguments: [page.etag, page.lastModified, id])
    guard let body = page.body else { return }
    try db.cachedStatement(sql: "UPDATE url SET page = ?, body = ? WHERE id = ?")
      .execute(arguments: [last, body, id])
  }

  private func insert(
    _ capture: NewCapture, of answer: CapturedAnswer, warc: Int, _ db: Database
  ) throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO capture
          (url, target, fetched, status, mime, revisit, payload, warc, offset, length)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      answer.address.id, capture.url == answer.url ? nil : capture.url, capture.date.milliseconds,
      capture.status, capture.mime, capture.isRevisit, capture.payload, warc, capture.offset,
      capture.length,
    ])
    return Int(db.lastInsertedRowID)
  }
}

extension KnownAddress {
  fileprivate init(_ row: Row, url: String) {
    self.init(id: row["id"])
    guard let page = row["page"] as Int? else { return }
    self.page = Capture(
      id: page, url: row["target"] ?? url, date: Timestamp(milliseconds: row["fetched"]),
      payload: row["payload"])
    body = row["body"] ?? ""
  }
}
