import Cleaning
import Testing

@Suite struct LinkTargetTests {
  @Test(arguments: [
    ("leo Tolstoy", "Leo Tolstoy"), ("  War_and   Peace ", "War and Peace"), ("iPhone", "IPhone"),
    ("éclair", "Éclair"), ("ßtraße", "ßtraße"), ("Anna Karenina#Plot", "Anna Karenina"),
    (":Category:Novels", "Category:Novels"), ("#History", ""), ("", ""), ("한국", "한국"),
    ("a\u{A0}b", "A b"),
  ])
  func `a target is spelled as MediaWiki does`(target: String, expected: String) {
    #expect(linkTarget(target) == expected)
    #expect(linkTarget(expected) == expected)
  }

  @Test func `a spelling in lower case changes nothing else`() {
    #expect(LinkSpelling.lowercase("Leo_Tolstoy#Life") == "leo_tolstoy#life")
    #expect(LinkSpelling.title("leo_tolstoy#Life") == "Leo tolstoy")
  }
}
