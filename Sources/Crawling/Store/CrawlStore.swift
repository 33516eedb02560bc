import Artifacts
import Dispatch
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
  private let options: StoreOptions
  private let lock: StoreLock
  private var warcs: WARCSeries
  /// What will be recorded next.
  private var prepared: [PreparedAnswers] = []
  private let preparing = DispatchQueue(label: "records")
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
    warcs = WARCSeries(folder, database, options)
    self.options = options
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
    try warcs.finish()
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
  /// - Throws: ``FileError`` if the disk is full, has less than the floor left, or fails.
  public mutating func prepare(_ outcomes: [AddressOutcome]) throws(FileError) {
    if let failure { throw failure }
    do {
      if let answers = try preparedAnswers(outcomes) { prepared.append(answers) }
    } catch {
      failure = error
      throw error
    }
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
    do {
      try keep(outcomes)
    } catch {
      failure = error
      throw error
    }
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
    do {
      return try body()
    } catch {
      failure = error
      throw error
    }
  }
}

extension CrawlStore {
  /// Writes the records of answers, then notes what became of the addresses.
  private mutating func keep(_ outcomes: [AddressOutcome]) throws(FileError) {
    var answers = try capturedAnswers(outcomes)
    var appended: WARCSeries.Appended?
    if !answers.isEmpty {
      appended = try warcs.append(answers.map(\.members))
      var offset = appended?.offset ?? 0
      for index in answers.indices {
        answers[index].move(to: offset)
        offset += answers[index].members.count
      }
    }
    let changes = Self.changes(outcomes, answers)
    try frontier.commit(changes, in: appended.map { ($0.warc, $0.end) }, now: time(nil))
    CrashPoint.commit.pass()
    try warcs.roll()
  }

  /// The records of the answers among outcomes, those that were prepared if they are these.
  private mutating func capturedAnswers(
    _ outcomes: [AddressOutcome]
  ) throws(FileError) -> [CapturedAnswer] {
    if let first = prepared.first, first.urls == outcomes.compactMap(\.answeredURL) {
      prepared.removeFirst()
      // Those for a file that has been closed meanwhile are made anew.
      try warcs.open()
      if first.warcinfo == warcs.warcinfo { return first.wait() }
    }
    return try preparedAnswers(outcomes)?.wait() ?? []
  }

  /// The answers among outcomes, whose records begin to be made; nil if there are none.
  private mutating func preparedAnswers(
    _ outcomes: [AddressOutcome]
  ) throws(FileError) -> PreparedAnswers? {
    let answered = outcomes.compactMap { outcome in
      outcome.outcome.records.map { (url: outcome.url, records: $0) }
    }
    guard !answered.isEmpty else { return nil }
    try requireSpace()
    let known = try frontier.known(answered.map(\.url))
    try warcs.open()
    return PreparedAnswers(
      answered, known: known, warcinfo: warcs.warcinfo, options, on: preparing)
  }

  /// What the frontier is told: of the outcomes with records, the answers in their order.
  private static func changes(
    _ outcomes: [AddressOutcome], _ answers: [CapturedAnswer]
  ) -> [FrontierChange] {
    var answers = answers[...]
    return outcomes.compactMap { outcome in
      switch outcome.outcome {
      case .fetched, .unchanged: answers.popFirst().map { .answered($0) }
      case .retry(let code, let detail, let notBefore):
        .postponed(url: outcome.url, (code, detail), notBefore: notBefore)
      case .rejected(let code, let detail): .rejected(url: outcome.url, (code, detail))
      }
    }
  }

  /// Throws if the disk has less than the floor left.
  private func requireSpace() throws(FileError) {
    let free = try freeSpace(folder.path)
    guard free >= options.freeSpaceFloor else {
      throw FileError(
        .inputOutput, folder.path,
        "the disk has \(free >> 20) MiB left, less than the \(options.freeSpaceFloor >> 20) MiB kept",
        remedy: "free some space and run again")
    }
  }
}

extension AddressOutcome {
  /// The address, if there is an answer.
  fileprivate var answeredURL: String? { outcome.records == nil ? nil : url }
}
