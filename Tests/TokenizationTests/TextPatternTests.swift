import Testing
import Tokenization

@Suite struct TextPatternTests {
  /// The matches of an expression, one behind the other.
  private func matches(_ expression: String, _ text: String) throws -> [String] {
    let pattern = try TextPattern(expression: expression)
    let bytes = Array(text.utf8)
    var found: [String] = []
    var place = 0
    while let match = pattern.firstMatch(in: bytes.span, from: place, limit: bytes.count) {
      found.append(String(decoding: bytes[match], as: UTF8.self))
      place = match.upperBound
    }
    return found
  }

  @Test(arguments: [
    (" {2,}", "a  b c   d", ["  ", "   "]), ("\\s+", " a\t\nb\u{A0}", [" ", "\t\n", "\u{A0}"]),
    ("[a-c]x?", "axbcxd", ["ax", "b", "cx"]), ("[^a-c ]+", "abé de", ["é", "de"]),
    ("a.c", "abcaéca\nc", ["abc", "aéc"]), ("a*b", "aab b ac", ["aab", "b"]),
    ("a+ab", "aaab ab", ["aaab"]), ("é{2}", "ééé", ["éé"]), ("x{1,2}y", "xxxy", ["xxy"]),
    ("\\.\\[", "a.[b", [".["]), ("[-a]", "a-b", ["a", "-"]), ("[\\]a]+", "b]a", ["]a"]),
    ("한 ?", "한 한", ["한 ", "한"]),
  ])
  func `matches are the longest from the left`(
    expression: String, text: String, expected: [String]
  ) throws {
    #expect(try matches(expression, text) == expected)
  }

  @Test(arguments: [
    "", "a*", "a?", "(a)", "a|b", "^a", "a$", "a*?", "a++", "[", "[]", "[a", "\\", "\\d", "\\p{L}",
    "a{", "a{x}", "a{3,2}", "[[:alpha:]]", "{2}", "*", "a{99999}", "[z-a]", "a{0}",
  ])
  func `what is not supported is refused`(expression: String) {
    #expect(throws: TextPattern.Unsupported.self) { try TextPattern(expression: expression) }
  }
}
