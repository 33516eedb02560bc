import Recommendation
import Testing

@Suite struct ProductChangesTests {
  @Test func `what is new, gone, up or down is told with its ranks`() {
    let changes = ProductChanges(
      previous: [0: ["a", "b", "c", "d"], 2: ["x"]], current: [0: ["b", "a", "e", "d"], 1: ["y"]])
    #expect(
      changes.changes == [
        .init(cluster: 0, product: "b", kind: .up, rank: 1, previousRank: 2),
        .init(cluster: 0, product: "a", kind: .down, rank: 2, previousRank: 1),
        .init(cluster: 0, product: "e", kind: .new, rank: 3),
        .init(cluster: 0, product: "c", kind: .gone, previousRank: 3),
        .init(cluster: 1, product: "y", kind: .new, rank: 1),
        .init(cluster: 2, product: "x", kind: .gone, previousRank: 1),
      ])
    #expect(changes.keptShare == 0.6)
  }

  @Test func `the same lists have no changes, and a first run has no share`() {
    let lists = [0: ["a", "b"], 3: ["c"]]
    #expect(ProductChanges(previous: lists, current: lists).changes.isEmpty)
    #expect(ProductChanges(previous: lists, current: lists).keptShare == 1)
    let first = ProductChanges(previous: [:], current: lists)
    #expect(first.changes.map(\.kind) == [.new, .new, .new])
    #expect(first.keptShare == nil)
  }
}
