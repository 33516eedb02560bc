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
    ("a+[bc]d?", "aaab ab", ["aaab", "ab"]), ("a{2,3}ab", "aaaab aab", ["aaaab"]),
    ("[^b]{2,}b", "aaxb b", ["aaxb"]), ("é{2}", "ééé", ["éé"]), ("x{1,2}y", "xxxy", ["xxy"]),
    ("\\.\\[", "a.[b", [".["]), ("[-a]", "a-b", ["a", "-"]), ("[\\]a]+", "b]a", ["]a"]),
    ("한 ?", "한 한", ["한 ", "한"]),
  ])
  func `matches are the longest from the left`(
    expression: String, text: String, expected: [String]
  ) throws {
    #expect(try matches(expression, text) == expected)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [" {2,}x", "a*b", "[^b]+b", "a{200,}", "x{1,90}y"])
  func `texts that nearly match take linear time`(expression: String) throws {
    for letter in ["a", " ", "x"] {
      #expect(try matches(expression, String(repeating: letter, count: 300_000)).count <= 1)
    }
  }

  @Test(arguments: [
    "", "a*", "a?", "(a)", "a|b", "^a", "a$", "a*?", "a++", "[", "[]", "[a", "\\", "\\d", "\\p{L}",
    "a{", "a{x}", "a{3,2}", "[[:alpha:]]", "{2}", "*", "a{99999}", "[z-a]", "a{0}",
    "a+ab", "a*a*b", "a*b?", "ba*c", "\\S+\\s+x", "a?a?a?a?a?a?a?b", "a{1,200}b", "a{200}b{200}",
  ])
  func `what is not supported is refused`(expression: String) {
    #expect(throws: TextPattern.Unsupported.self) { try TextPattern(expression: expression) }
  }
}
