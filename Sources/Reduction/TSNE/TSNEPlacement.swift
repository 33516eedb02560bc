import LinearAlgebra
import NearestNeighbors

extension TSNE {
  /// How new points are placed; the values of openTSNE ([Poličar, Stražar and Zupan 2023]).
  ///
  /// [Poličar, Stražar and Zupan 2023]: https://doi.org/10.1007/s10994-021-06043-1
  private enum Placement {
    static let perplexity = 5.0
    static let neighbors = 15
    static let epochs = 250
    static let exaggeration: Float = 1.5
    static let rate: Float = 0.1
    static let momentum: Float = 0.8
    static let steepest: Float = 0.25
  }

  /// Places points on the map; those it was made of get their places.
  ///
  /// A new point begins at the median of its nearest neighbors' places and then follows the forces
  /// between it and the points of the map, which stay where they are. New points do not see each other, so
  /// the place of each depends on it alone.
  ///
  /// - Parameters:
  ///   - rows: The points, of shape (points, dimensions), finite numbers.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The places, of shape (points, 2).
  /// - Precondition: The model has points, of as many dimensions.
  /// - Complexity: O(*rows* × *points* × *dimensions*) for the neighbors of new points.
  public func place(_ rows: PointSource, threads: Int) -> Matrix {
    let points = distinct.points
    precondition(
      points.rows > 0 && rows.columns == points.columns,
      "points of \(rows.columns) dimensions on a map of \(points.rows), of \(points.columns)")
    let known = distinct.find(rows)
    let unknown = known.indices.filter { known[$0] == nil }
    var new = placeNew(rows.matrix(unknown), threads: threads).makeIterator()
    let old = places.planePlaces
    return Matrix(planePlaces: known.map { $0.map { old[$0] } ?? new.next() ?? .zero })
  }

  private func placeNew(_ rows: Matrix, threads: Int) -> [SIMD2<Float>] {
    guard rows.rows > 0 else { return [] }
    let points = distinct.points
    let graph = BruteForce(points, metric: metric).search(
      rows, neighbors: Placement.neighbors, threads: threads)
    let affinities = ConditionalAffinities(
      graph, points: points.rows, metric: metric,
      perplexity: max(1, min(Placement.perplexity, Double(graph.count) / 3)), threads: threads
    ).matrix
    let field = MapField(places.planePlaces, threads: threads)
    let old = places.planePlaces
    return [SIMD2<Float>].make(count: rows.rows, chunk: 64, threads: threads) { range, new in
      for row in range {
        let columns = affinities.columnIndexes(inRow: row)
        let start = Self.median(columns, old)
        new[row - range.lowerBound] = Self.descend(
          from: start, to: columns, affinities.values(inRow: row), old, field)
      }
    }.elements
  }

  /// The median along each axis, which lies within one group even if some neighbors lie in another.
  private static func median(_ columns: Span<Int32>, _ places: [SIMD2<Float>]) -> SIMD2<Float> {
    let neighbors = columns.indices.map { places[Int(columns[$0])] }
    let (x, y) = (neighbors.map(\.x).sorted(), neighbors.map(\.y).sorted())
    let (low, high) = ((x.count - 1) / 2, x.count / 2)
    return SIMD2((x[low] + x[high]) / 2, (y[low] + y[high]) / 2)
  }

  private static func descend(
    from start: SIMD2<Float>, to columns: Span<Int32>, _ values: Span<Float>,
    _ places: [SIMD2<Float>], _ field: MapField
  ) -> SIMD2<Float> {
    var (place, step) = (start, SIMD2<Float>.zero)
    var gains = SIMD2<Float>(repeating: 1)
    for _ in 0..<Placement.epochs {
      let attraction = Attraction.force(on: place, from: columns, values, places.span)
      var gradient = attraction * Placement.exaggeration - field.repulsion(at: place)
      let steepness = (gradient.x * gradient.x + gradient.y * gradient.y).squareRoot()
      if steepness > Placement.steepest { gradient *= Placement.steepest / steepness }
      for axis in 0..<2 {
        let turns = gradient[axis] * step[axis] > 0
        gains[axis] = turns ? gains[axis] * 0.8 + 0.01 : gains[axis] + 0.2
      }
      step = step * Placement.momentum - gradient * gains * Placement.rate
      place = field.clamp(place + step)
    }
    return place
  }
}

/// How the points of a finished map push a new one, known at the nodes of a grid.
struct MapField: Sendable {
  private let grid: MapGrid
  private let forces: [SIMD2<Float>]
  private let potentials: [Float]
  private let low, high: SIMD2<Float>

  /// Sums the forces of all points of a map.
  ///
  /// - Precondition: There is a place.
  init(_ places: [SIMD2<Float>], threads: Int) {
    var interpolation = GridInterpolation()
    let (grid, convolution) = interpolation.convolution(places, threads: threads)
    self.grid = grid
    forces = convolution.forces(threads: threads)
    potentials = convolution.potentials(threads: threads)
    low = places.reduce(places[0]) { pointwiseMin($0, $1) }
    high = places.reduce(places[0]) { pointwiseMax($0, $1) }
  }

  /// The force away from all points, as shares of their nearness.
  func repulsion(at place: SIMD2<Float>) -> SIMD2<Float> {
    grid.interpolate(forces.span, at: place)
      / max(grid.interpolate(potentials.span, at: place), 1e-30)
  }

  /// The nearest place within the bounds of the map.
  func clamp(_ place: SIMD2<Float>) -> SIMD2<Float> {
    place.clamped(lowerBound: low, upperBound: high)
  }
}
