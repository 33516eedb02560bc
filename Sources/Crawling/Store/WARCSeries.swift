import Artifacts
import Glibc

/// The WARC files of a store, of which at most one is open.
struct WARCSeries: ~Copyable {
  /// What was appended, and where.
  struct Appended {
    /// The number of the WARC file.
    var warc: Int
    /// Where the first byte went.
    var offset: Int
    /// Where the last byte ended.
    var end: Int
  }

  private let folder: StoreFolder
  private let database: FrontierDatabase
  private let options: StoreOptions
  private var current: KnownWARC?
  private var writer: WARCWriter?
  /// The id of the `warcinfo` record of the open file.
  private(set) var warcinfo = ""

  init(_ folder: StoreFolder, _ database: FrontierDatabase, _ options: StoreOptions) {
    self.folder = folder
    self.database = database
    self.options = options
  }

  /// Opens a file unless one is open.
  ///
  /// The frontier knows of it first, so that a file it does not know is never one that a killed run
  /// left.
  mutating func open() throws(FileError) {
    guard writer == nil else { return }
    let time = options.clock()
    let warc = try database.addWARC(at: time)
    CrashPoint.warcCreate.pass()
    var writer = try WARCWriter(path: folder.openWARC(warc.name))
    try flushFolder(folder.warcs)
    let record = informationRecord(warc.name, at: time)
    warcinfo = record.id
    try writer.append(record.member)
    self.writer = consume writer
    current = warc
  }

  /// Appends members of records, those of an answer together, and flushes them to the disk.
  ///
  /// - Precondition: A file is open.
  /// - Throws: ``FileError`` if the disk is full or fails.
  mutating func append(_ members: [[UInt8]]) throws(FileError) -> Appended {
    guard let warc = current, let offset = writer?.size else {
      preconditionFailure("no WARC file is open")
    }
    for answer in members { try writer?.append(answer) }
    try writer?.sync()
    return Appended(warc: warc.id, offset: offset, end: writer?.size ?? offset)
  }

  /// Closes the open file if it is full, once the frontier knows of all that is in it.
  mutating func roll() throws(FileError) {
    if let size = writer?.size, size >= options.largestWARC { try finish() }
  }

  /// Closes the open file, if there is one.
  mutating func finish() throws(FileError) {
    guard let warc = current else { return }
    writer = nil
    current = nil
    try Self.settle(warc.id, folder, database)
  }

  /// Closes the files that a killed run left open, cuts off what the frontier does not know of, and
  /// makes the indexes that are missing.
  ///
  /// - Throws: ``FileError`` of the kind `malformed` if records that the frontier knows are missing.
  static func recover(_ folder: StoreFolder, _ database: FrontierDatabase) throws(FileError) {
    for warc in try database.warcs() {
      if !warc.isClosed {
        try settle(warc.id, folder, database)
      } else if fileSize(folder.index(warc.name)) == nil {
        try writeIndex(warc, folder, database)
      }
    }
  }

  /// Cuts a file to its whole records, writes its index and gives it its name; each step may have been
  /// done before.
  private static func settle(
    _ id: Int, _ folder: StoreFolder, _ database: FrontierDatabase
  ) throws(FileError) {
    guard let warc = try database.warc(id) else { return }
    guard warc.committed > 0 else { return try discard(warc, folder, database) }
    let path = folder.currentWARC(warc.name)
    let size = fileSize(path) ?? 0
    guard size >= warc.committed else {
      throw FileError(
        .malformed, path, "is \(warc.committed - size) bytes shorter than the frontier says",
        remedy:
          "restore it from a backup; or remove frontier.sqlite, which is made anew from what is left"
      )
    }
    // A file with its final name has no tail of ours; what else it may hold is left alone.
    if size > warc.committed, path == folder.openWARC(warc.name) {
      try WARCWriter.truncate(path, to: warc.committed)
    }
    CrashPoint.cdxj.pass()
    try writeIndex(warc, folder, database)
    CrashPoint.roll.pass()
    if path != folder.warc(warc.name) {
      guard unsafe rename(path, folder.warc(warc.name)) == 0 else { throw .cannotCreate(path) }
      try flushFolder(folder.warcs)
    }
    try database.closeWARC(id)
  }

  private static func writeIndex(
    _ warc: KnownWARC, _ folder: StoreFolder, _ database: FrontierDatabase
  ) throws(FileError) {
    var file = try OutputFile(path: folder.index(warc.name))
    try file.write(CDXJ.index(database.captures(of: warc)))
    try file.commit()
    try flushFolder(folder.indexes)
  }

  /// Removes a file none of whose records was committed.
  private static func discard(
    _ warc: KnownWARC, _ folder: StoreFolder, _ database: FrontierDatabase
  ) throws(FileError) {
    guard unsafe unlink(folder.openWARC(warc.name)) == 0 || errno == ENOENT else {
      throw .cannotWrite(folder.openWARC(warc.name))
    }
    try database.forgetWARC(warc.id)
  }

  private func informationRecord(_ name: String, at time: Timestamp) -> RecordDraft {
    let fields = [
      "software: \(options.software)", "format: WARC File Format 1.1",
      "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
      "robots: obey", "http-header-user-agent: \(options.userAgent)",
    ]
    return RecordDraft(
      .warcinfo, about: name, at: time, type: "application/warc-fields",
      block: Array(fields.map { $0 + "\r\n" }.joined().utf8))
  }
}
