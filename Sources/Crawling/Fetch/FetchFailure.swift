/// Why an address was not fetched: a code for scripts, with a sentence and a remedy for people.
public enum FetchCode: String, CaseIterable, Sendable {
  /// No address of a page.
  case badAddress = "bad-address"
  /// An address as crawler traps make them.
  case trap = "address-trap"
  /// Another port than those of the web.
  case port = "port"
  /// An address within a private network.
  case privateAddress = "private-address"
  /// Facebook and its sisters.
  case meta = "meta-policy"
  /// A site of Wikimedia, and no contact given.
  case contact = "contact-required"
  /// A rule of robots.txt.
  case robots = "robots-disallowed"
  /// A robots.txt that is itself forbidden.
  case robotsForbidden = "robots-forbidden"
  /// A robots.txt that could not be had.
  case robotsUnreachable = "robots-unreachable"
  /// A redirect to nowhere.
  case badRedirect = "bad-redirect"
  /// A chain of redirects that is too long.
  case tooManyRedirects = "too-many-redirects"
  /// A status that is no success; the code is followed by the status.
  case status = "http"
  /// Not a page.
  case notHTML = "not-html"
  /// A body over the limits.
  case tooLarge = "too-large"
  /// A head over the limits.
  case headTooLarge = "head-too-large"
  /// An answer that broke off.
  case truncated = "truncated"
  /// A body that cannot be inflated.
  case badEncoding = "bad-encoding"
  /// An answer that is no HTTP.
  case malformed = "malformed"
  /// A certificate that is not trusted.
  case certificate = "tls-certificate"
  /// A name without an address.
  case unknownHost = "unknown-host"
  /// No connection.
  case noConnection = "no-connection"
  /// Too slow.
  case timeout = "timeout"
  /// Any other failure of a transfer.
  case noAnswer = "no-answer"

  /// What went wrong, for people.
  public var sentence: String {
    switch self {
    case .badAddress: "it is no http or https address without a user's name"
    case .trap: "its path is endless, as traps for crawlers make it"
    case .port: "its port is neither 80 nor 443"
    case .privateAddress: "its host has a private address"
    case .meta: "Facebook, Instagram and Threads allow no crawler"
    case .contact: "Wikimedia asks who operates a crawler"
    case .robots: "robots.txt disallows it"
    case .robotsForbidden: "the site forbids even its robots.txt"
    case .robotsUnreachable: "robots.txt cannot be had, so nothing is asked for"
    case .badRedirect: "it leads to what is no page"
    case .tooManyRedirects: "it leads on and on"
    case .status: "the server refuses"
    case .notHTML: "it is no HTML page"
    case .tooLarge: "the body is too large"
    case .headTooLarge: "the head of the answer is too large"
    case .truncated: "the answer broke off"
    case .badEncoding: "the body cannot be inflated"
    case .malformed: "the answer is not proper HTTP"
    case .certificate: "the certificate of the server is not trusted"
    case .unknownHost: "the name of the host has no address"
    case .noConnection: "the host takes no connection"
    case .timeout: "the server took too long"
    case .noAnswer: "no answer came"
    }
  }

  /// What to do about it, for people.
  public var remedy: String {
    switch self {
    case .badAddress, .badRedirect, .tooManyRedirects: "correct the address"
    case .trap, .robots, .notHTML: "leave it out"
    case .port, .privateAddress: "if that is meant, give --allow-host HOST:PORT"
    case .meta: "export your posts there and use: crawl import --input FILE"
    case .contact: "give --contact with your e-mail address or web page"
    case .robotsForbidden: "ask the site, or give --forbidden-robots allow"
    case .robotsUnreachable, .truncated, .timeout, .noAnswer, .noConnection:
      "try again another day"
    case .status: "check the address"
    case .tooLarge, .headTooLarge: "save it with a browser and use: crawl import"
    case .badEncoding, .malformed: "open it in a browser, and tell the site if it fails there too"
    case .certificate: "check the address; the check of certificates cannot be turned off"
    case .unknownHost: "check the spelling of the host"
    }
  }
}

/// A request that brought no page.
package struct FetchFailure: Error, Equatable {
  var code: FetchCode
  /// What was special about this one; empty if nothing was.
  var particulars = ""
  /// Whether it may do better in a moment.
  var isTransient = false
  /// How often it makes sense to try, if that is less than usual.
  var mostAttempts = Int.max
  /// The status of the answer, for the code ``FetchCode/status``.
  var status = 0

  init(
    _ code: FetchCode, _ particulars: String = "", isTransient: Bool = false,
    mostAttempts: Int = .max, status: Int = 0
  ) {
    self.code = code
    self.particulars = particulars
    self.isTransient = isTransient
    self.mostAttempts = mostAttempts
    self.status = status
  }

  /// The code in tables: `http-404`, `truncated`.
  var name: String { code == .status ? "\(code.rawValue)-\(status)" : code.rawValue }

  /// The sentence in tables: what; what to do.
  var detail: String {
    let what = particulars.isEmpty ? code.sentence : "\(code.sentence) (\(particulars))"
    return "\(what); \(code.remedy)"
  }
}
