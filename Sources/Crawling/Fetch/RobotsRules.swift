/// The rules of a robots.txt for one crawler, by the Robots Exclusion Protocol (RFC 9309,
/// doi:10.17487/RFC9309).
///
///     let rules = RobotsRules("User-agent: *\nDisallow: /w/", agent: "kindred")
///     rules.allows("/wiki/War_and_Peace")
///
/// The groups that name the crawler hold, all of them together; if none does, those of `*`. Of the
/// rules that match, that with the longest pattern decides, and `Allow` wins a tie. What is no rule is
/// passed over and does not end a group.
public struct RobotsRules: Sendable {
  /// The seconds between requests that the site asks for, where it does.
  public private(set) var crawlDelay: Double?
  private var rules: [(allows: Bool, pattern: RobotsPattern)] = []

  /// The part of a file that is read: RFC 9309 asks for at least 500 KiB.
  public static let largestSize = 512_000

  /// Reads a file for the crawler called `agent`.
  ///
  /// - Complexity: O(*n*) in the bytes of the file.
  public init(_ text: String, agent: String) {
    let named = Self.lines(text, for: { $0 == agent.lowercased() })
    for (key, value) in named ?? Self.lines(text, for: { $0 == "*" }) ?? [] {
      switch key {
      case "crawl-delay":
        guard let seconds = Double(value), seconds.isFinite, seconds >= 0 else { continue }
        crawlDelay = max(crawlDelay ?? 0, seconds)
      default:
        if !value.isEmpty { rules.append((key == "allow", RobotsPattern(value))) }
      }
    }
  }

  /// Whether the crawler may fetch a path, which includes the query.
  ///
  /// - Complexity: O(*r* *n* + *m*) for *r* rules of *m* octets together and a path of *n*.
  public func allows(_ path: String) -> Bool {
    let octets = normalizedPath(path.prefix { $0 != "#" })
    if octets == Array("/robots.txt".utf8) { return true }
    var longest = -1
    var isAllowed = true
    for rule in rules where rule.pattern.length >= longest && rule.pattern.matches(octets) {
      isAllowed = rule.allows || (rule.pattern.length == longest && isAllowed)
      longest = rule.pattern.length
    }
    return isAllowed
  }

  /// The rules of the groups whose agents `matches` accepts; nil if there is no such group.
  private static func lines(
    _ text: String, for matches: (String) -> Bool
  ) -> [(key: String, value: String)]? {
    var found: [(String, String)]?
    var isNamed = false
    var isHead = false
    for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }) {
      guard let (key, value) = keyAndValue(line) else { continue }
      switch key {
      case "user-agent":
        if !isHead { isNamed = false }
        isHead = true
        if matches(productToken(value)) { isNamed = true }
        if isNamed { found = found ?? [] }
      case "allow", "disallow", "crawl-delay":
        isHead = false
        if isNamed { found?.append((key, value)) }
      default: continue
      }
    }
    return found
  }

  private static func keyAndValue(_ line: Substring) -> (String, String)? {
    let rule = line.prefix { $0 != "#" }
    guard let colon = rule.firstIndex(of: ":") else { return nil }
    let key = rule[..<colon].filter { $0 != "\u{FEFF}" }
    return (trimmed(key[...]).lowercased(), trimmed(rule[rule.index(after: colon)...]))
  }

  /// `Kindred/2.0 (night)` names the crawler `kindred`.
  private static func productToken(_ value: String) -> String {
    if value.hasPrefix("*") { return "*" }
    return value.prefix { $0.isASCII && ($0.isLetter || $0 == "_" || $0 == "-") }.lowercased()
  }
}

/// What a site allows, judged by its answer to the request for robots.txt.
public enum RobotsPolicy: Sendable {
  /// The file was read.
  case rules(RobotsRules)
  /// There is no file, so that everything is allowed.
  case everything
  /// The site refuses, or could not say: nothing is fetched. The text says why.
  case nothing(String)

  /// Judges an answer with a status and a body.
  ///
  /// 401 and 403 refuse, which is stricter than RFC 9309. 429 and errors of the server close the site
  /// until another run. Other errors of the client mean that there is no file.
  public init(status: Int, body: [UInt8], agent: String) {
    switch status {
    case 200...299:
      let text = String(decoding: body.prefix(RobotsRules.largestSize), as: UTF8.self)
      self = .rules(RobotsRules(text, agent: agent))
    case 401, 403: self = .nothing("its robots.txt is answered with \(status)")
    case 429: self = .nothing("it answers 429, too many requests, for robots.txt")
    case 300...499: self = .everything
    default: self = .nothing("its robots.txt is answered with \(status)")
    }
  }
}
