import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing

@Suite struct TSNEStartTests {
  private func deviation(_ places: Matrix, _ axis: Int) -> Double {
    let numbers = (0..<places.rows).map { Double(places[$0, axis]) }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(numbers.count)).squareRoot()
  }

  @Test func `principal components begin around the origin, 0.0001 wide`() throws {
    let points = try digits(500)
    let start = TSNEStart.principalComponents(points, seed: 1, threads: 2)
    #expect(abs(deviation(start, 0) - 1e-4) < 2e-6)
    #expect(deviation(start, 1) < deviation(start, 0))
    #expect(start.columnMeans().allSatisfy { abs($0) < 1e-6 })
    // The large distances are those of the components.
    let projected = PCA(points, components: 2, threads: 1).project(points, threads: 1)
    let factor = 1e-4 / deviation(projected, 0)
    for row in 0..<500 {
      #expect(abs(Double(start[row, 0]) - Double(projected[row, 0]) * factor) < 1e-5)
    }
  }

  @Test func `the threads change no bit, the seed a little`() throws {
    let points = try digits(300)
    let start = TSNEStart.principalComponents(points, seed: 1, threads: 1)
    #expect(TSNEStart.principalComponents(points, seed: 1, threads: 3) == start)
    let other = TSNEStart.principalComponents(points, seed: 2, threads: 1)
    #expect(other != start)
    #expect(zip(other.elements, start.elements).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func `points without spread and points on a line begin apart`() {
    for points in [
      Matrix(rows: 1, columns: 3), Matrix(rows: 40, columns: 3, repeating: 5),
      Matrix(rows: 40, columns: 1, elements: (0..<40).map { Float($0) }),
    ] {
      let start = TSNEStart.principalComponents(points, seed: 1, threads: 1)
      #expect(start.elements.allSatisfy { $0.isFinite })
      #expect(DistinctRows(start).points.rows == points.rows)
      #expect(points.rows == 1 || deviation(start, 1) > 0)
    }
  }

  @Test func `a start at random is as wide along both axes`() {
    let start = TSNEStart.random(2000, seed: 5)
    #expect(abs(deviation(start, 0) - 1e-4) < 5e-6 && abs(deviation(start, 1) - 1e-4) < 5e-6)
    #expect(TSNEStart.random(2000, seed: 5) == start && TSNEStart.random(2000, seed: 6) != start)
    // A place depends on the seed and its number alone.
    #expect(TSNEStart.random(10, seed: 5) == start.rows(Array(0..<10)))
  }

  @Test func `places from elsewhere keep their shape`() {
    let places = Matrix(rows: 3, columns: 2, elements: [10, 0, 30, 0, 20, 30])
    let scaled = TSNEStart.scaled(places, seed: 1)
    #expect(abs(deviation(scaled, 1) - 1e-4) < 5e-6)
    #expect(abs(deviation(scaled, 1) / deviation(scaled, 0) - 3.0.squareRoot()) < 0.1)
    // Along one axis, and on one spot.
    for places in [
      Matrix(rows: 4, columns: 2, elements: [0, 1, 0, 2, 0, 3, 0, 4]),
      Matrix(rows: 4, columns: 2, repeating: 7),
    ] {
      let scaled = TSNEStart.scaled(places, seed: 1)
      #expect(scaled.elements.allSatisfy { abs($0) < 2e-4 })
      #expect(DistinctRows(scaled).points.rows == 4)
    }
  }
}
