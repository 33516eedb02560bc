import Embeddings
import LinearAlgebra
import Testing

@Suite struct WarmStartTests {
  @Test func `known names start where they were, others at random`() throws {
    let (ids, lists) = groupedLinks()
    let space = linkSpace(linkGraph(ids, lists))
    let graph = linkGraph(ids + ["a-new-book"], lists + [["page-0-1", "a-new-page"]])
    var options = LinkTrainer.Options()
    options.dimensions = 12
    let start = try #require(space.start(for: graph, options))
    let random = options.startOfDocuments(graph.documents)
    for (row, name) in graph.documents.enumerated() {
      let old = space.documents.firstIndex(of: name)
      let expected = old.map { space.documentRows.rows([$0]) } ?? random.rows([row])
      #expect(start.documents.rows([row]) == expected)
      #expect((old == nil) == (name == "a-new-book"))
    }
    #expect(start.targets.rows == space.targets.count + 1)
    options.dimensions = 13
    #expect(space.start(for: graph, options) == nil)
  }

  @Test func `random starts are small, spread, and the name's own`() {
    let options = LinkTrainer.Options()
    let start = options.startOfDocuments(["a", "b", "c"])
    #expect(start.elements.allSatisfy { $0 >= -0.05 && $0 < 0.05 })
    #expect((start.elements.max() ?? 0) > 0.04 && (start.elements.min() ?? 0) < -0.04)
    #expect(options.startOfDocuments(["c"]) == start.rows([2]))
    #expect(options.startOfTargets(["c"]) != start.rows([2]))
  }
}
