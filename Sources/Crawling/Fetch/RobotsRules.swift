/// The rules of a robots.txt for one crawler, by the Robots Exclusion Protocol (RFC 9309,
/// doi:10.17487/RFC9309).
///
///     let rules = RobotsRules(Array("User-agent: *\nDisallow: /w/".utf8), agent: "kindred")
///     rules.verdict(on: "/wiki/War_and_Peace").isAllowed
///
/// The groups that name the crawler hold, all of them together; if none does, those of `*`. Of the
/// rules that match, that with the longest pattern decides, and `Allow` wins a tie. What is no rule
/// is passed over and does not end a group.
public struct RobotsRules: Sendable {
  /// What the rules say about a path.
  public struct Verdict: Sendable, Equatable {
    /// Whether the path may be fetched.
    public var isAllowed: Bool
    /// The line of the rule that decides, counted from 1; nil if no rule matches.
    public var line: Int?
    /// The pattern of that rule.
    public var pattern: String
  }

  /// The seconds between requests that the site asks for, where it does.
  public private(set) var crawlDelay: Double?
  /// The addresses of sitemaps that the site names.
  public private(set) var sitemaps: [String] = []
  /// Longest pattern first, `Allow` before `Disallow`, so that the first rule that matches decides.
  private var rules: [Rule] = []
  /// The patterns of all rules.
  private var octets: [UInt8] = []

  private struct Rule: Sendable {
    var allows: Bool
    var line: Int
    var start: Int
    var count: Int
  }

  /// The part of a file that is read: RFC 9309 asks for at least 500 KiB.
  public static let largestSize = 512_000

  /// The longest delay between requests that is understood, in seconds: a day.
  public static let longestDelay = 86_400.0

  /// Reads a file for the crawler called `agent`. What lies beyond byte 512,000 is not read; nor is
  /// a line that this cuts.
  ///
  /// - Complexity: O(*n* log *n*) in the bytes of the file.
  public init(_ bytes: [UInt8], agent: String) {
    let lines = RobotsLine.lines(bytes)
    sitemaps = lines.filter { $0.key == .sitemap }.map { String(decoding: $0.value, as: UTF8.self) }
    let token = Array(agent.lowercased().utf8)
    for line in Self.chosen(lines, token) ?? Self.chosen(lines, [UInt8(ascii: "*")]) ?? [] {
      switch line.key {
      case .crawlDelay:
        guard let seconds = Double(String(decoding: line.value, as: UTF8.self)), seconds.isFinite,
          seconds >= 0
        else { continue }
        crawlDelay = max(crawlDelay ?? 0, min(seconds, Self.longestDelay))
      default:
        let pattern = RobotsPattern.normalized(line.value)
        guard !pattern.isEmpty else { continue }
        rules.append(
          Rule(
            allows: line.key == .allow, line: line.number, start: octets.count,
            count: pattern.count))
        octets += pattern
      }
    }
    rules.sort {
      ($0.count, $0.allows ? 1 : 0, $1.line) > ($1.count, $1.allows ? 1 : 0, $0.line)
    }
  }

  /// Whether the crawler may fetch a path, which includes the query, and which rule says so.
  ///
  /// - Complexity: O(*r* *n* + *m*) for *r* rules of *m* octets together and a path of *n*.
  public func verdict(on path: String) -> Verdict {
    let text = RobotsPattern.normalizedPath(String(path.prefix { $0 != "#" }))
    if text == Array("/robots.txt".utf8) { return Verdict(isAllowed: true, pattern: "") }
    let pairs = OctetPairs(text)
    let first = unsafe octets.withUnsafeBufferPointer { octets in
      unsafe text.withUnsafeBufferPointer { text in
        rules.first {
          let pattern = unsafe UnsafeBufferPointer(rebasing: octets[$0.start..<$0.start + $0.count])
          return pairs.allow(pattern) && RobotsPattern.matches(pattern, text)
        }
      }
    }
    guard let rule = first else { return Verdict(isAllowed: true, pattern: "") }
    let pattern = octets[rule.start..<rule.start + rule.count]
    return Verdict(
      isAllowed: rule.allows, line: rule.line, pattern: String(decoding: pattern, as: UTF8.self))
  }

  /// Whether the crawler may fetch a path, which includes the query.
  public func allows(_ path: String) -> Bool { verdict(on: path).isAllowed }

  /// The rules of the groups that name `token`; nil if there is no such group.
  private static func chosen(_ lines: [RobotsLine], _ token: [UInt8]) -> [RobotsLine]? {
    var found: [RobotsLine]?
    var isNamed = false
    var isHead = false
    for line in lines {
      switch line.key {
      case .userAgent:
        if !isHead { isNamed = false }
        isHead = true
        if line.productToken == token { isNamed = true }
        if isNamed { found = found ?? [] }
      case .allow, .disallow, .crawlDelay:
        isHead = false
        if isNamed { found?.append(line) }
      case .sitemap: continue
      }
    }
    return found
  }
}
