import Artifacts
import LinearAlgebra
import TestSupport
import Testing
import TopicModeling

@Suite struct LinkageTests {
  @Test(arguments: Linkage.Method.allCases)
  func `the tree is SciPy's`(method: Linkage.Method) throws {
    let table = try Table(contentsOf: fixture("distances.tsv"))
    let columns = try (0..<12).map { try table.numbers("d\($0)") }
    let distances = (0..<144).map { columns[$0 % 12][$0 / 12] }
    let found = Linkage(distances: distances, count: 12, method: method).merges
    let expected = try Table(contentsOf: fixture("linkage.tsv"))
    let rows = try expected.column("method").enumerated().filter { $0.element == method.rawValue }
      .map(\.offset)
    #expect(rows.count == found.count)
    for (merge, row) in zip(found, rows) {
      #expect(merge.first == (try expected.integers("first"))[row])
      #expect(merge.second == (try expected.integers("second"))[row])
      #expect(merge.size == (try expected.integers("size"))[row])
      #expect(abs(merge.distance - (try expected.numbers("distance"))[row]) < 1e-9)
    }
  }

  @Test func `one item and none have no merges`() {
    #expect(Linkage(distances: [0], count: 1, method: .ward).merges.isEmpty)
    #expect(Linkage(distances: [], count: 0, method: .average).merges.isEmpty)
  }

  @Test(arguments: Linkage.Method.allCases, UInt64(0)..<20)
  func `ties end, and every item is in the tree once`(method: Linkage.Method, seed: UInt64) {
    var generator = KeyedGenerator(seed: seed, purpose: "ties")
    let count = 2 + generator.below(9)
    var distances = [Double](repeating: 0, count: count * count)
    for a in 0..<count {
      for b in 0..<a {
        let distance = Double(1 + generator.below(2))
        (distances[a * count + b], distances[b * count + a]) = (distance, distance)
      }
    }
    let merges = Linkage(distances: distances, count: count, method: method).merges
    #expect(merges.last?.size == count)
    let parts = merges.flatMap { [$0.first, $0.second] }.sorted()
    #expect(parts == Array(0..<2 * count - 2))
  }
}
