import Embeddings
import Testing

@Suite struct AuthorGroupsTests {
  @Test func `authors come in bytewise order with their documents`() {
    let groups = AuthorGroups(authorsOfDocuments: ["é", "b", "Z", "b", "a"])
    #expect(groups.authors == ["Z", "a", "b", "é"])
    #expect(groups.authorOfDocument == [3, 2, 0, 2, 1])
    #expect(groups.sums(of: [1, 20, 300, 4000, 50000]) == [300, 50000, 4020, 1])
  }

  @Test func `no documents have no authors`() {
    #expect(AuthorGroups(authorsOfDocuments: []).authors == [])
  }
}
