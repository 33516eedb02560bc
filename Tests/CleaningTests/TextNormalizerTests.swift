import Cleaning
import Foundation
import LinearAlgebra
import Testing

/// A raw text and what becomes of it.
struct TextCase: CustomTestStringConvertible {
  var raw: String
  var expected: String
  var testDescription: String { raw.debugDescription }

  init(_ raw: String, _ expected: String) {
    self.raw = raw
    self.expected = expected
  }
}

@Suite struct TextNormalizerTests {
  static let cases = [
    // What stays.
    TextCase("Hello WORLD #nofilter @Big_Kev", "Hello WORLD #nofilter @Big_Kev"),
    TextCase("I <3 this, 2 < 3 & R&B", "I <3 this, 2 < 3 & R&B"),
    TextCase("", ""),
    // Blanks and line breaks.
    TextCase("  a \t b\u{A0}\u{3000}c  ", "a b c"),
    TextCase("one\r\n\r\n  two\u{2028}three\n", "one\ntwo\nthree"),
    TextCase("a b  c", "a b c"),
    TextCase(" a", "a"),
    TextCase("a\n", "a"),
    TextCase("a\n\nb", "a\nb"),
    TextCase("\n ", ""),
    TextCase("a\tb", "a b"),
    // Invisible characters and normal form C.
    TextCase("a\u{200B}b\u{FEFF}c\u{7}d\u{AD}e", "abcde"),
    TextCase("e\u{301}te\u{301}", "\u{E9}t\u{E9}"),
    TextCase("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
    TextCase("\u{1F469}\u{200D}\u{1F4BB} a\u{200D}b", "\u{1F469}\u{200D}\u{1F4BB} ab"),
    TextCase("\u{2764}\u{FE0F} 👍🏽", "\u{2764}\u{FE0F} 👍🏽"),
    TextCase("🏴󠁧󠁢󠁥󠁮󠁧󠁿 a\u{E0067}", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 a"),
    // Addresses that only show once something else is gone.
    TextCase("see www.a.org now", "see now"),
    TextCase("see WwW.a.org", "see"),
    TextCase("w\u{200B}ww\u{7}.a.org b", "b"),
    TextCase("ww&#119;.a.org b", "b"),
    TextCase("a.b. w.c", "a.b. w.c"),
    // Character references.
    TextCase("Fish &amp; chips", "Fish & chips"),
    TextCase("&amp;amp;lt;3", "<3"),
    TextCase("it&#39;s &#x27;on&#x27; caf&eacute; &#8230; &#128512;", "it's 'on' café … 😀"),
    TextCase("AT&T; &nosuch; &#xD800; &#; &", "AT&T; &nosuch; &#xD800; &#; &"),
    TextCase("a&nbsp;&nbsp;b&#8203;c", "a bc"),
    // Tags.
    TextCase("a<br/>b<b>c</b><a href=\"http://x.org/y\">d</a>", "a\nb c d"),
    TextCase("<sigh> <b and c> <!-- no --> <P>x", "<sigh> <b and c>\nx"),
    TextCase("&lt;i&gt;x&lt;/i&gt; <b <i> >y", "x y"),
    // Addresses.
    TextCase("see https://t.co/AbC?x=1&y=2.", "see ."),
    TextCase("(http://en.wikipedia.org/wiki/Rose_(flower)), yes", "( ), yes"),
    TextCase("WWW.Example.COM! now", "! now"),
    TextCase(
      "amazon.com stays, bit.ly/2abc goes, and/or e.g./i.e. 24/7",
      "amazon.com stays, goes, and/or e.g./i.e. 24/7"),
    TextCase("보기http://t.co/abc에서 봐요", "보기 에서 봐요"),
    TextCase("http://example.org/caf\u{E9}s…", "…"),
    TextCase("mail big.kev+x@example.co.uk. or @kev", "mail . or @kev"),
    TextCase("wwwhat www. a@b xhttps", "wwwhat www. a@b xhttps"),
    TextCase("http://a.org\nhttp://b.org", ""),
    TextCase("look nowHTTPS://t.co/x at ftp://a.org/f", "look now at"),
    TextCase("\\t is a backslash", "\\t is a backslash"),
    // Runs.
    TextCase("Sooooooo good!!!!!! 10000 ----- ㅋㅋㅋㅋㅋ 😂😂😂😂", "Sooo good!!! 10000 --- ㅋㅋㅋ 😂😂😂"),
    TextCase("ㅋㅋㅋㅋㅋ ééééé", "ㅋㅋㅋ ééé"),
    TextCase("wwwww.example.com", ""),
    // A wrong character set.
    TextCase("cafÃ© donâ€™t ðŸ˜€ Â£5", "café don’t 😀 £5"),
    TextCase("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет"),
    TextCase("tiáº¿ng Viá»‡t", "tiếng Việt"),
    TextCase("Ã\u{83}Â©", "é"),
    TextCase("SÃO PAULO, pâté, Âme, naïve Ãndré", "SÃO PAULO, pâté, Âme, naïve Ãndré"),
  ]

  @Test(arguments: cases)
  func `a text is what people wrote`(text: TextCase) {
    #expect(Array(TextNormalizer().normalized(text.raw).utf8) == Array(text.expected.utf8))
  }

  @Test(arguments: cases)
  func `normalizing again changes nothing`(text: TextCase) {
    let once = TextNormalizer().normalized(text.raw)
    #expect(Array(TextNormalizer().normalized(once).utf8) == Array(once.utf8))
  }

  @Test func `normalizing again changes nothing for any mixture of marks`() {
    let parts = [
      "&", "amp;", "lt;", "#39;", "<", ">", "b", "/", "br", " ", "\n", "http:", "//", "www.", "@",
      ".co", "\u{200B}", "e", "\u{301}", "\u{200D}", "😀", "한", "=", "\u{A0}", "!--", "--", "\u{1}",
      "\t", "\r", "w", "!", "’", "Ã", "©", "\u{37E}", "\u{FE0F}",
    ]
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<9 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.unicodeScalars.append(contentsOf: parts[Int(state >> 33) % parts.count].unicodeScalars)
      }
      let once = TextNormalizer().normalized(text)
      #expect(
        Array(TextNormalizer().normalized(once).utf8) == Array(once.utf8),
        "\(text.debugDescription)")
    }
  }

  @Test func `every character comes out in normal form C, and visible`() {
    let normalizer = TextNormalizer()
    for first in stride(from: 0x20, to: 0x110000, by: 0x40) {
      // Characters alone that begin alike, so that nothing else makes the text be looked at.
      var text = ""
      for value in first..<first + 0x40 {
        guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
        text.unicodeScalars += ["a", scalar]
      }
      let normalized = normalizer.normalized(text)
      let composed = normalized.precomposedStringWithCanonicalMapping
      #expect(normalized.utf8.elementsEqual(composed.utf8), "from \(first)")
      #expect(
        normalized.unicodeScalars.allSatisfy {
          $0 == "\n" || $0.properties.generalCategory != .control && $0 != "\u{200B}"
        }, "from \(first)")
    }
  }

  @Test func `each option changes what it says and nothing else`() {
    let text = "ﬁne [Photo] ②: aaaaa 😀👍🏽 cafÃ©"
    func normalized(_ change: (inout TextNormalizer) -> Void) -> String {
      var normalizer = TextNormalizer()
      change(&normalizer)
      let once = normalizer.normalized(text)
      #expect(normalizer.normalized(once) == once)
      return once
    }
    #expect(normalized { _ in } == "ﬁne [Photo] ②: aaa 😀👍🏽 café")
    #expect(normalized { $0.form = .nfkc } == "fine [Photo] 2: aaa 😀👍🏽 café")
    #expect(normalized { $0.dropsBrackets = true } == "ﬁne ②: aaa 😀👍🏽 café")
    #expect(normalized { $0.shortensRuns = false } == "ﬁne [Photo] ②: aaaaa 😀👍🏽 café")
    #expect(normalized { $0.emoji = .drop } == "ﬁne [Photo] ②: aaa café")
    #expect(
      normalized { $0.emoji = .name } == "ﬁne [Photo] ②: aaa grinning face thumbs up sign café")
    #expect(normalized { $0.repairsMojibake = false } == "ﬁne [Photo] ②: aaa 😀👍🏽 cafÃ©")
  }

  @Test func `a bracket is removed with what is in it, if it closes on its line`() {
    var normalizer = TextNormalizer()
    normalizer.dropsBrackets = true
    #expect(normalizer.normalized("a [b [c] d] e [f\ng] h]") == "a e [f\ng] h]")
  }

  @Test func `runs of blanks are found wherever they stand`() {
    var generator = KeyedGenerator(seed: 6, purpose: "blanks")
    var normalizer = TextNormalizer()
    normalizer.shortensRuns = false
    for count in 0..<60 {
      for share in [2, 9, 40] {
        let text = String((0..<count).map { _ in generator.below(share) == 0 ? " " : "x" })
        let expected = text.split(separator: " ").joined(separator: " ")
        #expect(normalizer.normalized(text) == expected)
      }
    }
  }
}
