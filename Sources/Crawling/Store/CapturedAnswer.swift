import Artifacts

/// A page that came, and was not in the store before.
public struct ArrivedPage: Sendable {
  /// The address that was asked for.
  public var url: String
  /// The address that answered, after redirects.
  public var finalURL: String
  /// The SHA-256 of the decoded body, in hexadecimal.
  public var sha256: String
  /// What it is made of.
  public var body: StoredPages.Body

  /// Creates a page.
  package init(url: String, finalURL: String, sha256: String, body: StoredPages.Body) {
    (self.url, self.finalURL, self.sha256, self.body) = (url, finalURL, sha256, body)
  }
}

/// An answer as the store keeps it: the members of its records, and what the frontier is to know.
struct CapturedAnswer: Sendable {
  /// The address of the frontier.
  let url: String
  /// What is known of it.
  let address: KnownAddress
  /// The gzip members of the records, one after another.
  let members: [UInt8]
  /// Where the answers are among the members; in the WARC file once they were moved.
  private(set) var captures: [NewCapture]
  /// What the last answer changes about the page.
  let page: NewPage?

  /// Makes the records of an answer and of the redirects before it.
  ///
  /// - Parameters:
  ///   - records: The requests and answers, the last one being that of the page.
  ///   - url: The address of the frontier.
  ///   - address: What is known of it.
  ///   - warcinfo: The id of the first record of the WARC file.
  ///   - options: The most bytes of a decoded body, and who is told of a page that is new.
  /// - Complexity: O(*n*) in the bytes, most of it hashing and compressing.
  init(
    _ records: [HTTPRecord], of url: String, known address: KnownAddress, warcinfo: String,
    _ options: StoreOptions
  ) {
    var members: [UInt8] = []
    var captures: [NewCapture] = []
    var page: NewPage?
    for (index, record) in records.enumerated() {
      let isLast = index == records.count - 1
      let head = MessageHead(record.responseHead)
      let digest = bytesDigest(record.body.span)
      let revisit = isLast ? address.revisit(record, digest: digest) : nil
      let made = CaptureRecords(record, digest: digest, revisit: revisit, warcinfo: warcinfo)
      members += made.request
      captures.append(
        NewCapture(
          record, head, isRevisit: made.isRevisit, payload: made.payload, offset: members.count,
          length: made.answer.count))
      members += made.answer
      guard isLast else { continue }
      let decoded = record.decoded(head, digest: digest, limit: options.largestBody)
      page = address.page(after: record, digest: decoded.digest)
      if let onArrival = options.onArrival, page?.body != nil, let bytes = decoded.bytes {
        onArrival(
          ArrivedPage(
            url: url, finalURL: record.url, sha256: decoded.digest,
            body: .init(contentType: head["Content-Type"] ?? "", bytes: bytes)))
      }
    }
    self.url = url
    self.address = address
    self.members = members
    self.captures = captures
    self.page = page
  }

  /// An answer whose records are in a WARC file already.
  init(url: String, address: KnownAddress, captures: [NewCapture], page: NewPage?) {
    self.url = url
    self.address = address
    self.captures = captures
    self.page = page
    members = []
  }

  /// Notes that the members begin at an offset of a WARC file.
  mutating func move(to offset: Int) {
    for index in captures.indices { captures[index].offset += offset }
  }
}
