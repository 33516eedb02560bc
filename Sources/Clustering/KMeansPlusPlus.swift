import LinearAlgebra
import RealModule

/// Chooses the first centroids among the points, each with a probability proportional to its
/// squared distance from those chosen before: k-means++ ([Arthur and Vassilvitskii 2007]).
///
/// As in scikit-learn, 2 + ⌊ln *k*⌋ points are drawn at a time and the one that lowers the sum of
/// squared distances most is taken, the paper's "greedy" variant.
///
/// [Arthur and Vassilvitskii 2007]: https://dl.acm.org/doi/10.5555/1283383.1283494
struct KMeansPlusPlus {
  private let points: Matrix
  private let threads: Int
  private var generator: KeyedGenerator
  /// The squared distance of each point from the nearest chosen one, of shape (points, 1).
  private var squaredDistances: Matrix
  private var chosen: [Int] = []

  /// Chooses the indexes of `clusters` different points.
  ///
  /// - Throws: ``KMeansError`` if fewer points differ.
  /// - Complexity: O(*n* × *d* × *k* log *k*)
  static func choose(
    _ points: Matrix, clusters: Int, generator: KeyedGenerator, threads: Int
  ) throws(KMeansError) -> [Int] {
    var state = KMeansPlusPlus(points, generator: generator, threads: threads)
    state.add(state.generator.below(points.rows))
    while state.chosen.count < clusters {
      guard let best = state.bestCandidate(trials: 2 + Int(Double.log(Double(clusters)))) else {
        throw .tooFewDistinctPoints(clusters: clusters, distinct: state.chosen.count)
      }
      state.add(best)
    }
    return state.chosen
  }

  private init(_ points: Matrix, generator: KeyedGenerator, threads: Int) {
    self.points = points
    self.threads = threads
    self.generator = generator
    squaredDistances = Matrix(rows: points.rows, columns: 1, repeating: .infinity)
  }

  private mutating func add(_ index: Int) {
    chosen.append(index)
    let points = points
    squaredDistances.forEachRowChunk(pointChunk(points.rows), threads: threads) { rows, distances in
      let center = points[row: index]
      for row in rows {
        let place = row - rows.lowerBound
        let distance = squaredEuclideanDistance(points[row: row], center)
        distances[place] = min(distances[place], distance)
      }
    }
  }

  /// The best of `trials` drawn points, the first of equally good ones; nil if every point equals a
  /// chosen one.
  private mutating func bestCandidate(trials: Int) -> Int? {
    let chunkSums = chunkSums
    guard chunkSums.reduce(0, +) > 0 else { return nil }
    let candidates = (0..<trials).map { _ in draw(chunkSums) }
    let potentials = potentials(of: candidates)
    return zip(potentials, candidates).min { $0.0 < $1.0 }?.1
  }

  /// Draws a point with a probability proportional to its squared distance, never one at distance
  /// 0.
  private mutating func draw(_ chunkSums: [Double]) -> Int {
    var rest = generator.uniform() * chunkSums.reduce(0, +)
    var last = 0
    for (chunk, sum) in chunkSums.enumerated() where sum > 0 {
      let start = chunk * pointChunk(points.rows)
      let rows = start..<min(start + pointChunk(points.rows), points.rows)
      let isLast = !chunkSums[(chunk + 1)...].contains { $0 > 0 }
      guard rest < sum || isLast else {
        rest -= sum
        continue
      }
      let distances = squaredDistances[rows: rows]
      for place in distances.indices where distances[place] > 0 {
        last = start + place
        rest -= Double(distances[place])
        if rest < 0 { return last }
      }
      return last
    }
    return last
  }

  /// The sum of squared distances of each chunk of points.
  private var chunkSums: [Double] {
    parallelMap(count: points.rows, chunk: pointChunk(points.rows), threads: threads) { rows in
      total(squaredDistances[rows: rows])
    }
  }

  /// The sums of squared distances there would be with each of the candidates.
  private func potentials(of candidates: [Int]) -> [Double] {
    let chunks = parallelMap(
      count: points.rows, chunk: pointChunk(points.rows), threads: threads
    ) { rows in
      candidates.map { potential(of: $0, rows) }
    }
    var sums = [Double](repeating: 0, count: candidates.count)
    for chunk in chunks {
      for i in sums.indices { sums[i] += chunk[i] }
    }
    return sums
  }

  private func potential(of candidate: Int, _ rows: Range<Int>) -> Double {
    let center = points[row: candidate]
    let distances = squaredDistances[rows: rows]
    var sum = 0.0
    for row in rows {
      let distance = squaredEuclideanDistance(points[row: row], center)
      sum += Double(min(distances[row - rows.lowerBound], distance))
    }
    return sum
  }
}

private func total(_ values: Span<Float>) -> Double {
  var sum = 0.0
  for i in values.indices { sum += Double(values[i]) }
  return sum
}

/// The number of points that a thread takes at a time: at most 64 chunks, because each has sums of
/// its own, and not so few points that adding the sums dominates.
func pointChunk(_ points: Int) -> Int { max(1024, (points + 63) / 64) }
