import Artifacts
import Dispatch
import Glibc

/// Writes what became of addresses: records into the WARC file, then the states into the frontier.
///
/// Making records is most of the work, so they can be prepared on other threads while the fetch goes on.
struct AnswerRecorder: ~Copyable {
  private let folder: StoreFolder
  private let frontier: Frontier
  private let options: StoreOptions
  private var warcs: WARCSeries
  /// What will be recorded next.
  private var prepared: [PreparedAnswers] = []
  private let preparing = DispatchQueue(label: "records")

  init(_ folder: StoreFolder, _ frontier: Frontier, _ options: StoreOptions) {
    self.folder = folder
    self.frontier = frontier
    self.options = options
    warcs = WARCSeries(folder, frontier.database, options)
  }

  /// Begins to make the records of answers.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  mutating func prepare(_ outcomes: [AddressOutcome]) throws(FileError) {
    if let answers = try preparedAnswers(outcomes) { prepared.append(answers) }
  }

  /// Writes the records of answers, then notes what became of the addresses.
  ///
  /// - Throws: ``FileError`` if the disk is full, has less than the floor left, or fails.
  mutating func record(_ outcomes: [AddressOutcome]) throws(FileError) {
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
    let changes = changes(outcomes, answers)
    try frontier.commit(changes, in: appended.map { ($0.warc, $0.end) }, now: time(nil))
    CrashPoint.commit.pass()
    try warcs.roll()
  }

  /// Closes the open WARC file, if there is one.
  mutating func finish() throws(FileError) { try warcs.finish() }

  /// The records of the answers among outcomes, those that were prepared if they are these.
  private mutating func capturedAnswers(
    _ outcomes: [AddressOutcome]
  ) throws(FileError) -> [CapturedAnswer] {
    let urls = outcomes.compactMap(\.answeredURL)
    guard !urls.isEmpty else { return [] }
    try requireSpace()
    try warcs.open()
    if let index = prepared.firstIndex(where: { $0.urls == urls }) {
      let answers = prepared[index]
      // Those before it are not recorded any more.
      prepared.removeSubrange(...index)
      // Those for a file that has been closed meanwhile are made anew.
      if answers.warcinfo == warcs.warcinfo { return answers.wait() }
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
    let known = try frontier.known(answered.map(\.url))
    try warcs.open()
    return PreparedAnswers(
      answered, known: known, warcinfo: warcs.warcinfo, options, on: preparing)
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

/// What the frontier is told: of the outcomes with records, the answers in their order.
private func changes(
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

extension AddressOutcome {
  /// The address, if there is an answer.
  fileprivate var answeredURL: String? { outcome.records == nil ? nil : url }
}
