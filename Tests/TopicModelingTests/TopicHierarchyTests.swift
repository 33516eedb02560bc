import DocumentTerms
import Testing
import TopicModeling

@Suite struct TopicHierarchyTests {
  private static let texts = ["music guitar song", "oven bread dough", "music drum song"]

  private func nodes(threads: Int = 1) -> [TopicHierarchy.Node] {
    let corpus = DocumentTermMatrix(Self.texts)
    let weights = ClassTFIDF(corpus, classes: DocumentClasses([0, 1, 2], count: 3))
    return TopicHierarchy(weights, terms: 2, threads: threads).nodes
  }

  @Test func `the clusters of common words go together first`() {
    let corpus = DocumentTermMatrix(Self.texts)
    let nodes = nodes()
    #expect(nodes.map(\.classes) == [[0, 2], [0, 1, 2]])
    #expect((nodes[1].first, nodes[1].second) == (1, 3))
    #expect(nodes[0].distance < nodes[1].distance)
    #expect(nodes[0].terms.map { corpus.terms[$0.term] } == ["music", "song"])
  }

  @Test func `the tree does not depend on the number of threads`() {
    #expect(nodes().map(\.terms) == nodes(threads: 4).map(\.terms))
  }

  @Test func `a class without terms is far from all`() {
    let corpus = DocumentTermMatrix(["a b", "", "a c"])
    let weights = ClassTFIDF(corpus, classes: DocumentClasses([0, 1, 2], count: 3))
    #expect(TopicHierarchy(weights).nodes.map(\.classes) == [[0, 2], [0, 1, 2]])
  }
}
