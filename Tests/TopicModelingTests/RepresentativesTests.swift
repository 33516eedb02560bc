import DocumentTerms
import Testing
import TopicModeling

@Suite struct RepresentativesTests {
  private let corpus = DocumentTermMatrix([
    "fish fish fish fish",
    "fish sea boat net fish",
    "sea boat net fish fish",
    "fish sea moon star dust",
    "moon moon moon moon moon",
    "car road tire fuel car",
  ])
  private let classes = DocumentClasses([0, 0, 0, 0, 0, 1], count: 2)

  private func documents(count: Int = 3, threads: Int = 1) -> [[RepresentativeDocument]] {
    ClassTFIDF(corpus, classes: classes)
      .representatives(corpus, classes: classes, count: count, threads: threads)
  }

  @Test func `the document most like its class comes first`() {
    let found = documents()
    #expect(found[0].first?.document == 1)
    #expect(found[1].map(\.document) == [5])
    #expect(found.joined().allSatisfy { $0.score > 0 && $0.score <= 1 + 1e-12 })
    #expect(found[0].map(\.score) == found[0].map(\.score).sorted(by: >))
  }

  @Test func `a class that is one document is like it`() {
    #expect(abs((documents()[1].first?.score ?? 0) - 1) < 1e-12)
  }

  @Test func `short documents are passed over`() {
    #expect(!documents(count: 6)[0].map(\.document).contains(0))
  }

  @Test func `the same words in another order do not come twice`() {
    #expect(documents(count: 6)[0].map(\.document) == [1, 3, 4])
  }

  @Test func `the choice does not depend on the number of threads`() {
    #expect(documents(threads: 4) == documents(threads: 1))
  }
}
