import Recommendation
import Testing

@Suite struct ClusterDocumentsTests {
  private let documents = ClusterDocuments([
    ("a", "We walk the dog."), ("b", "A DOG in the oven? No: pizza."), ("c", "Nothing."),
    ("b", "A DOG in the oven? No: pizza."),
  ])

  @Test func `documents that say the words come first, then the most typical`() {
    #expect(documents.examples(of: ["Oven", "dog"]) == ["b", "a"])
    #expect(documents.examples(of: []) == ["a", "b"])
    #expect(documents.examples(of: ["nothing"], limit: 3) == ["c", "a", "b"])
    #expect(ClusterDocuments([]).examples(of: ["dog"]).isEmpty)
  }
}
