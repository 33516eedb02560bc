import Embeddings
import Testing

@Suite struct TermListsTests {
  @Test func `tokens are separated by blanks`() {
    let lists = TermLists(tokens: ["b a  b ", "", "ü"])
    #expect(lists.count == 3)
    let counts = TermCounts(lists, threads: 1)
    #expect(counts.terms == ["b", "a", "ü"])
    #expect(counts.dictionaries == [["b": 2, "a": 1], [:], ["ü": 1]])
  }

  @Test func `links may hold blanks`() {
    let lists = TermLists(links: [["War and Peace", "Emma"], [], ["Emma"]])
    #expect(lists.count == 3)
    let counts = TermCounts(lists, threads: 1)
    #expect(counts.terms == ["War and Peace", "Emma"])
    #expect(counts.dictionaries == [["War and Peace": 1, "Emma": 1], [:], ["Emma": 1]])
  }
}
