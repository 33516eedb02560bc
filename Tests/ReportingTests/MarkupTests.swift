import Reporting
import Testing

@Suite struct MarkupTests {
  @Test func `signs of markup are escaped`() {
    #expect(escapedMarkup(#"<a b="c" d='e'>&"#) == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;")
  }

  @Test func `a sign that carries an accent is escaped too`() {
    let escaped = escapedMarkup("\"\u{301} <\u{338}>\u{20DD} '\u{301}")
    #expect(!escaped.unicodeScalars.contains { "\"<>'".unicodeScalars.contains($0) })
  }

  @Test func `what XML forbids is replaced`() {
    #expect(escapedMarkup("a\u{0}b\u{1B}c\u{FFFE}") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
    #expect(escapedMarkup("a\tb\nc") == "a b c")
  }

  @Test func `other texts stay`() {
    #expect(escapedMarkup("Grüße, 你好 👋🏽") == "Grüße, 你好 👋🏽")
  }
}
