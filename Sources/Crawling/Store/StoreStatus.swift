import Artifacts
import GRDB
import Glibc

/// What a store holds, counted.
public struct StoreStatus: Sendable {
  /// A count and what it is of.
  public struct Measure: Sendable, Equatable {
    /// What is counted: `addresses`, `rejected:robots-disallowed`.
    public var name: String
    /// The count, a time in UTC, or a name.
    public var value: String
  }

  /// The counts, in an order that does not change.
  public let measures: [Measure]

  /// Counts what is in a store, also while a fetch is running; what is due depends on `now`, the seconds
  /// since 1970.
  ///
  /// - Throws: ``FileError`` if there is no store, or it cannot be read.
  /// - Complexity: O(*n*) in the addresses and captures.
  public init(store path: String, now: Int = time(nil)) throws(FileError) {
    let folder = StoreFolder(path: path)
    try folder.requireStore()
    let database = try FrontierDatabase(reading: folder.database)
    let warcs = try database.warcs()
    var measures = try database.read { try Self.counts($0, now: now) }
    measures.append(("warc_files", "\(warcs.count)"))
    measures.append(("warc_bytes", "\(warcs.map(\.committed).reduce(0, +))"))
    measures.append(("free_bytes", "\(try freeSpace(path))"))
    measures.append(("running", StoreLock.isHeld(folder) ? "yes" : "no"))
    self.measures = measures.map { Measure(name: $0.0, value: $0.1) }
  }

  private static func counts(_ db: Database, now: Int) throws -> [(String, String)] {
    func count(_ sql: String, _ arguments: StatementArguments = []) throws -> String {
      String(try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)", arguments: arguments) ?? 0)
    }
    let due = """
      url LEFT JOIN parked ON parked.site = url.site
      WHERE state = 0 AND not_before <= ? AND coalesce(until, 0) <= ?
      """
    var counts = [
      ("addresses", try count("url")),
      ("pages", try count("url WHERE page IS NOT NULL")),
      ("gone", try count("url WHERE page IS NOT NULL AND missing_last - missing_first >= 43200")),
      ("done", try count("url WHERE state = 1")),
      ("pending", try count("url WHERE state = 0")),
      ("due", try count(due, [now, now])),
      ("rejected", try count("url WHERE state = 2")),
    ]
    let codes = "SELECT code, count(*) FROM url WHERE state = 2 GROUP BY code ORDER BY code"
    for row in try Row.fetchAll(db, sql: codes) {
      counts.append(("rejected:\(row[0] as String)", "\(row[1] as Int)"))
    }
    let parked = "SELECT site, until FROM parked WHERE until > ? ORDER BY site"
    for row in try Row.fetchAll(db, sql: parked, arguments: [now]) {
      let until = Timestamp(milliseconds: (row[1] as Int) * 1000)
      counts.append(("parked:\(row[0] as String)", until.seconds))
    }
    return try counts + [
      ("responses", count("capture WHERE NOT revisit")),
      ("revisits", count("capture WHERE revisit")),
      ("robots", count("robots")),
      ("unfinished", count("run WHERE ended IS NULL") == "0" ? "no" : "yes"),
    ]
  }
}
