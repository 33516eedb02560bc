import Artifacts
import GRDB

/// What a store knows of an address, for people.
///
///     let known = try StoredAddress("https://en.wikipedia.org/wiki/Emma", store: "data/wikipedia/store")
///     for (name, value) in known.facts { print(name, value) }
public struct StoredAddress: Sendable {
  /// The answer of a site to /robots.txt.
  public struct Robots: Sendable {
    /// The status of the answer.
    public var status: Int
    /// Its body.
    public var body: [UInt8]
    /// The seconds since it came.
    public var age: Int
  }

  /// What became of the address, each with the name of its question: `state`, `failure`, `attempts`,
  /// `again`, `answer`, `page`, `kept`, `missing`, `parked`.
  public let facts: [(name: String, value: String)]
  /// What its site answered to /robots.txt; nil if it was not asked.
  public let robots: Robots?

  /// Looks up an address, also while a fetch is running; `now` is in seconds since 1970.
  ///
  /// - Throws: ``FileError`` if there is no store, or it cannot be read.
  /// - Complexity: O(log *n* + *m*) for *n* addresses and *m* captures.
  public init(_ address: WebAddress, store path: String, now: Int) throws(FileError) {
    let folder = StoreFolder(path: path)
    try folder.requireStore()
    let database = try FrontierDatabase(reading: folder.database)
    facts = try database.read { try Self.facts(of: address, now: now, $0) }
    let kept = try Frontier(database, run: 0).robots(of: address.origin)
    robots = kept.map { Robots(status: $0.status, body: $0.body, age: max(0, now - $0.fetched)) }
  }

  private static func facts(
    of address: WebAddress, now: Int, _ db: Database
  ) throws -> [(name: String, value: String)] {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM url WHERE url = ?", arguments: [address.string])
    else { return [("state", "unknown: it was never asked for")] }
    var facts = [("state", ["pending", "done", "rejected"][min(max(row["state"], 0), 2)])]
    let code: String = row["code"]
    if !code.isEmpty { facts.append(("failure", "\(code): \(row["detail"] as String)")) }
    if row["attempts"] > 0 { facts.append(("attempts", "\(row["attempts"] as Int)")) }
    if row["state"] == 0, row["not_before"] > now {
      facts.append(("again", moment(row["not_before"])))
    }
    facts += try answers(to: row["id"], page: row["page"], db)
    if let missing = row["missing_first"] as Int? {
      facts.append(("missing", "since \(moment(missing))"))
    }
    let parked = "SELECT until FROM parked WHERE site = ? AND until > ?"
    let arguments: StatementArguments = [row["site"] as String, now]
    if let until = try Int.fetchOne(db, sql: parked, arguments: arguments) {
      facts.append(("parked", "\(row["site"] as String) until \(moment(until))"))
    }
    return facts
  }

  /// The last answer, and where the page is kept.
  private static func answers(
    to address: Int, page: Int?, _ db: Database
  ) throws -> [(String, String)] {
    let last = "SELECT * FROM capture WHERE url = ? ORDER BY id DESC LIMIT 1"
    guard let row = try Row.fetchOne(db, sql: last, arguments: [address]) else { return [] }
    var facts = [
      ("answer", "\(moment(milliseconds: row["fetched"])), status \(row["status"] as Int)")
    ]
    let kept = """
      SELECT capture.*, name FROM capture JOIN warc ON warc.id = capture.warc WHERE capture.id = ?
      """
    guard let page, let row = try Row.fetchOne(db, sql: kept, arguments: [page]) else {
      return facts
    }
    facts.append(("page", moment(milliseconds: row["fetched"])))
    if let target = row["target"] as String? { facts.append(("redirected", target)) }
    let (name, offset, length) = (row["name"] as String, row["offset"] as Int, row["length"] as Int)
    facts.append(("kept", "warc/\(name), byte \(offset), \(length) bytes"))
    return facts
  }

  private static func moment(_ seconds: Int) -> String { moment(milliseconds: seconds * 1000) }

  private static func moment(milliseconds: Int) -> String {
    Timestamp(milliseconds: milliseconds).seconds
  }
}
