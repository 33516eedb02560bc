import Artifacts
import Glibc

/// The store of a crawl, open for writing and locked as long as this value lives.
///
///     var store = try CrawlStore(path: "data/wikipedia/store", options)
///     _ = try store.enqueue(entries, refresh: false)
///     for entry in try store.pending(group: "example.org", limit: 10) {
///       try store.record(outcome(of: entry), of: entry.url)
///     }
///     try store.close()
///
/// An answer is first written to the WARC file, then flushed to the disk, and then committed to the
/// frontier, which alone says what the store holds. A program that is killed in between leaves at most
/// a tail that the next one cuts off, and an address that is asked once more. After an error every
/// further call throws it again: what the disk holds is then for the next opening to find out.
public struct CrawlStore: ~Copyable, FetchJournal {
  /// Where the run may write its log.
  public let logPath: String
  /// The number of WARC files that the frontier was made anew from, because it was lost; 0 if it was
  /// not.
  public let rebuilt: Int
  let folder: StoreFolder
  let frontier: Frontier
  private let lock: StoreLock
  private var recorder: AnswerRecorder
  private var failure: FileError?

  /// Opens or makes a store, and completes what a killed run left undone.
  ///
  /// - Throws: ``FileError`` of the kind `locked` if another run writes it, `malformed` if a WARC file
  ///   is shorter than the frontier says, or if it cannot be read or made.
  /// - Complexity: O(1) in what the store holds; O(*n*) in the records of a WARC file that a killed
  ///   run left open.
  public init(path: String, _ options: StoreOptions) throws(FileError) {
    let folder = StoreFolder(path: path)
    try folder.make()
    let lock = try StoreLock(folder)
    let now = time(nil)
    let (database, rebuilt) = try Self.recovered(folder, limit: options.largestBody)
    let frontier = try Frontier(database, now: now)
    self.folder = folder
    self.lock = lock
    self.frontier = frontier
    self.rebuilt = rebuilt
    recorder = AnswerRecorder(folder, frontier, options)
    logPath = "\(path)/log/run-\(Timestamp(milliseconds: now * 1000).compact).jsonl"
  }

  /// The frontier of a store, after completing what a killed run left undone; made anew from the WARC
  /// files, whose number is returned, if the database is lost.
  static func recovered(
    _ folder: StoreFolder, limit: Int
  ) throws(FileError) -> (database: FrontierDatabase, rebuilt: Int) {
    let database = try FrontierDatabase(writing: folder.database)
    let rebuilt = try FrontierRebuild.runIfNeeded(folder, database, limit: limit)
    try WARCSeries.recover(folder, database)
    return (database, rebuilt)
  }

  /// Gives the last WARC file its name and its index, writes `pages.tsv` and `rejects.tsv`, and ends the
  /// run if nothing is pending.
  ///
  /// A store that is not closed loses nothing; the next opening does the same.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  public consuming func close() throws(FileError) {
    if let failure { throw failure }
    try recorder.finish()
    try StoredPages(folder, frontier.database).write(into: folder)
    try frontier.database.checkpoint()
    // Last, so that a run that is killed before is continued.
    try frontier.endRun(now: time(nil))
  }

  /// Adds addresses; see ``FetchJournal``.
  ///
  /// What was rejected before becomes due again in a later run, unless that one continues a run that
  /// did not end.
  public mutating func enqueue(
    _ entries: [FrontierEntry], refresh: Bool
  ) throws(FileError) -> Int {
    let frontier = frontier
    return try guarded { () throws(FileError) in try frontier.enqueue(entries, refresh: refresh) }
  }

  /// Up to `limit` addresses of a group that are not done; see ``FetchJournal``.
  public mutating func pending(group: String, limit: Int) throws(FileError) -> [FrontierEntry] {
    let frontier = frontier
    return try guarded { () throws(FileError) in try frontier.pending(group: group, limit: limit) }
  }

  /// The groups with addresses that are not done; see ``FetchJournal``.
  public mutating func pendingGroups() throws(FileError) -> [String] {
    let frontier = frontier
    return try guarded { () throws(FileError) in try frontier.pendingGroups() }
  }

  /// Begins to make the records of answers; see ``FetchJournal``.
  ///
  /// - Precondition: The addresses were enqueued, and each comes once.
  /// - Throws: ``FileError`` if the disk is full or fails.
  public mutating func prepare(_ outcomes: [AddressOutcome]) throws(FileError) {
    if let failure { throw failure }
    do { try recorder.prepare(outcomes) } catch { throw noted(error) }
  }

  /// Keeps what became of addresses: records first, then the states of the addresses, all of them with
  /// two flushes of the disk, or none.
  ///
  /// - Precondition: The addresses were enqueued, and each comes once.
  /// - Throws: ``FileError`` of the kind `inputOutput` if the disk is full, has less than the floor
  ///   left, or fails. The store then holds what it held before.
  /// - Complexity: O(*n*) in the bytes of the answers, divided by the threads.
  public mutating func record(_ outcomes: [AddressOutcome]) throws(FileError) {
    if let failure { throw failure }
    do { try recorder.record(outcomes) } catch { throw noted(error) }
  }

  /// Keeps what became of one address.
  ///
  /// - Precondition: The address was enqueued.
  /// - Throws: ``FileError``, as for many.
  public mutating func record(_ outcome: FetchOutcome, of url: String) throws(FileError) {
    try record([AddressOutcome(outcome, of: url)])
  }

  /// The answer of a site to /robots.txt, if it is kept; see ``FetchJournal``.
  public mutating func robots(
    of origin: String
  ) throws(FileError) -> (status: Int, body: [UInt8], fetched: Int)? {
    let frontier = frontier
    return try guarded { () throws(FileError) in try frontier.robots(of: origin) }
  }

  /// Keeps the answer of a site to /robots.txt; see ``FetchJournal``.
  public mutating func keepRobots(
    _ status: Int, _ body: [UInt8], fetched: Int, of origin: String
  ) throws(FileError) {
    let frontier = frontier
    try guarded { () throws(FileError) in
      try frontier.keepRobots(status, body, fetched: fetched, of: origin)
    }
  }

  /// The time before which a group must not be asked; see ``FetchJournal``.
  public mutating func parked(group: String) throws(FileError) -> Int {
    let frontier = frontier
    return try guarded { () throws(FileError) in try frontier.parked(group: group) }
  }

  /// Parks a group; see ``FetchJournal``. An earlier time than before changes nothing.
  public mutating func park(group: String, until: Int) throws(FileError) {
    let frontier = frontier
    try guarded { () throws(FileError) in try frontier.park(group: group, until: until) }
  }

  /// Runs `body` unless a call failed before.
  private mutating func guarded<Value>(
    _ body: () throws(FileError) -> Value
  ) throws(FileError) -> Value {
    if let failure { throw failure }
    do { return try body() } catch { throw noted(error) }
  }

  /// An error that every further call throws again.
  private mutating func noted(_ error: FileError) -> FileError {
    failure = error
    return error
  }
}
