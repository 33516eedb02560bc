import Artifacts

/// Reads a WARC file of a store record by record and compares it with what the frontier knows.
struct WARCCheck {
  /// What is wrong, each with its place.
  private(set) var problems: [String] = []
  /// The answers among the records.
  private(set) var records = 0
  private let path: String
  private var expected: ArraySlice<CDXJ>

  /// Prepares to compare a file with what the frontier knows of it, in its order.
  init(path: String, expected: [CDXJ]) {
    self.path = path
    self.expected = expected[...]
  }

  /// Reads the file to its end, or to where it cannot be read on.
  ///
  /// - Complexity: O(*n*) in the bytes of the file; memory for a record.
  mutating func run() {
    do {
      var reader = try WARCReader(path: path)
      var isFirst = true
      while let record = try reader.next() {
        if isFirst, record.type != "warcinfo" { report(record, "does not begin with a warcinfo") }
        isFirst = false
        checkDigests(record)
        if ["response", "revisit", "resource"].contains(record.type) { checkKnown(record) }
      }
    } catch {
      problems.append(error.problem)
    }
    for capture in expected {
      problems.append("byte \(capture.offset): the answer of \(capture.url) is missing")
    }
  }

  private mutating func report(_ record: WARCRecord, _ problem: String) {
    problems.append("byte \(record.offset): \(problem)")
  }

  private mutating func checkDigests(_ record: WARCRecord) {
    if !record.isMember { report(record, "is no gzip member of its own") }
    // A record with a payload has its digest alone, unless an earlier version of us wrote it.
    if let digest = record.head["WARC-Block-Digest"],
      digest != "sha256:\(bytesDigest(record.block.span))"
    {
      report(record, "the digest of the block is wrong")
    }
    guard record.type == "response" else { return }
    if record.head["WARC-Payload-Digest"] != "sha256:\(bytesDigest(record.payload.span))" {
      report(record, "the digest of the body is wrong")
    }
  }

  /// Compares an answer with the next that the frontier knows.
  private mutating func checkKnown(_ record: WARCRecord) {
    records += 1
    guard let known = expected.first, known.offset == record.offset else {
      return report(record, "the frontier does not know of this answer")
    }
    expected = expected.dropFirst()
    let pairs: [(String, String, String)] = [
      ("length", "\(record.length)", "\(known.length)"),
      ("address", record.targetURI, known.url),
      ("time", record.date?.precise ?? "", known.date.precise),
      ("status", record.http?.status.map { "\($0)" } ?? "", "\(known.status)"),
      ("digest", record.head["WARC-Payload-Digest"] ?? "", "sha256:\(known.payload)"),
      ("kind", record.type, known.mime == "warc/revisit" ? "revisit" : "response"),
    ]
    for (name, found, wanted) in pairs where found != wanted {
      report(record, "the \(name) is \(found); the frontier says \(wanted)")
    }
  }
}
