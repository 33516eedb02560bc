/// What a site allows, judged by its answer to the request for robots.txt.
public enum RobotsPolicy: Sendable {
  /// The file was read.
  case rules(RobotsRules)
  /// There is no file, so that everything is allowed.
  case everything
  /// The site forbids its robots.txt, and with it everything. The number is the status.
  case forbidden(Int)
  /// The site could not say, so that nothing is asked for. The number is the status.
  case unreachable(Int)

  /// Judges an answer with a status and a body.
  ///
  /// By RFC 9309 § 2.3.1, but stricter: 401 and 403 forbid, unless `isForbiddenOpen`, and 429
  /// closes the site as errors of the server do. Other errors of the client mean that there is no
  /// file, and so does a chain of redirects that is too long.
  public init(status: Int, body: [UInt8], agent: String, isForbiddenOpen: Bool = false) {
    switch status {
    case 200...299: self = .rules(RobotsRules(body, agent: agent))
    case 401, 403: self = isForbiddenOpen ? .everything : .forbidden(status)
    case 429: self = .unreachable(status)
    case 300...499: self = .everything
    default: self = .unreachable(status)
    }
  }

  /// Why a path may not be fetched; nil if it may.
  package func refusal(of path: String) -> FetchFailure? {
    switch self {
    case .everything: return nil
    case .forbidden(let status): return FetchFailure(.robotsForbidden, "status \(status)")
    case .unreachable(let status): return FetchFailure(.robotsUnreachable, "status \(status)")
    case .rules(let rules):
      let verdict = rules.verdict(on: path)
      guard !verdict.isAllowed else { return nil }
      let line = verdict.line.map { "line \($0): " } ?? ""
      return FetchFailure(.robots, "\(line)Disallow: \(verdict.pattern)")
    }
  }

  /// The seconds between requests that the site asks for.
  var crawlDelay: Double? {
    guard case .rules(let rules) = self else { return nil }
    return rules.crawlDelay
  }
}

/// What is known of the rules of a site.
enum SitePolicy {
  /// Its answer to /robots.txt.
  case known(RobotsPolicy)
  /// Why it is not asked in this run.
  case closed(FetchFailure)
}
