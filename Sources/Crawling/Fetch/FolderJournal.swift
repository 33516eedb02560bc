import Artifacts
import Foundation

/// A journal over a folder of pages with an index; what is still to fetch is in memory only.
public struct FolderJournal: FetchJournal, ~Copyable {
  private var store: FetchStore
  private var queued: [String: [FrontierEntry]] = [:]
  private var known: Set<String> = []
  private var robots: [String: (status: Int, body: [UInt8], fetched: Int)] = [:]
  private var parks: [String: Int] = [:]
  private var rejects: [Reject] = []

  /// Opens or makes the folder.
  ///
  /// - Throws: ``FileError`` of the kind `locked` if another run writes it.
  public init(path: String) throws(FileError) { store = try FetchStore(path: path) }

  public mutating func enqueue(_ entries: [FrontierEntry], refresh: Bool) throws -> Int {
    for var entry in entries where known.insert(entry.url).inserted {
      if let page = store.has(entry.url) ? store.index[entry.url] : nil {
        if !refresh { continue }
        entry.etag = page.etag
        entry.lastModified = page.lastModified
      }
      queued[entry.group, default: []].append(entry)
    }
    return queued.values.reduce(0) { $0 + $1.count }
  }

  public mutating func pending(group: String, limit: Int) throws -> [FrontierEntry] {
    Array((queued[group] ?? []).sorted { $0.notBefore < $1.notBefore }.prefix(limit))
  }

  public mutating func pendingGroups() throws -> [String] {
    queued.filter { !$0.value.isEmpty }.keys.sorted(by: precedesBytewise)
  }

  public mutating func record(_ outcome: FetchOutcome, of url: String) throws {
    let time = Date().formatted(.iso8601)
    switch outcome {
    case .fetched(let records):
      if let record = records.last { try store.save(record, decoded(record), of: url, at: time) }
    case .unchanged: try store.confirm(url, at: time)
    case .rejected(let code, let detail): rejects.append(Reject(url, code, detail))
    case .retry(_, _, let notBefore): return delay(url, until: notBefore)
    }
    for group in queued.keys { queued[group]?.removeAll { $0.url == url } }
  }

  private mutating func delay(_ url: String, until notBefore: Int) {
    for group in queued.keys {
      guard let place = queued[group]?.firstIndex(where: { $0.url == url }) else { continue }
      queued[group]?[place].attempts += 1
      queued[group]?[place].notBefore = notBefore
    }
  }

  public mutating func robots(
    of origin: String
  ) throws -> (status: Int, body: [UInt8], fetched: Int)? { robots[origin] }

  public mutating func keepRobots(
    _ status: Int, _ body: [UInt8], fetched: Int, of origin: String
  ) throws { robots[origin] = (status, body, fetched) }

  public mutating func parked(group: String) throws -> Int { parks[group] ?? 0 }

  public mutating func park(group: String, until: Int) throws { parks[group] = until }

  /// Writes the index and the rejects of the run.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  public consuming func finish() throws(FileError) { try store.finish(rejects) }

  /// The body of an answer, inflated.
  private func decoded(_ record: HTTPRecord) -> [UInt8] {
    var head = ResponseHead()
    for line in record.responseHead.split(separator: 0x0A) {
      unsafe (Array(line) + [0x0A]).withUnsafeBytes { unsafe head.append($0) }
    }
    let limits = FetchLimits()
    let decoder = BodyDecoder(
      head.coding ?? .identity, keeping: limits.decodedBytes, limit: limits.decodedBytes,
      ratio: .max)
    _ = unsafe record.body.withUnsafeBytes { unsafe decoder.append($0) }
    return decoder.kept
  }
}
