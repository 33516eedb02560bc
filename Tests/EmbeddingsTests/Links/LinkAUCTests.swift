import Embeddings
import LinearAlgebra
import Testing

@Suite struct LinkAUCTests {
  @Test func `a trained space tells links from others, a random one does not`() throws {
    let graph = groupedGraph()
    let (training, heldOut) = graph.holdingOut(0.2, seed: 1)
    let trained = linkSpace(training)
    let random = linkSpace(training) { ($0.epochs, $0.learningRate) = (1, 1e-9) }
    func area(_ space: LinkSpace) throws -> Double {
      try #require(space.areaUnderCurve(of: heldOut, in: graph, seed: 1, threads: 2))
    }
    #expect(try area(trained) > 0.8)
    #expect(try abs(area(random) - 0.5) < 0.15)
    #expect(try area(trained) == area(trained))
    #expect(trained.areaUnderCurve(of: [], in: graph, seed: 1, threads: 2) == nil)
  }

  @Test func `perfect, opposite and equal scores are 1, 0 and a half`() {
    let graph = linkGraph(["a", "b"], [["x"], ["y"]])
    let heldOut = [LinkPair(document: 0, target: 0), LinkPair(document: 1, target: 1)]
    func area(_ targets: [Float], _ objective: LinkObjective = .init(.regression)) -> Double? {
      LinkSpace(
        documents: graph.documents, targets: graph.targets, documentsOfTarget: [1, 1],
        documentRows: Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1]),
        targetRows: Matrix(rows: 2, columns: 2, elements: targets), objective: objective
      ).areaUnderCurve(of: heldOut, in: graph, seed: 1, threads: 1)
    }
    #expect(area([1, 0, 0, 1]) == 1)
    #expect(area([0, 1, 1, 0]) == 0)
    #expect(area([1, 1, 1, 1]) == 0.5)
    #expect(area([0, 1, 1, 0], LinkObjective(.classification, scale: -2, bias: 0)) == 1)
  }
}
