import LinearAlgebra
import NearestNeighbors

/// Uniform manifold approximation and projection: points placed so that near ones stay near
/// ([McInnes, Healy and Melville 2018]).
///
///     let graph = BruteForce(vectors, metric: .cosine).graph(neighbors: 14, threads: 2)
///     let map = UMAP(graph, of: vectors, seed: 42, threads: 2).places
///
/// Every step is that of the paper and of umap-learn but the order in which points are moved, which
/// ``Layout`` tells: it makes the map the same for any number of threads, which umap-learn gives up.
///
/// Points that are equal cannot be told apart by their neighbors, and more copies than neighbors would
/// lie in different regions; give each once, as ``DistinctRows`` has them.
///
/// [McInnes, Healy and Melville 2018]: https://doi.org/10.48550/arXiv.1802.03426
public struct UMAP: Sendable {
  /// The place of each point, of shape (points, dimensions).
  public let places: Matrix
  /// The mean distance of the points from their neighbors, which bounds the scale of new points.
  public let meanDistance: Double

  /// Lays out points in memory; see ``init(_:of:options:start:seed:threads:progress:)-(_,PointSource,_,_,_,_,_)``.
  public init(
    _ graph: NeighborGraph, of points: Matrix, options: Options = Options(),
    start: Start = .spectral, seed: UInt64, threads: Int,
    progress: (_ done: Int, _ epochs: Int) -> Void = { _, _ in }
  ) {
    self.init(
      graph, of: PointSource(points), options: options, start: start, seed: seed,
      threads: threads, progress: progress)
  }

  /// Lays out the points of a graph.
  ///
  /// - Parameters:
  ///   - graph: The neighbors of each point, itself not among them: ``Options/neighbors`` − 1, or all
  ///     others if there are fewer.
  ///   - points: The points, of shape (points, dimensions), whose principal components set the start
  ///     where that is asked for or the graph is not connected.
  ///   - options: What shapes the map.
  ///   - start: Where points start.
  ///   - seed: The seed of the start and of the random points.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - progress: Is called with the number of passes that are done and of those to do.
  /// - Precondition: The graph has a row for each point.
  /// - Complexity: O(*points* × *neighbors* × *epochs* × *dimensions*).
  public init(
    _ graph: NeighborGraph, of points: PointSource, options: Options = Options(),
    start: Start = .spectral, seed: UInt64, threads: Int,
    progress: (_ done: Int, _ epochs: Int) -> Void = { _, _ in }
  ) {
    precondition(
      graph.queries == points.rows, "a graph of \(graph.queries), \(points.rows) points")
    guard points.rows > 1, graph.count > 0 else {
      places = Matrix(rows: points.rows, columns: options.dimensions)
      meanDistance = 0
      return
    }
    let smooth = SmoothNeighborDistances(
      graph, localConnectivity: options.localConnectivity, threads: threads)
    let weights = FuzzySetUnion.weights(
      FuzzySetUnion.memberships(graph, smooth, columns: points.rows),
      ratio: Float(options.setOperationRatio))
    var places = Self.start(start, weights, points, options.dimensions, seed, threads)
    let epochs = options.epochs(points: points.rows)
    options.layout(epochs: epochs, learningRate: options.learningRate, seed: seed)
      .move(&places, along: weights, threads: threads) { progress($0, epochs) }
    self.places = places
    meanDistance = smooth.meanDistance
  }

  private static func start(
    _ start: Start, _ weights: SparseMatrix, _ points: PointSource, _ dimensions: Int,
    _ seed: UInt64,
    _ threads: Int
  ) -> Matrix {
    switch start {
    case .places(let places):
      precondition(
        places.rows == points.rows && places.columns == dimensions,
        "\(places.rows) places of \(places.columns) dimensions to start from")
      return places
    case .random:
      var generator = KeyedGenerator(seed: seed, purpose: "UMAP random start")
      return Matrix(
        rows: points.rows, columns: dimensions,
        elements: (0..<points.rows * dimensions).map { _ in 20 * generator.uniformFloat() - 10 })
    case .principalComponents:
      return principal(points, dimensions, threads).scaled(to: 10).scattered(seed: seed).spaced()
    case .spectral:
      return SpectralStart.places(
        weights, dimensions: dimensions, principal: { principal(points, dimensions, threads) },
        seed: seed, threads: threads
      ).spaced()
    }
  }

  /// The points along their principal components; zeros where there are fewer components.
  private static func principal(
    _ points: PointSource, _ dimensions: Int, _ threads: Int
  ) -> Matrix {
    var result = Matrix(rows: points.rows, columns: dimensions)
    let projected = PCA(points, components: dimensions, threads: threads)
      .project(points, threads: threads)
    result.forEachRow(threads: threads) { index, row in
      let from = projected[row: index]
      for column in from.indices { row[column] = from[column] }
    }
    return result
  }
}

extension Matrix {
  /// Places multiplied so that the largest coordinate is `bound`.
  func scaled(to bound: Float) -> Matrix {
    let largest = elements.reduce(0) { max($0, abs($1)) }
    var places = self
    places.withMutableElements { elements in
      for index in elements.indices where largest > 0 {
        elements[index] = elements[index] / largest * bound
      }
    }
    return places
  }

  /// Places moved by a ten-thousandth, so that no two are the same.
  func scattered(seed: UInt64) -> Matrix {
    var generator = KeyedGenerator(seed: seed, purpose: "UMAP start")
    var places = self
    places.withMutableElements { elements in
      for index in elements.indices { elements[index] += Float(generator.gaussian() * 1e-4) }
    }
    return places
  }

  /// Places moved and stretched so that each coordinate spans 0 to 10.
  fileprivate func spaced() -> Matrix {
    var low = [Float](repeating: .infinity, count: columns)
    var high = [Float](repeating: -.infinity, count: columns)
    for point in 0..<rows {
      let row = self[row: point]
      for column in row.indices {
        low[column] = Swift.min(low[column], row[column])
        high[column] = Swift.max(high[column], row[column])
      }
    }
    var places = self
    places.forEachRow(threads: 1) { [low, high] _, row in
      for column in row.indices where high[column] > low[column] {
        row[column] = 10 * (row[column] - low[column]) / (high[column] - low[column])
      }
    }
    return places
  }
}
