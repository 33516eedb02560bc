import Crawling
import Testing

@Suite struct `Readable text` {
  @Test(arguments: [
    ("", ""), ("a\tb\nc", "a\tb\nc"), ("a\r\nb", "a\nb"), ("a\u{0}\u{3}\u{7F}\u{85}\u{9F}b", "ab"),
    ("\u{A0}é\u{200D}👩‍👩‍👧", "\u{A0}é\u{200D}👩‍👩‍👧"), ("a\rb", "ab"),
  ])
  func `control characters are left out`(text: String, readable: String) {
    #expect(withoutControls(text) == readable)
  }
}
