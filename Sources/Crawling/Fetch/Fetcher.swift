import Artifacts
import Foundation

/// How pages are fetched.
public struct FetchOptions: Sendable {
  /// The name of the crawler in robots.txt.
  public static let agent = "kindred"
  /// The version of the program, for the user agent.
  public var version: String
  /// How the operator can be reached, for the user agent.
  public var contact: String
  /// The seconds from the start of one request to that of the next at a site.
  public var interval = 1.0
  /// Whether pages in the store are asked for again, with the condition that they changed.
  public var refresh = false
  /// The hosts, as `HOST:PORT`, that may have a private address or another port than 80 and 443.
  public var allowedHosts: Set<String> = []

  /// Options for a program and an operator.
  public init(version: String, contact: String) {
    self.version = version
    self.contact = contact
  }

  /// What the crawler calls itself: `kindred/1.0 (operator@example.org) libcurl/7.88.1`.
  public var userAgent: String { "\(Self.agent)/\(version) (\(contact)) \(HTTPClient.library)" }
}

/// What became of an address.
public enum FetchOutcome: Sendable, Equatable {
  /// The page was fetched.
  case fetched(String)
  /// The page was asked for and had not changed.
  case unchanged(String)
  /// The page was in the store already and not asked for.
  case kept(String)
  /// The page could not be had.
  case rejected(Reject)
}

/// Fetches pages into a store, politely, one after another.
///
///     var fetcher = try Fetcher(urls, store: "data/wikipedia/store", options)
///     while let outcome = try fetcher.next() { print(outcome) }
///     try fetcher.finish()
///
/// Every request, also after a redirect, first passes the robots.txt of its host, the pace of its site
/// and the check of its address. The store is complete after each page, so that a run that was killed
/// is continued by another one.
public struct Fetcher: ~Copyable {
  private let options: FetchOptions
  private var store: FetchStore
  private var requests: PoliteRequests
  private var settled: [FetchOutcome] = []
  private var rejects: [Reject] = []

  /// Opens the store and queues the addresses that are to be asked for.
  ///
  /// - Throws: ``FileError`` of the kind `locked` if another run writes the store, or if it cannot be
  ///   read or made.
  public init(_ urls: [String], store: String, _ options: FetchOptions) throws(FileError) {
    let opened = try FetchStore(path: store)
    var seen = Set<String>()
    var queued: [WebAddress] = []
    var settled: [FetchOutcome] = []
    for url in urls {
      guard let address = WebAddress(url) else {
        settled.append(
          .rejected(Reject(url, "bad-address", "it is no http or https address; correct it")))
        continue
      }
      guard seen.insert(address.string).inserted else { continue }
      if !options.refresh, opened.has(address.string) {
        settled.append(.kept(address.string))
      } else {
        queued.append(address)
      }
    }
    self.store = opened
    self.options = options
    self.settled = settled.reversed()
    requests = PoliteRequests(queued, options)
  }

  /// Deals with one more address; nil once there is none.
  ///
  /// - Throws: ``FileError`` if the store cannot be written. What a site does wrong is an outcome.
  public mutating func next() throws(FileError) -> FetchOutcome? {
    var outcome = settled.popLast()
    if outcome == nil, let address = requests.nextAddress() { outcome = try fetch(address) }
    if case .rejected(let reject) = outcome { rejects.append(reject) }
    return outcome
  }

  /// Writes the index and the rejects of the run.
  ///
  /// - Throws: ``FileError`` if they cannot be written.
  public mutating func finish() throws(FileError) { try store.finish(rejects) }

  private mutating func fetch(_ address: WebAddress) throws(FileError) -> FetchOutcome {
    let url = address.string
    let known = store.has(url) ? store.index[url] : nil
    switch requests.page(address, known: known) {
    case .failure(let error):
      return .rejected(Reject(url, error.reason, error.detail))
    case .success(let (response, from)):
      let time = Date().formatted(.iso8601)
      if response.status == 304 {
        try store.confirm(url, at: time)
        return .unchanged(url)
      }
      try store.save(response, of: url, from: from.string, at: time)
      return .fetched(url)
    }
  }
}
