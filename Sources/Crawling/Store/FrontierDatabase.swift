import Artifacts
import GRDB

/// The connection to `frontier.sqlite`, whose errors are file errors.
struct FrontierDatabase: Sendable {
  /// The path of the database.
  let path: String
  private let queue: DatabaseQueue

  /// Opens the database for writing, making or migrating it as needed.
  ///
  /// In the journal mode WAL with `synchronous = FULL` a transaction is on the disk when its commit
  /// returns, and costs one flush.
  ///
  /// - Throws: ``FileError`` if it cannot be made, is damaged, or is of a newer version.
  init(writing path: String) throws(FileError) {
    var configuration = Configuration()
    configuration.journalMode = .wal
    // What reads, like `crawl status`, never blocks us in this mode; only recovery does, briefly.
    configuration.busyMode = .timeout(10)
    self.path = path
    queue = try Self.checked(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      // After the mode, since setting that one makes it NORMAL.
      try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return queue
    }
    try requireKnownVersion()
    try Self.checked(path) { [queue] in try FrontierSchema.migrator.migrate(queue) }
  }

  /// Opens the database for reading, also while another process writes it.
  ///
  /// - Throws: ``FileError`` if it cannot be opened, is damaged, or is of another version.
  init(reading path: String) throws(FileError) {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    self.path = path
    queue = try Self.checked(path) {
      try DatabaseQueue(path: path, configuration: configuration)
    }
    try requireKnownVersion()
    let isComplete = try read { try FrontierSchema.migrator.hasCompletedMigrations($0) }
    guard isComplete else {
      throw FileError(
        .malformed, path, "is of an older version, or not yet made",
        remedy: "run 'crawl fetch' or 'crawl verify' once, which bring it up to date")
    }
  }

  /// Runs a transaction that is on the disk when this returns.
  ///
  /// - Throws: ``FileError``; nothing of the transaction has then happened.
  func write<Value>(_ body: (Database) throws -> Value) throws(FileError) -> Value {
    try Self.checked(path) { try queue.write(body) }
  }

  /// Reads one state of the database.
  ///
  /// - Throws: ``FileError`` if it cannot be read.
  func read<Value>(_ body: (Database) throws -> Value) throws(FileError) -> Value {
    try Self.checked(path) { try queue.read(body) }
  }

  /// Lets transactions return before they are on the disk while `body` runs, for work that can be done
  /// again: a power cut may lose the last of them, and nothing else.
  ///
  /// - Throws: ``FileError`` if `body` throws it or the database cannot be used.
  func unflushed(_ body: () throws(FileError) -> Void) throws(FileError) {
    try Self.checked(path) {
      try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
      try body()
      try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    }
  }

  /// Copies the write-ahead log into the database and empties it.
  ///
  /// - Throws: ``FileError`` if the disk fails.
  func checkpoint() throws(FileError) {
    CrashPoint.checkpoint.pass()
    try Self.checked(path) {
      _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
  }

  private func requireKnownVersion() throws(FileError) {
    guard try read({ try FrontierSchema.migrator.hasBeenSuperseded($0) }) else { return }
    throw FileError(
      .malformed, path, "was written by a newer version of this program",
      remedy: "use that version, or another store")
  }

  private static func checked<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(FileError) -> Value {
    do {
      return try body()
    } catch let error as FileError {
      throw error
    } catch let error as DatabaseError {
      throw FileError(error, path: path)
    } catch {
      throw FileError(.inputOutput, path, "\(error)", remedy: "run again")
    }
  }
}

extension FileError {
  /// What an error of SQLite means for the user.
  fileprivate init(_ error: DatabaseError, path: String) {
    let reason = error.message ?? "\(error)"
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(
        .inputOutput, path, "cannot write: \(reason)", remedy: "free some space and run again")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(
        .malformed, path, "is damaged: \(reason)",
        remedy: "restore it from a backup, or remove it: it is then made anew from the WARC files")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.locked, path, "is used by another program", remedy: "wait for it and run again")
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(
        .cannotCreate, path, "cannot open: \(reason)", remedy: "check the folder and its rights")
    default:
      self.init(.inputOutput, path, "cannot use: \(reason)", remedy: "run again")
    }
  }
}
