import Artifacts
import Foundation
import GRDB

extension Frontier {
  /// What a site answered to /robots.txt, if it is kept.
  func robots(
    of origin: String
  ) throws(FileError) -> (status: Int, body: [UInt8], fetched: Int)? {
    let row = try database.read {
      try Row.fetchOne($0, sql: "SELECT * FROM robots WHERE origin = ?", arguments: [origin])
    }
    return row.map { ($0["status"], Array($0["body"] as Data), $0["fetched"]) }
  }

  /// Keeps what a site answered to /robots.txt.
  func keepRobots(
    _ status: Int, _ body: [UInt8], fetched: Int, of origin: String
  ) throws(FileError) {
    try database.write {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO robots (origin, status, body, fetched) VALUES (?, ?, ?, ?)",
        arguments: [origin, status, Data(body), fetched])
    }
  }

  /// The time in seconds since 1970 before which a group must not be asked, or 0.
  func parked(group: String) throws(FileError) -> Int {
    try database.read {
      try Int.fetchOne($0, sql: "SELECT until FROM parked WHERE site = ?", arguments: [group]) ?? 0
    }
  }

  /// Parks a group until a time in seconds since 1970; an earlier one than before changes nothing.
  func park(group: String, until: Int) throws(FileError) {
    try database.write {
      try $0.execute(
        sql: """
          INSERT INTO parked (site, until) VALUES (?, ?)
          ON CONFLICT (site) DO UPDATE SET until = max(until, excluded.until)
          """, arguments: [group, until])
    }
  }
}
