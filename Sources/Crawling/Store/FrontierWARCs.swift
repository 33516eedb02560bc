import Artifacts
import GRDB

/// A WARC file as the frontier knows it.
struct KnownWARC: Sendable, Equatable {
  var id: Int
  var name: String
  /// The bytes of its whole records.
  var committed: Int
  /// Whether it has its final name and its index.
  var isClosed: Bool
}

extension KnownWARC {
  fileprivate init(_ row: Row) {
    self.init(
      id: row["id"], name: row["name"], committed: row["committed"], isClosed: row["closed"])
  }
}

extension FrontierDatabase {
  /// Gives the next WARC file a number and a name that no other has.
  func addWARC(at time: Timestamp) throws(FileError) -> KnownWARC {
    try write { db in
      let id = try Int.fetchOne(db, sql: "SELECT coalesce(max(id), 0) + 1 FROM warc") ?? 1
      let digits = String(id)
      let number = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
      let name = "crawl-\(time.compact)-\(number).warc.gz"
      try db.execute(
        sql: "INSERT INTO warc (id, name, committed, closed) VALUES (?, ?, 0, 0)",
        arguments: [id, name])
      return KnownWARC(id: id, name: name, committed: 0, isClosed: false)
    }
  }

  /// Takes up a WARC file that is there already.
  func addWARC(named name: String) throws(FileError) -> KnownWARC {
    try write { db in
      try db.execute(
        sql: "INSERT INTO warc (name, committed, closed) VALUES (?, 0, 0)", arguments: [name])
      return KnownWARC(
        id: Int(db.lastInsertedRowID), name: name, committed: 0, isClosed: false)
    }
  }

  /// Notes that a WARC file has its final name and its index.
  func closeWARC(_ id: Int) throws(FileError) {
    try write {
      try $0.execute(sql: "UPDATE warc SET closed = 1 WHERE id = ?", arguments: [id])
    }
  }

  /// Forgets a WARC file that holds nothing.
  func forgetWARC(_ id: Int) throws(FileError) {
    try write {
      try $0.execute(sql: "DELETE FROM warc WHERE id = ? AND committed = 0", arguments: [id])
    }
  }

  /// The WARC files in the order in which they were begun.
  func warcs() throws(FileError) -> [KnownWARC] {
    try read { try Row.fetchAll($0, sql: "SELECT * FROM warc ORDER BY id") }.map(KnownWARC.init)
  }

  /// The WARC file with a number, if there is one.
  func warc(_ id: Int) throws(FileError) -> KnownWARC? {
    try read { try Row.fetchOne($0, sql: "SELECT * FROM warc WHERE id = ?", arguments: [id]) }
      .map(KnownWARC.init)
  }

  /// What a WARC file holds, in its order.
  func captures(of warc: KnownWARC) throws(FileError) -> [CDXJ] {
    try read { db in
      let sql = """
        SELECT coalesce(target, url.url) AS target, fetched, mime, revisit, status, payload, length,
          offset
        FROM capture JOIN url ON url.id = capture.url WHERE warc = ? ORDER BY offset
        """
      return try Row.fetchAll(db, sql: sql, arguments: [warc.id]).map { row in
        CDXJ(
          url: row["target"], date: Timestamp(milliseconds: row["fetched"]),
          mime: row["revisit"] ? "warc/revisit" : row["mime"], status: row["status"],
          payload: row["payload"], length: row["length"], offset: row["offset"], file: warc.name)
      }
    }
  }
}
