import CLibcurl

/// A request for libcurl.
struct TransferRequest {
  /// What a body is for: it decides what may come, and how much.
  enum Purpose { case page, robots, sitemap }

  var address: WebAddress
  var purpose: Purpose
  /// The headers in addition to the usual ones.
  var headers: [String] = []
  /// Whether the host may have a private address.
  var mayBePrivate = false
  /// Whether the body may be compressed.
  var acceptsCoding = true
}

/// One transfer while libcurl calls back with its parts.
final class Transfer {
  let request: TransferRequest
  let limits: FetchLimits
  private(set) var requestHead: [UInt8] = []
  private(set) var head = ResponseHead()
  /// The body as it came over the wire, without transfer coding.
  private(set) var body: [UInt8] = []
  private(set) var decoder: BodyDecoder?
  /// Why this side ended the transfer, if it did.
  private(set) var fault: FetchFailure?
  /// Whether this side ended the transfer because it had enough.
  private(set) var hasEnough = false
  /// Whether a connection was not opened because of its address.
  private(set) var isRefused = false
  /// When the last full KiB came, or the transfer began.
  private(set) var lastMoved = ContinuousClock.now
  private var sinceMoved = 0

  /// The most bytes of the body of an answer that is no page.
  static let largestAside = 64 << 10
  /// The most bytes of memory that are taken for a body before it comes.
  private static let largestReserve = 1 << 20

  init(_ request: TransferRequest, _ limits: FetchLimits) {
    self.request = request
    self.limits = limits
  }

  /// Takes the request as it was sent.
  func sent(_ bytes: UnsafeRawBufferPointer) { unsafe requestHead += bytes }

  /// Takes a line of the head; false ends the transfer.
  func receiveHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    // Trailers after the body say nothing that is needed.
    if head.isComplete, decoder != nil { return true }
    unsafe head.append(line)
    noteProgress(line.count)
    if head.size > limits.headBytes || head.lines > limits.headLines {
      fault = FetchFailure(
        .headTooLarge, "over \(limits.headBytes >> 10) KiB or \(limits.headLines) lines")
    } else if head.isComplete, head.isAmbiguous {
      fault = FetchFailure(.malformed, "two different lengths")
    }
    return fault == nil
  }

  /// Takes a piece of the body; false ends the transfer.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    noteProgress(bytes.count)
    guard let decoder = decoder ?? beginBody() else { return false }
    unsafe body += bytes
    guard isWanted else {
      hasEnough = body.count > Self.largestAside
      return !hasEnough
    }
    if body.count > wireLimit {
      fault = FetchFailure(.tooLarge, "over \(wireLimit >> 20) MiB over the wire")
      return false
    }
    switch unsafe decoder.append(bytes.assumingMemoryBound(to: UInt8.self).span) {
    case .tooLarge:
      let size = "over \(decodedLimit >> 20) MiB, or \(limits.ratio) times what came"
      fault = FetchFailure(.tooLarge, size)
    case .malformed: fault = FetchFailure(.badEncoding)
    case nil:
      hasEnough = request.purpose == .robots && decoder.count >= RobotsRules.largestSize
    }
    return fault == nil && !hasEnough
  }

  /// Whether a connection to an address may be opened.
  func mayConnect(to address: [UInt8]) -> Bool {
    let isAllowed = request.mayBePrivate || isPublicAddress(address)
    if !isAllowed { isRefused = true }
    return isAllowed
  }

  /// Whether the body is what was asked for.
  private var isWanted: Bool { (200...299).contains(head.status) }

  private var wireLimit: Int {
    request.purpose == .sitemap ? limits.sitemapBytes : limits.wireBytes
  }

  private var decodedLimit: Int {
    request.purpose == .sitemap ? limits.sitemapBytes : limits.decodedBytes
  }

  /// Judges the head; nil if the body is not to come.
  private func beginBody() -> BodyDecoder? {
    if isWanted, request.purpose == .page, head.isHTML == false {
      fault = FetchFailure(.notHTML, head["content-type"] ?? "")
      return nil
    }
    guard let coding = isWanted ? head.coding : .identity else {
      fault = FetchFailure(.badEncoding, head["content-encoding"] ?? "")
      return nil
    }
    let decoder = BodyDecoder(
      coding, keeping: keeping, limit: decodedLimit, ratio: limits.ratio)
    self.decoder = decoder
    // What a server says of the length may be wrong, but mostly spares the body from being moved.
    if let length = head["content-length"].flatMap({ Int($0) }), length > 0 {
      body.reserveCapacity(min(length, Self.largestReserve))
    }
    return decoder
  }

  /// How much of the inflated body is kept: a page is stored as it came, and only looked at.
  private var keeping: Int {
    switch request.purpose {
    case .page: 1024
    case .robots: RobotsRules.largestSize + 1
    case .sitemap: limits.sitemapBytes
    }
  }

  private func noteProgress(_ count: Int) {
    sinceMoved += count
    guard sinceMoved >= 1024 else { return }
    sinceMoved = 0
    lastMoved = .now
  }
}
