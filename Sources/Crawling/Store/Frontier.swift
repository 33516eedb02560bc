import Artifacts
import GRDB

/// The addresses that are to be fetched, and what became of them.
///
/// An address is pending, done or rejected. What was done or rejected in this run stays so, whatever
/// is enqueued; in a later run a rejected address becomes due again when it is enqueued, and one that
/// is done only to be refreshed. So a run that was killed and is started again with the same arguments
/// asks nothing twice.
struct Frontier {
  let database: FrontierDatabase
  /// The number of this run.
  let run: Int

  /// The seconds from its start in which a run that did not end is continued rather than begun anew:
  /// less than a day, so that every night has its own.
  private static let longestRun = 20 * 3600

  /// Continues the last run if it did not end, or begins one; `now` is in seconds since 1970.
  init(_ database: FrontierDatabase, now: Int) throws(FileError) {
    self.database = database
    run = try database.write { db in
      let last = try Row.fetchOne(db, sql: "SELECT * FROM run ORDER BY id DESC LIMIT 1")
      if let last, last["ended"] as Int? == nil, now - (last["started"] as Int) < Self.longestRun {
        return last["id"]
      }
      try db.execute(sql: "INSERT INTO run (started) VALUES (?)", arguments: [now])
      return Int(db.lastInsertedRowID)
    }
  }

  /// A frontier in a given run.
  init(_ database: FrontierDatabase, run: Int) {
    self.database = database
    self.run = run
  }

  /// Adds addresses.
  ///
  /// - Returns: The number of pending addresses, those from before included.
  /// - Complexity: O(*n* log *m*) for *n* addresses among *m*; one transaction.
  func enqueue(_ entries: [FrontierEntry], refresh: Bool) throws(FileError) -> Int {
    try database.write { db in
      let insert = try db.cachedStatement(
        sql: """
          INSERT INTO url (url, site, state, attempts, not_before, run) VALUES (?, ?, 0, ?, ?, 0)
          ON CONFLICT (url) DO UPDATE
          SET site = excluded.site, state = 0, attempts = 0, not_before = excluded.not_before
          WHERE state <> 0 AND run < ? AND (state = 2 OR ?)
          """)
      // A later version of the program may group sites otherwise.
      let regroup = try db.cachedStatement(
        sql: "UPDATE url SET site = ? WHERE url = ? AND site <> ?")
      for entry in entries {
        try insert.execute(arguments: [
          entry.url, entry.group, entry.attempts, entry.notBefore, run, refresh,
        ])
        if db.changesCount == 0 {
          try regroup.execute(arguments: [entry.group, entry.url, entry.group])
        }
      }
      return try Int.fetchOne(db, sql: "SELECT count(*) FROM url WHERE state = 0") ?? 0
    }
  }

  /// The first pending addresses of a group.
  ///
  /// - Complexity: O(`limit` + log *n*).
  func pending(group: String, limit: Int) throws(FileError) -> [FrontierEntry] {
    try database.read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT url, attempts, not_before, etag, last_modified FROM url
          WHERE site = ? AND state = 0 ORDER BY not_before, id LIMIT ?
          """)
      return try Row.fetchAll(statement, arguments: [group, limit]).map { row in
        FrontierEntry(
          url: row["url"], group: group, attempts: row["attempts"], notBefore: row["not_before"],
          etag: row["etag"], lastModified: row["last_modified"])
      }
    }
  }

  /// The groups with pending addresses, in bytewise order.
  ///
  /// - Complexity: O(*g* log *n*) for *g* groups: a search in the index for each.
  func pendingGroups() throws(FileError) -> [String] {
    try database.read { db in
      try String.fetchAll(
        db,
        sql: """
          WITH RECURSIVE sites (site) AS (
            SELECT min(site) FROM url WHERE state = 0
            UNION ALL
            SELECT (SELECT min(url.site) FROM url WHERE state = 0 AND url.site > sites.site)
            FROM sites WHERE site IS NOT NULL)
          SELECT site FROM sites WHERE site IS NOT NULL
          """)
    }
  }

  /// Notes what became of addresses, in one transaction.
  ///
  /// - Parameters:
  ///   - changes: What became of which address.
  ///   - warc: The WARC file that holds the answers among them, and the bytes of it that are whole
  ///     records; nil if there are none.
  ///   - now: The time in seconds since 1970.
  /// - Throws: ``FileError`` if the database cannot be written; nothing has then changed.
  func commit(
    _ changes: [FrontierChange], in warc: (id: Int, committed: Int)?, now: Int
  ) throws(FileError) {
    try database.write { db in
      for change in changes {
        switch change {
        case .answered(let answer): try keep(answer, warc: warc?.id ?? 0, db)
        case .postponed(let url, let failure, let notBefore):
          try postpone(url, failure, notBefore: notBefore, db)
        case .rejected(let url, let failure): try reject(url, failure, now: now, db)
        }
      }
      guard let warc else { return }
      try db.cachedStatement(sql: "UPDATE warc SET committed = ? WHERE id = ?")
        .execute(arguments: [warc.committed, warc.id])
    }
  }

  /// Notes that an address is to be tried again.
  private func postpone(
    _ url: String, _ failure: FrontierChange.Failure, notBefore: Int, _ db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        UPDATE url SET state = 0, attempts = attempts + 1, not_before = ?, code = ?, detail = ?
        WHERE url = ?
        """
    ).execute(arguments: [notBefore, failure.code, failure.detail, url])
    precondition(db.changesCount == 1, "\(url) was not enqueued")
  }

  /// The codes that say that there is no such page.
  private static let missing: Set = ["http-404", "http-410"]

  /// Gives an address up for this run; `now` is in seconds since 1970.
  private func reject(
    _ url: String, _ failure: FrontierChange.Failure, now: Int, _ db: Database
  ) throws {
    let missing = Self.missing.contains(failure.code) ? now : nil
    try db.cachedStatement(
      sql: """
        UPDATE url SET state = 2, run = ?, code = ?, detail = ?,
          missing_first = coalesce(missing_first, ?), missing_last = coalesce(?, missing_last)
        WHERE url = ?
        """
    ).execute(arguments: [run, failure.code, failure.detail, missing, missing, url])
    precondition(db.changesCount == 1, "\(url) was not enqueued")
  }

  /// Ends the run if nothing is pending, so that the next one is a new one; `now` is in seconds since
  /// 1970.
  func endRun(now: Int) throws(FileError) {
    try database.write { db in
      try db.execute(
        sql: """
          UPDATE run SET ended = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM url WHERE state = 0)
          """, arguments: [now, run])
    }
  }
}

/// What the frontier is told of an address.
enum FrontierChange {
  /// Why an address could not be fetched: a code, and a sentence.
  typealias Failure = (code: String, detail: String)

  /// It was answered, and the answer is in a WARC file.
  case answered(CapturedAnswer)
  /// It is to be tried again, not before a time in seconds since 1970.
  case postponed(url: String, Failure, notBefore: Int)
  /// It is given up for this run.
  case rejected(url: String, Failure)
}
