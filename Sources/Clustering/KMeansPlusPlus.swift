import LinearAlgebra
import NearestNeighbors
import RealModule

/// Chooses the first centroids among the points, each with a probability proportional to its
/// squared distance from those chosen before: k-means++ ([Arthur and Vassilvitskii 2007]).
///
/// As in scikit-learn, 2 + ⌊ln *k*⌋ points are drawn at a time and the one that lowers the sum of
/// squared distances most is taken, the paper's "greedy" variant. Points may have weights.
///
/// [Arthur and Vassilvitskii 2007]: https://dl.acm.org/doi/10.5555/1283383.1283494
struct KMeansPlusPlus {
  private let points: PointSource
  private let weights: [Double]
  private let threads: Int
  private var generator: KeyedGenerator
  /// The squared distance of each point from the nearest chosen one.
  private var squaredDistances: [Float]
  private var chosen: [Int] = []

  /// Chooses the indexes of `clusters` different points.
  ///
  /// - Throws: ``KMeansError`` if fewer points differ.
  /// - Complexity: O(*n* × *d* × *k* log *k*)
  static func choose(
    _ points: PointSource, weights: [Double]? = nil, clusters: Int, generator: KeyedGenerator,
    threads: Int
  ) throws(KMeansError) -> [Int] {
    var state = KMeansPlusPlus(points, weights, generator: generator, threads: threads)
    let first = state.first()
    state.add(first, distances: state.distances(to: [first]), column: 0)
    while state.chosen.count < clusters {
      guard state.addBest(trials: 2 + Int(Double.log(Double(clusters)))) else {
        throw .tooFewDistinctPoints(clusters: clusters, distinct: state.chosen.count)
      }
    }
    return state.chosen
  }

  private init(
    _ points: PointSource, _ weights: [Double]?, generator: KeyedGenerator, threads: Int
  ) {
    self.points = points
    self.weights = weights ?? [Double](repeating: 1, count: points.rows)
    self.threads = threads
    self.generator = generator
    squaredDistances = [Float](repeating: .infinity, count: points.rows)
  }

  private mutating func first() -> Int {
    draw(weights) ?? 0
  }

  private func distances(to centers: [Int]) -> Matrix {
    CentroidSearch(points.gather(centers)).squaredDistances(points, threads: threads)
  }

  private mutating func add(_ index: Int, distances: Matrix, column: Int) {
    chosen.append(index)
    let elements = distances.elements.span
    let columns = distances.columns
    for row in squaredDistances.indices {
      squaredDistances[row] = min(squaredDistances[row], elements[row * columns + column])
    }
  }

  /// Adds the best of `trials` drawn points, the first of equally good ones, unless every point
  /// equals a chosen one.
  private mutating func addBest(trials: Int) -> Bool {
    let chances = squaredDistances.indices.map { Double(squaredDistances[$0]) * weights[$0] }
    let candidates = (0..<trials).compactMap { _ in draw(chances) }
    guard !candidates.isEmpty else { return false }
    let distances = distances(to: candidates)
    var potentials = [Double](repeating: 0, count: candidates.count)
    let (elements, columns) = (distances.elements.span, candidates.count)
    for row in squaredDistances.indices {
      for column in 0..<columns {
        let distance = min(squaredDistances[row], elements[row * columns + column])
        potentials[column] += weights[row] * Double(distance)
      }
    }
    guard let best = potentials.indices.min(by: { potentials[$0] < potentials[$1] }) else {
      return false
    }
    add(candidates[best], distances: distances, column: best)
    return true
  }

  /// Draws an index with a probability proportional to its chance, never one without any; nil if
  /// there are none.
  private mutating func draw(_ chances: [Double]) -> Int? {
    let total = chances.reduce(0, +)
    guard total > 0 else { return nil }
    var rest = generator.uniform() * total
    var last: Int?
    for (index, chance) in chances.enumerated() where chance > 0 {
      last = index
      rest -= chance
      if rest < 0 { break }
    }
    return last
  }
}
