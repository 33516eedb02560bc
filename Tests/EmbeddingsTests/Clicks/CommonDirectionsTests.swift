import Embeddings
import LinearAlgebra
import Testing

@Suite struct CommonDirectionsTests {
  /// Points around (10, 0, 0) that vary most along the second axis.
  private var vectors: Matrix {
    var generator = KeyedGenerator(seed: 3, purpose: "directions")
    return Matrix(
      rows: 50, columns: 3,
      elements: (0..<50).flatMap { _ in
        [10 + generator.gaussian(), 5 * generator.gaussian(), generator.gaussian()].map {
          Float($0)
        }
      })
  }

  @Test func `the first is the mean, and the next vary most`() {
    let common = CommonDirections(of: vectors, count: 2, threads: 1)
    #expect(abs(common.mean[0] - 10) < 0.5 && abs(common.mean[1]) < 2)
    #expect(common.directions.rows == 1)
    #expect(abs(common.directions[0, 1]) > 0.98)
    let rest = common.removed(from: vectors, threads: 2)
    for row in 0..<rest.rows {
      #expect(abs(dot(rest[row: row], common.directions[row: 0])) < 1e-4)
      #expect(abs(norm(rest[row: row]) - 1) < 1e-5)
    }
  }

  @Test func `without any, vectors keep their direction`() {
    let rest = CommonDirections(of: vectors, count: 0, threads: 1).removed(
      from: vectors, threads: 1)
    for row in 0..<rest.rows {
      #expect(dot(rest[row: row], vectors[row: row]) > 0.9999 * norm(vectors[row: row]))
    }
  }

  @Test func `a single vector has nothing in common with others`() {
    let one = Matrix(rows: 1, columns: 2, elements: [3, 4])
    let rest = CommonDirections(of: one, count: 3, threads: 1).removed(from: one, threads: 1)
    #expect(rest.elements == [0.6, 0.8])
  }
}
