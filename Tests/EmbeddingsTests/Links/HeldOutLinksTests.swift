import Embeddings
import Testing

@Suite struct HeldOutLinksTests {
  @Test func `links are either kept out or trained with`() {
    let graph = groupedGraph()
    let (training, heldOut) = graph.holdingOut(0.2, seed: 3)
    let (all, kept, out) = (Set(graph.pairs), Set(training.pairs), Set(heldOut))
    #expect(kept.isDisjoint(with: out) && kept.union(out) == all)
    #expect(heldOut.count == out.count)
    let share = Double(out.count) / Double(all.count)
    #expect(share > 0.12 && share < 0.28, "\(share)")
    #expect(training.documents == graph.documents && training.targets == graph.targets)
  }

  @Test func `nobody loses the last link`() {
    let graph = linkGraph(["a", "b", "c"], [["x"], ["x", "y"], ["y", "z"]])
    for seed in 0..<20 {
      let (training, _) = graph.holdingOut(0.99, seed: UInt64(seed))
      #expect(Set(training.pairs.map(\.document)).count == 3)
      #expect(Set(training.pairs.map(\.target)).count == 3)
    }
  }

  @Test func `a link stays out when other documents come`() throws {
    let (ids, lists) = groupedLinks()
    let small = linkGraph(ids, lists)
    let large = linkGraph(
      ids + ["a-new-book", "z"], lists + [["page-0-1", "page-1-1"], ["page-2-2", "a-new-page"]])
    func names(_ graph: LinkGraph) -> Set<String> {
      Set(
        graph.holdingOut(0.1, seed: 9).heldOut.map {
          graph.documents[Int($0.document)] + " " + graph.targets[Int($0.target)]
        })
    }
    #expect(names(small).isSubset(of: names(large)))
    #expect(names(small).count > 20)
  }

  @Test func `a share of nothing keeps all links`() {
    let graph = groupedGraph()
    let (training, heldOut) = graph.holdingOut(0, seed: 1)
    #expect(training == graph && heldOut.isEmpty)
  }
}
