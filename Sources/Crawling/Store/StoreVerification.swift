import Artifacts
import Foundation
import GRDB

/// Whether the parts of a store agree with one another.
///
/// First what a killed run left undone is completed, as the next fetch would. Then every WARC file
/// must have the length that the frontier says, every index be what the frontier makes it, and the
/// database be sound. The deep check also reads every record: each must be a gzip member of its own,
/// its digests must be right, and the frontier must know each answer by its place, length, address,
/// time, status and digest.
public struct StoreVerification: Sendable {
  /// Something that does not agree.
  public struct Problem: Sendable, Hashable {
    /// The path of the file.
    public var file: String
    /// What is wrong, with the place where it has one.
    public var problem: String
    /// What to do about it.
    public var remedy: String
  }

  private static let restore =
    "restore it from a backup; or remove frontier.sqlite, which is made anew from the WARC files"

  /// The most bytes of a body that is decoded when a lost frontier is made anew.
  private static let largestBody = StoreOptions(software: "", userAgent: "").largestBody

  /// What does not agree; empty if all is well.
  public private(set) var problems: [Problem] = []
  /// The WARC files that the frontier was made anew from, because it was lost.
  public let rebuilt: Int
  /// The WARC files that were looked at.
  public private(set) var files = 0
  /// The records that were looked at; without `deep`, those that the frontier knows.
  public private(set) var records = 0

  /// Checks a store.
  ///
  /// - Throws: ``FileError`` of the kind `locked` if a fetch is running, `missing` if there is no
  ///   store, or `malformed` if so much is wrong that it cannot be opened.
  /// - Complexity: O(*n*) in the addresses and records; with `deep` in the bytes of the WARC files.
  ///   Memory for the records of one WARC file.
  public init(store path: String, deep: Bool) throws(FileError) {
    let folder = StoreFolder(path: path)
    try folder.requireWARCs()
    let lock = try StoreLock(folder)
    let (database, rebuilt) = try CrawlStore.recovered(folder, limit: Self.largestBody)
    self.rebuilt = rebuilt
    try checkDatabase(database, deep: deep)
    let warcs = try database.warcs()
    checkStrangers(folder, known: Set(warcs.map(\.name)))
    for warc in warcs { try check(warc, in: folder, database, deep: deep) }
    try StoredPages(folder, database).write(into: folder)
    extendLifetime(lock)
  }

  private mutating func report(_ file: String, _ problem: String, remedy: String = restore) {
    problems.append(Problem(file: file, problem: problem, remedy: remedy))
  }

  private mutating func checkDatabase(
    _ database: FrontierDatabase, deep: Bool
  ) throws(FileError) {
    let found = try database.read { db in
      try String.fetchAll(db, sql: deep ? "PRAGMA integrity_check" : "PRAGMA quick_check")
        + Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { "broken reference: \($0)" }
        + String.fetchAll(db, sql: "SELECT url FROM url WHERE page IS NOT NULL AND body IS NULL")
        .map { "\($0) has a page without a digest" }
    }
    for problem in found where problem != "ok" { report(database.path, problem) }
  }

  /// Reports WARC files and indexes that the frontier does not know of.
  private mutating func checkStrangers(_ folder: StoreFolder, known: Set<String>) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.warcs)) ?? []
    for name in names.sorted(by: precedesBytewise) where !known.contains(name) {
      report(folder.warc(name), "the frontier does not know of it", remedy: "move it elsewhere")
    }
  }

  private mutating func check(
    _ warc: KnownWARC, in folder: StoreFolder, _ database: FrontierDatabase, deep: Bool
  ) throws(FileError) {
    files += 1
    let path = folder.warc(warc.name)
    let captures = try database.captures(of: warc)
    records += deep ? 0 : captures.count
    let index = folder.index(warc.name)
    if (try? Data(contentsOf: URL(fileURLWithPath: index))) != Data(CDXJ.index(captures).utf8) {
      report(
        index, "is not the sorted list of the \(captures.count) answers in the WARC file",
        remedy: "remove it and run again, which makes it anew")
    }
    guard let size = fileSize(path) else { return report(path, "is missing") }
    if size != warc.committed {
      report(path, "has \(size) bytes; the frontier knows of \(warc.committed)")
    }
    guard deep else { return }
    var check = WARCCheck(path: path, expected: captures)
    check.run()
    records += check.records
    for problem in check.problems { report(path, problem) }
  }
}
