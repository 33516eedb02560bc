import Crawling

extension FuzzTarget {
  /// Files robots.txt: ``RobotsRules`` and ``RobotsPattern``.
  static let robots = FuzzTarget(
    "robots",
    law:
      "rules match as the plainest matcher says; what is forbidden names its line; the kind of line "
      + "break does not matter",
    seeds: [
      "User-agent: *\nDisallow: /w/\nAllow: /w/*.php$\nCrawl-delay: 7\n",
      "user-agent: kindred\nuser-agent: x\n\ndisallow: /a*b*c$\nsitemap: http://a/s.xml\n",
      "\u{FEFF}# note\nUser-agent:kindred/2.0\nDisallow /x\nDisallow: /%7Ea%2fb\nAllow: /%e4\n",
      "<html>User-agent: *\nDisallow: /\n",
    ],
    words: [
      "user-agent:", "User-agent: *\n", "kindred\n", "Disallow:", "Allow: /", "*", "**", "$", "%41",
      "%2a", "%24", "%", "\n", "\r", "\r\n", "Crawl-delay: ", "1e400", "-1", "#", "\u{FEFF}", ":",
      " ",
      "/a", "sitemap: x", "/*", "\u{0}", "ä", "%C3%A4",
    ]
  ) { bytes throws(Violation) in
    let rules = RobotsRules(bytes, agent: "kindred")
    let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
    var outcome = ""
    for path in paths + [String(decoding: bytes.suffix(40), as: UTF8.self)] {
      let verdict = rules.verdict(on: path)
      try require(verdict.isAllowed || verdict.line != nil, "\(path): no line forbids it")
      try require((1...lines).contains(verdict.line ?? 1), "\(path): there is no such line")
      let pattern = Array(verdict.pattern.utf8)
      try require(
        verdict.line == nil || matchesPlainly(pattern, RobotsPattern.normalizedPath(path)),
        "\(path): \(verdict.pattern) does not match it")
      outcome += verdict.isAllowed ? verdict.line == nil ? "-" : "a" : "d"
    }
    try require((rules.crawlDelay ?? 0) >= 0, "a negative delay")
    try checkPatterns(bytes)
    try checkLineBreaks(bytes, rules)
    return "\(outcome) \(rules.crawlDelay != nil) \(min(rules.sitemaps.count, 3))"
  }

  private static let paths = ["/", "/w/x.php", "/a/b/c", "/~a%2Fb?q=*$", "/robots.txt", "/ä"]

  /// Compares the fast matcher with the plain one on pieces of the input.
  private static func checkPatterns(_ bytes: [UInt8]) throws(Violation) {
    let pieces = bytes.prefix(2_000).split(separator: 0x0A, maxSplits: 7)
    for (pattern, path) in zip(pieces, pieces.dropFirst()) {
      let rule = Array("User-agent: *\nDisallow: ".utf8) + pattern.prefix(120)
      let path = String(
        decoding: path.prefix(200).filter { $0 != UInt8(ascii: "#") }, as: UTF8.self)
      let form = RobotsPattern.normalized(pattern.prefix(120))
      let text = RobotsPattern.normalizedPath(path)
      let isMatch = matchesPlainly(form, text)
      let names = "\(String(decoding: form, as: UTF8.self)) against \(path)"
      try require(RobotsPattern.matches(form, text) == isMatch, names)
      // What a line may not hold, or is cut from it, makes another rule.
      let isPlain = pattern.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "#") }
      guard isPlain, text != Array("/robots.txt".utf8) else { continue }
      try require(RobotsRules(rule, agent: "kindred").allows(path) != isMatch, "the rule \(names)")
    }
  }

  private static func checkLineBreaks(
    _ bytes: [UInt8], _ rules: RobotsRules
  ) throws(Violation) {
    guard bytes.count < 4_000, !bytes.contains(0x0D) else { return }
    let pairs = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let other = RobotsRules(pairs, agent: "kindred")
    for path in paths {
      try require(rules.verdict(on: path) == other.verdict(on: path), "\(path): CRLF matters")
    }
  }

  /// Whether a pattern matches a path, by all ways to place its stars.
  private static func matchesPlainly(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
    let endsPath = pattern.last == UInt8(ascii: "$")
    // The prefixes of the path that the pattern so far can match.
    var reached = [true] + Array(repeating: false, count: path.count)
    for byte in endsPath ? pattern.dropLast() : pattern[...] {
      var next = Array(repeating: false, count: path.count + 1)
      if byte == UInt8(ascii: "*") {
        var isOpen = false
        for place in reached.indices {
          isOpen = isOpen || reached[place]
          next[place] = isOpen
        }
      } else {
        for place in path.indices where path[place] == byte { next[place + 1] = reached[place] }
      }
      reached = next
    }
    return endsPath ? reached.last ?? false : reached.contains(true)
  }
}
