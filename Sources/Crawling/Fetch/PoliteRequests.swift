import Foundation

/// The requests of a crawl: each waits for its site, passes robots.txt, and is tried again where that
/// may help.
struct PoliteRequests {
  private let client: HTTPClient
  private let options: FetchOptions
  private var queue: SiteQueue
  private var policies: [String: Result<RobotsPolicy, TransferError>] = [:]

  static let mostRedirects = 5
  static let mostAttempts = 3
  /// The longest wait that a server can ask for within a run, in seconds.
  static let longestWait = 60.0

  init(_ addresses: [WebAddress], _ options: FetchOptions) {
    self.options = options
    client = HTTPClient(userAgent: options.userAgent)
    queue = SiteQueue(addresses, interval: options.interval)
  }

  /// Takes the next address to fetch.
  mutating func nextAddress() -> WebAddress? { queue.next() }

  /// The page of an address and the address that answered; a status of 200, or 304 if it is `known`.
  mutating func page(
    _ address: WebAddress, known: FetchIndex.Entry?
  ) -> Result<(HTTPResponse, WebAddress), TransferError> {
    var target = address
    for _ in 0...Self.mostRedirects {
      if let refusal = refusal(of: target) { return .failure(refusal) }
      let conditions = target.string == known?.finalURL ? Self.conditions(known) : []
      switch request(target, headers: conditions) {
      case .failure(let error): return .failure(error)
      case .success(let response):
        guard let location = Self.redirect(response) else {
          return judged(response, isConditional: !conditions.isEmpty).map { ($0, target) }
        }
        guard let next = target.resolving(location) else {
          return .failure(
            .permanent("bad-redirect", "it leads to '\(location)'; correct the address"))
        }
        target = next
      }
    }
    return .failure(.permanent("too-many-redirects", "more than 5 redirects; correct the address"))
  }

  /// Why an address is not asked for, if it is not.
  private mutating func refusal(of address: WebAddress) -> TransferError? {
    if address.isFacebook {
      return .permanent(
        "facebook",
        "Facebook allows no crawler; export your posts and use: crawl import --input FILE")
    }
    if let error = portRefusal(of: address) { return error }
    switch policy(for: address) {
    case .failure(let error): return error
    case .success(.everything): return nil
    case .success(.nothing(let why)):
      return .permanent("robots", "\(address.host) is closed to us: \(why); try again another day")
    case .success(.rules(let rules)):
      return rules.allows(address.path)
        ? nil : .permanent("robots", "robots.txt of \(address.host) disallows it; leave it out")
    }
  }

  private func portRefusal(of address: WebAddress) -> TransferError? {
    let isAllowed =
      address.port == 80 || address.port == 443
      || options.allowedHosts.contains(address.hostAndPort)
    return isAllowed
      ? nil
      : .permanent("port", "ports other than 80 and 443 need --allow-host \(address.hostAndPort)")
  }

  private static func conditions(_ known: FetchIndex.Entry?) -> [String] {
    guard let known else { return [] }
    return (known.etag.isEmpty ? [] : ["If-None-Match: \(known.etag)"])
      + (known.lastModified.isEmpty ? [] : ["If-Modified-Since: \(known.lastModified)"])
  }

  private static func redirect(_ response: HTTPResponse) -> String? {
    [301, 302, 303, 307, 308].contains(response.status) ? response.headers["location"] : nil
  }

  /// The answer if it is a page.
  private func judged(
    _ response: HTTPResponse, isConditional: Bool
  ) -> Result<HTTPResponse, TransferError> {
    if response.status == 304, isConditional { return .success(response) }
    guard response.status == 200 else {
      return .failure(
        .permanent(
          "http-\(response.status)", "the server answered \(response.status); check the address"))
    }
    let type = response.headers["content-type"]?.lowercased() ?? "text/html"
    guard type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml") else {
      return .failure(.permanent("not-html", "it is \(type), not a page; leave it out"))
    }
    return .success(response)
  }
}

extension PoliteRequests {
  /// What the site of an address allows; asked for once a run.
  private mutating func policy(
    for address: WebAddress
  ) -> Result<RobotsPolicy, TransferError> {
    if let policy = policies[address.origin] { return policy }
    let policy = askPolicy(of: address)
    if case .success(.rules(let rules)) = policy, let delay = rules.crawlDelay {
      queue.slowDown(address.site, to: delay)
    }
    policies[address.origin] = policy
    return policy
  }

  private mutating func askPolicy(
    of address: WebAddress
  ) -> Result<RobotsPolicy, TransferError> {
    guard var target = address.robots else {
      return .success(.nothing("its robots.txt has no address"))
    }
    for _ in 0...Self.mostRedirects {
      if let error = portRefusal(of: target) { return .failure(error) }
      switch request(target, headers: []) {
      case .failure(let error) where error.reason == HTTPExchange.refusal:
        return .failure(error)
      case .failure(let error):
        return .success(.nothing("its robots.txt cannot be had: \(error.detail)"))
      case .success(let response):
        guard let next = Self.redirect(response).flatMap(target.resolving) else {
          return .success(
            RobotsPolicy(
              status: response.status, body: response.body, agent: FetchOptions.agent))
        }
        target = next
      }
    }
    return .success(.everything)
  }

  /// Asks until there is an answer that trying again would not change.
  private mutating func request(
    _ address: WebAddress, headers: [String]
  ) -> Result<HTTPResponse, TransferError> {
    var attempt = 1
    while true {
      waitForTurn(address.site)
      let mayBePrivate = options.allowedHosts.contains(address.hostAndPort)
      var result = client.get(address, headers: headers, mayBePrivate: mayBePrivate)
      if case .success(let response) = result, response.isCutShort {
        result = .failure(
          TransferError(
            reason: "truncated", detail: "the page has no end; try again later", isTransient: true))
      }
      guard attempt < Self.mostAttempts,
        let wait = wait(after: result, attempt: attempt), wait <= Self.longestWait
      else { return result }
      queue.pause(address.site, for: wait)
      attempt += 1
    }
  }

  /// The seconds after which it makes sense to ask again; nil if it does not.
  private func wait(after result: Result<HTTPResponse, TransferError>, attempt: Int) -> Double? {
    let standard = options.interval * Double(1 << attempt)
    switch result {
    case .failure(let error): return error.isTransient ? standard : nil
    case .success(let response):
      guard [408, 425, 429, 500, 502, 503, 504].contains(response.status) else { return nil }
      let asked = response.headers["retry-after"]
        .flatMap { retryAfter($0, now: Date().timeIntervalSince1970) }
      return max(asked ?? 0, standard)
    }
  }

  private mutating func waitForTurn(_ site: String) {
    let wait = ContinuousClock.now.duration(to: queue.readyAt(site)) / .seconds(1)
    if wait > 0 { Thread.sleep(forTimeInterval: wait) }
    queue.begin(site)
  }
}

extension TransferError {
  fileprivate static func permanent(_ reason: String, _ detail: String) -> TransferError {
    TransferError(reason: reason, detail: detail, isTransient: false)
  }
}
