import Artifacts

/// What a later answer with the same contents refers to (ISO 28500:2017 §6.7).
struct Capture: Sendable, Equatable {
  /// The number of the capture in the frontier.
  var id: Int
  /// The address that was asked.
  var url: String
  /// When.
  var date: Timestamp
  /// The SHA-256 of the body as it is stored, in hexadecimal.
  var payload: String
}

/// The records of one request and its answer.
struct CaptureRecords {
  /// The profile of a revisit, and what it refers to.
  enum Revisit {
    /// The answer was 304.
    case notModified(Capture)
    /// The body is the same as before.
    case identicalPayload(Capture)

    var capture: Capture {
      switch self {
      case .notModified(let capture), .identicalPayload(let capture): capture
      }
    }

    var profile: String {
      let base = "http://netpreserve.org/warc/1.1/revisit/"
      switch self {
      case .notModified: return base + "server-not-modified"
      case .identicalPayload: return base + "identical-payload-digest"
      }
    }
  }

  /// The gzip member of the request.
  let request: [UInt8]
  /// The gzip member of the answer.
  let answer: [UInt8]
  /// The SHA-256 of the body, in hexadecimal; of a revisit, that of the body it refers to.
  let payload: String
  /// Whether the answer is a revisit.
  let isRevisit: Bool

  /// Makes the records of an answer whose body has the digest `digest`; those of a revisit hold no body.
  init(_ record: HTTPRecord, digest: String, revisit: Revisit?, warcinfo: String) {
    let date = Timestamp(milliseconds: record.sent)
    let head = storedHead(record.responseHead)
    payload = revisit?.capture.payload ?? digest
    isRevisit = revisit != nil
    var answer = RecordDraft(
      revisit == nil ? .response : .revisit, about: record.url, at: date,
      type: "application/http; msgtype=response", block: head.bytes,
      body: revisit == nil ? record.body : [], payload: payload)
    var request = RecordDraft(
      .request, about: record.url, at: date, type: "application/http; msgtype=request",
      block: record.requestHead)
    request.add("WARC-Warcinfo-ID", "<\(warcinfo)>")
    request.add("WARC-Concurrent-To", "<\(answer.id)>")
    answer.add("WARC-Warcinfo-ID", "<\(warcinfo)>")
    answer.add("WARC-Concurrent-To", "<\(request.id)>")
    if !record.address.isEmpty {
      request.add("WARC-IP-Address", record.address)
      answer.add("WARC-IP-Address", record.address)
    }
    answer.add("WARC-Payload-Digest", "sha256:\(payload)")
    if head.isHTTP2 { answer.add("WARC-Protocol", "h2") }
    if let revisit {
      answer.add("WARC-Profile", revisit.profile)
      answer.add("WARC-Refers-To-Target-URI", revisit.capture.url)
      answer.add("WARC-Refers-To-Date", revisit.capture.date.precise)
    }
    self.request = request.member
    self.answer = answer.member
  }
}

/// The head of an answer as WARC files hold it: in the syntax of HTTP/1.1 also where the answer came
/// over HTTP/2, and without `Transfer-Encoding`, since the body is kept without chunks.
private func storedHead(_ bytes: [UInt8]) -> (bytes: [UInt8], isHTTP2: Bool) {
  let text = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  var lines: [ArraySlice<UInt8>] = []
  var isDropped = false
  for line in text.map({ $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }) where !line.isEmpty {
    let isContinued = line.first == 0x20 || line.first == 0x09
    let start = String(decoding: line.prefix(18), as: UTF8.self).lowercased()
    isDropped = isContinued ? isDropped : start == "transfer-encoding:"
    if !isDropped { lines.append(line) }
  }
  let first = String(decoding: lines.first ?? [], as: UTF8.self)
  let isHTTP2 = first.hasPrefix("HTTP/2")
  if isHTTP2 { lines[0] = Array(http1StatusLine(first).utf8)[...] }
  let end = Array("\r\n".utf8)
  return (lines.flatMap { $0 + end } + end, isHTTP2)
}

/// `HTTP/1.1 200 OK` for `HTTP/2 200`, which has no words.
private func http1StatusLine(_ line: String) -> String {
  let status = MessageHead(line).status ?? 0
  let words = [
    200: "OK", 203: "Non-Authoritative Information", 204: "No Content", 206: "Partial Content",
    301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
    307: "Temporary Redirect", 308: "Permanent Redirect", 403: "Forbidden", 404: "Not Found",
    410: "Gone", 429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
  ]
  return "HTTP/1.1 \(status) \(words[status] ?? "Unknown")"
}
