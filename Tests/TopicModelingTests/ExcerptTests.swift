import Testing
import TopicModeling

@Suite struct ExcerptTests {
  @Test func `a short text stays whole`() {
    #expect(excerpt("a short text", limit: 12) == "a short text")
    #expect(excerpt("") == "")
  }

  @Test func `a long text ends after a whole word`() {
    #expect(excerpt("one two three", limit: 12) == "one two…")
    #expect(excerpt("one two, three", limit: 12) == "one two…")
    #expect(excerpt("one two three", limit: 8) == "one two…")
  }

  @Test func `a word longer than the limit is cut`() {
    #expect(excerpt("abcdefghij", limit: 5) == "abcd…")
  }

  @Test(arguments: 1..<40) func `no excerpt is longer than the limit`(limit: Int) {
    let text = "Vögel – 👩‍👩‍👧 singen, und wir hören ihnen zu"
    #expect(excerpt(text, limit: limit).count <= max(limit, 1))
  }
}
