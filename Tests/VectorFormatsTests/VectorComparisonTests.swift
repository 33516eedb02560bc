import Artifacts
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct VectorComparisonTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func vectors(_ name: String, _ rows: [(String, [Float])]) throws -> MappedVectors {
    try VectorTable.write(
      Matrix(rows: rows.count, columns: rows[0].1.count, elements: rows.flatMap(\.1)),
      rows.map { [$0.0] }, columns: ["id"], to: folder.file(name))
    return try MappedVectors(folder.file(name))
  }

  @Test func `rows are matched by id`() throws {
    let a = try vectors("a.npy", [("p", [1, 0]), ("q", [1, 1]), ("r", [0, 2]), ("s", [5, 5])])
    let b = try vectors("b.npy", [("r", [2, 0]), ("p", [3, 0]), ("t", [1, 1]), ("q", [1, 1])])
    let found = try VectorComparison(a, b, threads: 2)
    #expect(found.common == 3 && found.missing == (inSecond: 1, inFirst: 1))
    #expect(found.cosines?.minimum == 0 && found.cosines?.median == 1)
    #expect(abs((found.cosines?.mean ?? 0) - 2.0 / 3) < 1e-12)
    #expect(found.worst.map(\.id) == ["r", "p", "q"])
    #expect(found.largestDifference == 2 && !found.isEqual)
  }

  @Test func `the same vectors in another order are equal`() throws {
    let a = try vectors("a.npy", [("p", [0.1, 0.2]), ("q", [0, 0])])
    let b = try vectors("b.npy", [("q", [0, 0]), ("p", [0.1, 0.2])])
    let found = try VectorComparison(a, b, threads: 1)
    #expect(found.isEqual && found.cosines?.minimum == 1)
  }

  @Test func `other dimensions are an error, and so is what is not finite`() throws {
    let a = try vectors("a.npy", [("p", [1, 2])])
    let b = try vectors("b.npy", [("p", [1])])
    #expect(fileError { _ = try VectorComparison(a, b, threads: 1) }?.kind == .malformed)
    let c = try vectors("c.npy", [("p", [1, .nan])])
    let error = fileError { _ = try VectorComparison(a, c, threads: 1) }
    #expect(error?.problem == "the vector of 'p' holds nan")
  }

  @Test func `nothing in common has no cosine`() throws {
    let a = try vectors("a.npy", [("p", [1, 2])])
    let b = try vectors("b.npy", [("q", [1, 2])])
    let found = try VectorComparison(a, b, threads: 1)
    #expect(found.common == 0 && found.cosines == nil && !found.isEqual)
  }
}
