import DocumentTerms
import Embeddings
import LinearAlgebra
import Testing

@Suite struct NewDocumentsTests {
  let space: LinkSpace
  let ids: [String]
  let lists: [[String]]

  init() {
    (ids, lists) = groupedLinks()
    space = linkSpace(linkGraph(ids, lists))
  }

  private func vectors(_ ids: [String], _ lists: [[String]], threads: Int = 1) -> Matrix {
    space.vectors(ids: ids, termMatrix(lists), negatives: 2, seed: 1, threads: threads)
  }

  @Test func `documents of the space get exactly the trained vectors`() throws {
    let order = ids.indices.reversed()
    let placed = vectors(order.map { ids[$0] }, order.map { lists[$0] })
    let trained = space.documentVectors(threads: 1)
    let rows = try order.map { try #require(space.documents.firstIndex(of: ids[$0])) }
    #expect(placed == trained.rows(rows))
  }

  @Test(arguments: LinkObjective.Kind.allCases)
  func `a new document with the links of one lies near it`(kind: LinkObjective.Kind) throws {
    let space = linkSpace(linkGraph(ids, lists)) { $0.objective = kind }
    let placed = space.vectors(
      ids: ids.map { "new " + $0 }, termMatrix(lists), negatives: 2, seed: 1, threads: 2)
    let trained = space.documentVectors(threads: 1)
    for (row, id) in ids.enumerated() {
      let own = try #require(space.documents.firstIndex(of: id))
      #expect(dot(placed[row: row], trained[row: own]) > 0.85)
    }
  }

  @Test func `a document's place does not depend on others or threads`() {
    let names = ids.map { "new " + $0 }
    let all = vectors(names, lists, threads: 3)
    for row in [0, 5, 47] { #expect(vectors([names[row]], [lists[row]]) == all.rows([row])) }
  }

  @Test func `a document that links to no known target has zeros`() {
    let placed = vectors(["a", "b"], [["nowhere"], []])
    #expect(placed.elements.allSatisfy { $0 == 0 })
  }

  @Test func `a document that links to all targets is placed too`() {
    let placed = vectors(["all"], [space.targets])
    #expect(abs(norm(placed[row: 0]) - 1) < 1e-6)
  }
}
