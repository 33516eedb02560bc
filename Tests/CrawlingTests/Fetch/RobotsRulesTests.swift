import Crawling
import Testing

/// The cases of RFC 9309 and those that its authors' own parser is tested with, in our words.
@Suite struct `Robots rules` {
  private func allows(_ robots: String, _ path: String, agent: String = "kindred") -> Bool {
    RobotsRules(Array(robots.utf8), agent: agent).allows(path)
  }

  @Test(arguments: [
    ("user-agent: kindred\ndisallow: /", false), ("foo: kindred\nbar: /", true), ("", true),
    ("USER-AGENT: Kindred/2.0 (night)\nDISALLOW: /", false), ("user-agent: kin\ndisallow: /", true),
    ("\u{FEFF}User-agent: *\nDisallow: /", false), ("User-agent: *\r\nDisallow: / # all", false),
    ("user-agent: *\rdisallow: /", false), ("disallow: /", true),
    ("user-agent: *\ndisallow:", true), ("User-agent :  *  \nDisallow\t:\t/", false),
    ("user-agent: *\nsitemap: https://x.org/\ndisallow: /", false),
    ("user-agent: *\nuser-agent: other\ndisallow: /", false),
    ("user-agent: kindred\nsitemap: x\nuser-agent: other\ndisallow: /", false),
    ("user-agent: kindred\ncrawl-delay: 1\nuser-agent: other\ndisallow: /", true),
  ])
  func `lines and groups are read`(robots: String, isAllowed: Bool) {
    #expect(allows(robots, "/page") == isAllowed)
  }

  @Test func `groups of one agent are merged, and hide those of all`() {
    let robots = """
      User-agent: kindred
      Disallow: /a
      User-agent: *
      Disallow: /
      Allow: /c
      User-agent: KINDRED
      Disallow: /b
      """
    #expect(!allows(robots, "/a") && !allows(robots, "/b") && allows(robots, "/d"))
    #expect(!allows(robots, "/a", agent: "other") && allows(robots, "/c", agent: "other"))
    #expect(
      allows("user-agent: kindred\nuser-agent: *\ndisallow: /x\nuser-agent: kindred\nallow: /", "/")
    )
    #expect(allows("user-agent: *\ndisallow: /\nuser-agent: kindred\n", "/a"))
  }

  @Test(arguments: [
    ("disallow: /x/page.html\nallow: /x/", "/x/page.html", false),
    ("allow: /x/page.html\ndisallow: /x/", "/x/page.html", true),
    ("allow: /x/page.html\ndisallow: /x/", "/x/", false), ("disallow: /\nallow: /", "/x", true),
    ("allow: /p\ndisallow: /", "/page", true),
    ("allow: /folder\ndisallow: /folder", "/folder/page", true),
    ("allow: /page\ndisallow: /*.htm", "/page.htm", false), ("allow: /$\ndisallow: /", "/", true),
    ("allow: /$\ndisallow: /", "/page.htm", false), ("disallow: /X", "/x", true),
    ("disallow: /", "/robots.txt", true), ("disallow: /*?q=", "/a?q=1", false),
  ])
  func `the longest pattern decides, and allow wins ties`(
    rules: String, path: String, isAllowed: Bool
  ) {
    #expect(allows("user-agent: *\n\(rules)", path) == isAllowed)
  }

  @Test(arguments: [
    (
      "/fish", ["/fish", "/fish.html", "/fish/a", "/fishes", "/fish.php?id=1"],
      ["/Fish.asp", "/cat", "/?id=fish"]
    ),
    ("/fish*", ["/fish", "/fish.html", "/fishes"], ["/Fish", "/cat"]),
    ("/fish/", ["/fish/", "/fish/?id=1", "/fish/a"], ["/fish", "/fish.html"]),
    ("/*.php", ["/i.php", "/folder/f.php?p", "/a.php/", "/f.php5"], ["/", "/windows.PHP"]),
    ("/*.php$", ["/f.php", "/a/f.php"], ["/f.php?p", "/f.php/", "/f.php5", "/windows.PHP"]),
    ("/fish*.php", ["/fish.php", "/fishheads/catfish.php?x"], ["/Fish.PHP"]),
    ("/a*b*c$", ["/abc", "/aXbcbc", "/abbccc"], ["/abcd", "/acb"]), ("/a$b", ["/a$b"], ["/ab"]),
    ("*", ["/", "/x"], []), ("/foo/bar?baz=http://a.b", ["/foo/bar?baz=http://a.b"], ["/foo"]),
    ("/foo/bar/ツ", ["/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", "/foo/bar/ツ"], ["/foo/bar/"]),
    ("/foo/bar/%62%61%7A", ["/foo/bar/baz", "/foo/bar/%62%61%7A"], ["/foo/bar/bay"]),
    ("/a%2Fb", ["/a%2fb"], ["/a/b"]), ("/%zz", ["/%zz"], []),
  ])
  func `a pattern matches`(pattern: String, matching: [String], others: [String]) {
    let robots = "user-agent: *\ndisallow: \(pattern)"
    for path in matching { #expect(!allows(robots, path), "\(pattern) \(path)") }
    for path in others { #expect(allows(robots, path), "\(pattern) \(path)") }
  }

  @Test(arguments: [
    ("user-agent: *bot\ndisallow: /", true), ("user-agent: * all of them\ndisallow: /", false),
    ("user-agent: *\ndisallow /", false), ("user-agent *\ndisallow: /", true),
    ("<html>user-agent: *\ndisallow: /</html>", true),
    ("user-agent: a\nunknown: x\nuser-agent: kindred\ndisallow: /", false),
    ("\u{0}user-agent: *\ndisallow: /\u{0}", false), ("user-agent: *\n disallow : / ", false),
  ])
  func `odd lines are read for what they mean`(robots: String, isAllowed: Bool) {
    #expect(allows(robots, "/page") == isAllowed)
  }

  @Test(arguments: [
    ("/a%2Ab", ["/a*b", "/a%2ab"], ["/aXb"]), ("/a%24", ["/a$", "/a$b"], ["/a"]),
    ("/a$b*c$", ["/a$bXc"], ["/a$bXcd", "/aXbc"]), ("/$", ["/"], ["/a", "/$"]),
    ("$", [], ["/"]), ("/a**b", ["/ab", "/axb"], ["/a"]), ("/*$", ["/", "/a?b"], []),
  ])
  func `stars and dollars can be meant as such`(
    pattern: String, matching: [String], others: [String]
  ) {
    let robots = "user-agent: *\ndisallow: \(pattern)"
    for path in matching { #expect(!allows(robots, path), "\(pattern) \(path)") }
    for path in others { #expect(allows(robots, path), "\(pattern) \(path)") }
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func `the deciding line is known`(end: String) {
    let lines = ["user-agent: x", "", "# a", "user-agent: *", "", "disallow: /a", "allow: /a/b"]
    let rules = RobotsRules(Array(lines.joined(separator: end).utf8), agent: "kindred")
    #expect(rules.verdict(on: "/a").line == 6)
    #expect(rules.verdict(on: "/a/b?c").line == 7)
    #expect(rules.verdict(on: "/c").line == nil)
  }

  @Test func `a rule beyond byte 512000 is ignored, and one before is not`() {
    func rules(_ place: Int) -> RobotsRules {
      let head = "user-agent: *\n"
      let filler = String(repeating: "#", count: place - head.utf8.count - 1) + "\n"
      return RobotsRules(Array((head + filler + "disallow: /secret\n").utf8), agent: "kindred")
    }
    #expect(!rules(499_000).allows("/secret"))
    #expect(rules(512_001).allows("/secret"))
    // A line that is cut is not read: `disallow: /` would close what `disallow: /secret` does not.
    #expect(rules(511_989).allows("/other"))
  }

  @Test(arguments: [
    String(repeating: "*a", count: 400) + "*b", "*", "*aab",
  ])
  func `a hostile file is matched in linear time`(pattern: String) {
    var robots = "user-agent: *\n"
    var index = 0
    while robots.utf8.count < 500 << 10 {
      robots += "allow: \(pattern)\(index)b\n"
      index += 1
    }
    let rules = RobotsRules(Array(robots.utf8), agent: "kindred")
    let start = ContinuousClock.now
    #expect(rules.allows("/" + String(repeating: "a", count: 2_047)))
    #expect(start.duration(to: .now) < (isOptimized ? .milliseconds(50) : .seconds(2)))
  }

  @Test func `the delay of the group and the sitemaps are read`() {
    let robots =
      "user-agent: *\ncrawl-delay: 9\nuser-agent: kindred\ncrawl-delay: 2.5\ndisallow: /a\n"
      + "Sitemap: https://x.org/s.xml"
    let rules = RobotsRules(Array(robots.utf8), agent: "kindred")
    #expect(rules.crawlDelay == 2.5 && rules.sitemaps == ["https://x.org/s.xml"])
    let endless = RobotsRules(Array("user-agent: *\ncrawl-delay: 1e300".utf8), agent: "kindred")
    #expect(endless.crawlDelay == 86_400)
    let vague = RobotsRules(Array("user-agent: *\ncrawl-delay: soon".utf8), agent: "kindred")
    #expect(vague.crawlDelay == nil)
  }

  @Test(arguments: [
    (200, false), (204, true), (301, true), (401, false), (403, false), (404, true), (410, true),
    (429, false), (500, false), (503, false),
  ])
  func `the status decides what is allowed`(status: Int, isAllowed: Bool) {
    let body = status == 200 ? Array("user-agent: *\ndisallow: /".utf8) : []
    let policy = RobotsPolicy(status: status, body: body, agent: "kindred")
    #expect((policy.refusal(of: "/x") == nil) == isAllowed)
  }

  @Test func `a forbidden robots txt can be taken for none`() {
    let policy = RobotsPolicy(status: 403, body: [], agent: "kindred", isForbiddenOpen: true)
    #expect(policy.refusal(of: "/x") == nil)
  }
}

/// Whether the tests were built with optimization, in which time limits mean something.
private var isOptimized: Bool {
  var isOptimized = true
  assert(
    {
      isOptimized = false; return true
    }())
  return isOptimized
}
