import Artifacts
import Foundation
import GRDB

/// Makes the frontier anew from the WARC files of a store whose database is lost.
///
/// The files say everything of what was fetched: answers, redirects, marks of versions. What was still
/// to fetch, what was rejected, robots.txt and parked groups are lost with the database; the next fetch
/// with the same seeds finds them again.
struct FrontierRebuild {
  private let folder: StoreFolder
  private let frontier: Frontier
  private let limit: Int
  /// The address of the frontier whose redirects are being read.
  private var chain: (url: String, captures: [NewCapture])?

  /// Rebuilds if there never was a run and there are WARC files; continues where a killed rebuild was.
  ///
  /// - Returns: The number of WARC files that were read.
  /// - Throws: ``FileError`` if the database cannot be written. A damaged WARC file is read up to the
  ///   damage, which ``StoreVerification`` then reports.
  /// - Complexity: O(*n*) in the decoded bytes of the WARC files; memory for a record.
  static func runIfNeeded(
    _ folder: StoreFolder, _ database: FrontierDatabase, limit: Int
  ) throws(FileError) -> Int {
    let runs = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") }
    guard runs == 0 else { return 0 }
    let known = try database.warcs()
    let names = warcNames(folder).filter { name in
      !known.contains { $0.name == name && $0.isClosed }
    }
    guard !names.isEmpty else { return 0 }
    let frontier = Frontier(database, run: 0)
    try database.unflushed { () throws(FileError) in
      for name in names {
        let before = known.first { $0.name == name }
        let warc = if let before { before } else { try database.addWARC(named: name) }
        var rebuild = FrontierRebuild(folder: folder, frontier: frontier, limit: limit)
        try rebuild.read(warc)
      }
    }
    return names.count
  }

  /// The names of the WARC files in the order in which they were written, since each begins with the
  /// time.
  private static func warcNames(_ folder: StoreFolder) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.warcs)) ?? []
    return found.map { $0.hasSuffix(".open") ? String($0.dropLast(".open".count)) : $0 }
      .filter { $0.hasPrefix("crawl-") && $0.hasSuffix(".warc.gz") }.sorted(by: precedesBytewise)
  }

  private mutating func read(_ warc: KnownWARC) throws(FileError) {
    let path = folder.currentWARC(warc.name)
    if var reader = try? WARCReader(path: path, at: warc.committed) {
      while let record = (try? reader.next()) ?? nil, record.isMember, !record.isTruncated {
        try keep(record, warc)
      }
    }
    // A file of which nothing could be read stays there, and is reported as a stranger.
    try frontier.database.forgetWARC(warc.id)
  }

  /// Notes an answer once its chain of redirects is complete.
  private mutating func keep(_ record: WARCRecord, _ warc: KnownWARC) throws(FileError) {
    guard let answer = HTTPRecord(record) else { return }
    let url = chain?.url ?? answer.url
    let head = MessageHead(answer.responseHead)
    let capture = NewCapture(
      answer, head, isRevisit: record.type == "revisit",
      payload: String((record.head["WARC-Payload-Digest"] ?? "").dropFirst("sha256:".count)),
      offset: record.offset, length: record.length)
    let captures = (chain?.captures ?? []) + [capture]
    if record.type == "response", [301, 302, 303, 307, 308].contains(answer.status) {
      return chain = (url, captures)
    }
    chain = nil
    _ = try frontier.enqueue([FrontierEntry(url: url, group: "")], refresh: false)
    let known = try frontier.known([url])[0]
    let digest = bytesDigest(answer.body.span)
    let decoded = answer.decoded(head, digest: digest, limit: limit)
    var page = known.page(after: answer, digest: decoded.digest)
    // A revisit repeats the page, whose body it does not hold.
    if record.type == "revisit" { page?.body = nil }
    let kept = CapturedAnswer(url: url, address: known, captures: captures, page: page)
    try frontier.commit(
      [.answered(kept)], in: (warc.id, record.offset + record.length), now: 0)
  }
}

extension HTTPRecord {
  /// The answer in a record `response` or `revisit`; nil for every other kind.
  fileprivate init?(_ record: WARCRecord) {
    guard ["response", "revisit"].contains(record.type), let date = record.date,
      let head = record.http, let status = head.status
    else { return nil }
    self.init(
      url: record.targetURI, sent: date.milliseconds,
      address: record.head["WARC-IP-Address"] ?? "", requestHead: [],
      responseHead: Array(record.block.dropLast(record.payload.count)),
      body: Array(record.payload), status: status, etag: head["ETag"] ?? "",
      lastModified: head["Last-Modified"] ?? "")
  }
}
