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

  @Test func `the targets of a page are distinct and in order`() {
    #expect(linkTargets(["b", "a#x", "B", "#y", "É", "Z"]) == ["A", "B", "Z", "É"])
  }
}
