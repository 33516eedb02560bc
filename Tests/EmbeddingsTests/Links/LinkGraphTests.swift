import DocumentTerms
import Embeddings
import Testing

@Suite struct LinkGraphTests {
  static let ids = ["c", "a", "b", "é", "lonely"]
  static let lists = [["x", "y", "x"], ["z", "x"], ["y"], ["z", "y"], []]

  @Test func `names stand in bytewise order and repeats are counted`() {
    let graph = linkGraph(Self.ids, Self.lists)
    #expect(graph.documents == ["a", "b", "c", "é"])
    #expect(graph.targets == ["x", "y", "z"])
    #expect(graph.pairCount == 8 && graph.pairs.count == 8)
    #expect(graph.documentsOfTarget == [2, 3, 2])
    let pairs = graph.pairs.map { [Int($0.document), Int($0.target)] }
    #expect(pairs == [[0, 0], [0, 2], [1, 1], [2, 0], [2, 0], [2, 1], [3, 1], [3, 2]])
  }

  @Test func `the order of the documents does not matter`() {
    let order = [3, 0, 4, 2, 1]
    let shuffled = linkGraph(order.map { Self.ids[$0] }, order.map { Self.lists[$0].reversed() })
    #expect(shuffled == linkGraph(Self.ids, Self.lists))
  }

  @Test func `rare and common targets are left out, and documents without others`() {
    var options = Vocabulary.Options()
    (options.minimumDocuments, options.maximumShare) = (2, 0.5)
    let graph = LinkGraph(ids: Self.ids, termMatrix(Self.lists), options)
    #expect(graph.targets == ["x", "z"])
    #expect(graph.documents == ["a", "c", "é"])
  }

  @Test func `a pair is contained if it is a link`() {
    let graph = groupedGraph()
    let pairs = Set(graph.pairs)
    for document in 0..<Int32(graph.documents.count) {
      for target in 0..<Int32(graph.targets.count) {
        let pair = LinkPair(document: document, target: target)
        #expect(graph.contains(pair) == pairs.contains(pair))
      }
    }
  }
}
