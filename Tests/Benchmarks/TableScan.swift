import Artifacts

/// How fast a table is opened: its bytes scanned and checked.
enum TableScan {
  static func measure(_ path: String, runs: Int) throws {
    let bytes = try MappedFile(path).count
    var records = 0
    let seconds = try medianSeconds(runs: runs) { records = try Table(contentsOf: path).count }
    precondition(records > 0, "an empty table measures nothing")
    report("table scan", Double(bytes) / seconds / 1e6, "MB/s")
  }
}
