import DocumentTerms
import Testing
import TopicModeling

@Suite struct TopTermsTests {
  private func top(
    _ texts: [String], owners: [Int], minimumOwners: Int, classes: [Int?]? = nil
  ) -> [String] {
    let corpus = DocumentTermMatrix(texts)
    let classes = DocumentClasses(
      classes ?? texts.map { _ in 0 }, count: 1, owners: owners)
    return ClassTFIDF(corpus, classes: classes)
      .topTerms(ofClass: 0, count: 3, minimumOwners: minimumOwners).map { corpus.terms[$0.term] }
  }

  @Test func `the name that one author always writes is no term of the topic`() {
    let texts = ["ann ann cook", "ann ann bake", "cook bake", "cook"]
    #expect(top(texts, owners: [0, 0, 1, 1], minimumOwners: 1).first == "ann")
    #expect(top(texts, owners: [0, 0, 1, 1], minimumOwners: 2) == ["cook", "bake"])
  }

  @Test func `documents of one owner need not be neighbors`() {
    #expect(top(["x y", "y z", "x x"], owners: [0, 1, 0], minimumOwners: 2) == ["y"])
  }

  @Test func `a class of one member keeps its terms`() {
    #expect(top(["solo song", "song"], owners: [5, 5], minimumOwners: 2) == ["song", "solo"])
  }

  @Test func `ties stand in bytewise order`() {
    #expect(top(["b c a"], owners: [0], minimumOwners: 1) == ["a", "b", "c"])
  }

  @Test func `no more terms come than asked for`() {
    #expect(top(["a b c d e"], owners: [0], minimumOwners: 1).count == 3)
  }
}
