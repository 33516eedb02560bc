import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing

@Suite struct TSNETests {
  /// Few epochs, for what does not need a finished map.
  private var short: TSNEOptions {
    var options = TSNEOptions()
    (options.earlyEpochs, options.epochs) = (30, 30)
    return options
  }

  /// The floors are what scikit-learn and openTSNE reach.
  @Test func `digits keep their neighborhoods`() throws {
    let points = try digits()
    let tsne = TSNE(points, options: TSNEOptions(), threads: 2)
    let map = tsne.place(points, threads: 2)
    let twelve = try #require(MapQuality(map, of: points, neighbors: 12, seed: 0, threads: 2))
    #expect(twelve.trustworthiness >= 0.991)
    let ten = try #require(MapQuality(map, of: points, neighbors: 10, seed: 0, threads: 2))
    #expect(ten.neighborsKept >= 0.584)
    #expect(tsne.divergence < 0.76)
  }

  @Test func `fitted rows get the places that were fitted`() throws {
    let points = try digits(300)
    let tsne = TSNE(points, options: short, threads: 2)
    #expect(tsne.distinct.points.matrix == points)
    #expect(tsne.place(points, threads: 1) == tsne.places)
    let backwards = Array((0..<300).reversed())
    #expect(tsne.place(points.rows(backwards), threads: 2) == tsne.places.rows(backwards))
  }

  @Test func `equal rows have one place`() throws {
    let points = try digits(120)
    let repeated = points.rows(Array(0..<120) + [5, 5, 7])
    let tsne = TSNE(repeated, options: short, threads: 2)
    #expect(tsne.distinct.points.matrix == points)
    #expect(tsne == TSNE(points, options: short, threads: 2))
    let map = tsne.place(repeated, threads: 2)
    #expect(map.rows([120, 121, 122]) == map.rows([5, 5, 7]))
  }

  @Test(arguments: [0, 1, 2, 3, 4, 7])
  func `few points have a finite map`(count: Int) {
    let points = randomPoints(count, 3)
    let tsne = TSNE(points, options: TSNEOptions(), threads: 2)
    #expect(tsne.places.rows == count)
    #expect(tsne.places.elements.allSatisfy { $0.isFinite && abs($0) < 1e4 })
    #expect(tsne.perplexity >= 1 && tsne.perplexity <= max(1, Double(count - 1) / 3))
    #expect(tsne.divergence.isFinite)
    // Points that differ do not share a place.
    #expect(DistinctRows(tsne.places).firstRows.count == count)
  }

  @Test func `copies of one point are one place`() {
    let tsne = TSNE(
      Matrix(rows: 500, columns: 4, repeating: 2), options: TSNEOptions(), threads: 2)
    #expect(tsne.distinct.points.rows == 1)
    #expect(
      tsne.place(Matrix(rows: 500, columns: 4, repeating: 2), threads: 2)
        == Matrix(rows: 500, columns: 2))
  }

  @Test func `columns that are constant change nothing`() throws {
    let points = try digits(100)
    var wide = Matrix(rows: 100, columns: 70, repeating: 1)
    wide.forEachRow(threads: 1) { index, row in
      for column in 0..<64 { row[column] = points[index, column] }
    }
    let narrow = TSNE(points, options: short, threads: 1)
    let map = TSNE(wide, options: short, threads: 1)
    #expect(zip(map.places.elements, narrow.places.elements).allSatisfy { abs($0 - $1) < 0.05 })
  }

  @Test func `points on a line leave it`() {
    let line = Matrix(rows: 60, columns: 1, elements: (0..<60).map { Float($0) })
    let tsne = TSNE(line, options: TSNEOptions(), threads: 2)
    #expect(tsne.places.elements.allSatisfy { $0.isFinite })
    let spread = (0..<60).map { abs(tsne.places[$0, 1]) }.max() ?? 0
    #expect(spread > 0.1)
  }

  @Test func `groups that are far apart stay apart`() {
    // Three groups without a common neighbor: the graph falls apart.
    var generator = KeyedGenerator(seed: 2, purpose: "groups")
    let points = Matrix(
      rows: 150, columns: 3,
      elements: (0..<450).map { Float(generator.gaussian() + Double($0 / 150) * 1000) })
    var options = TSNEOptions()
    options.perplexity = 10
    let tsne = TSNE(points, options: options, threads: 2)
    #expect(tsne.places.elements.allSatisfy { $0.isFinite })
    let quality = MapQuality(tsne.places, of: points, neighbors: 10, seed: 1, threads: 2)
    #expect((quality?.trustworthiness ?? 0) > 0.9)
  }

  @Test func `a start from elsewhere is kept in kind`() throws {
    let points = try digits(200)
    let first = TSNE(points, options: short, threads: 2)
    let again = TSNE(points, options: short, start: first.places, threads: 2)
    let mirrored = Matrix(
      rows: 200, columns: 2, elements: first.places.elements.map { -$0 })
    let other = TSNE(points, options: short, start: mirrored, threads: 2)
    // The start decides which side is which.
    let agreement = zip(again.places.elements, first.places.elements).reduce(0) { $0 + $1.0 * $1.1 }
    let opposition = zip(other.places.elements, first.places.elements).reduce(0) {
      $0 + $1.0 * $1.1
    }
    #expect(agreement > 0 && opposition < 0)
  }

  @Test func `a map that is continued moves little`() throws {
    let points = try digits(300)
    let first = TSNE(points, options: TSNEOptions(), threads: 2)
    var options = TSNEOptions()
    (options.continuesStart, options.earlyEpochs, options.epochs) = (true, 0, 100)
    let next = TSNE(points, options: options, start: first.places, threads: 2)
    #expect(next.divergence <= first.divergence + 0.01)
    let width = first.places.elements.reduce(0) { max($0, abs($1)) }
    let moved = (0..<300).map {
      squaredEuclideanDistance(next.places[row: $0], first.places[row: $0]).squareRoot()
    }.sorted()
    #expect(moved[150] < width * 0.1)
  }

  @Test func `a seed gives the same map twice, and another seed another`() throws {
    let points = try digits(150)
    var options = short
    options.start = .random
    let one = TSNE(points, options: options, threads: 1)
    #expect(TSNE(points, options: options, threads: 3) == one)
    options.seed = 1
    #expect(TSNE(points, options: options, threads: 1) != one)
  }

  @Test func `progress is told of each epoch`() {
    var epochs: [Int] = []
    _ = TSNE(randomPoints(10, 2), options: short, threads: 1) { epochs.append($0) }
    #expect(epochs == Array(1...60))
  }
}

extension TSNE {
  /// Whether two maps are the same to the last bit.
  fileprivate static func == (a: TSNE, b: TSNE) -> Bool {
    a.distinct.points.matrix == b.distinct.points.matrix && a.places == b.places
      && a.divergence == b.divergence
  }
  fileprivate static func != (a: TSNE, b: TSNE) -> Bool { !(a == b) }
}
