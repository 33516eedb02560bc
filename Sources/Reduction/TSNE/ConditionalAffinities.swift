import LinearAlgebra
import NearestNeighbors
import RealModule

/// How much each point regards its neighbors: normal densities around the point, as wide as the
/// perplexity demands, that add up to 1 ([van der Maaten and Hinton 2008], equation 1).
///
/// The perplexity of a row is 2 to the power of its entropy, the number of neighbors it would take if
/// all were regarded alike.
///
/// [van der Maaten and Hinton 2008]: https://jmlr.org/papers/v9/vandermaaten08a.html
public struct ConditionalAffinities: Sendable, Equatable {
  /// The affinities, of shape (queries, points), the neighbors of each row nearest first.
  public let matrix: SparseMatrix
  /// The perplexity of each row.
  public let perplexity: Double

  private static let chunk = 512

  /// Finds the widths by the distances to the nearest neighbors.
  ///
  /// - Parameters:
  ///   - graph: The neighbors of each query, about three times as many as the perplexity.
  ///   - points: The number of points that the neighbors are among.
  ///   - metric: The metric of the distances. The densities are those of the Euclidean distance; for
  ///     the cosine, that of vectors of length 1.
  ///   - perplexity: The perplexity of each row. If it is not less than the number of neighbors, all
  ///     count alike.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*queries* × *neighbors*) for some ten evaluations a row.
  public init(
    _ graph: NeighborGraph, points: Int, metric: Metric, perplexity: Double, threads: Int
  ) {
    self.perplexity = perplexity
    let count = graph.count
    let (values, _) = [Float].make(
      count: graph.queries * count, chunk: max(1, Self.chunk * count), threads: threads
    ) { range, values in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: count) {
        let squares = graph.distances[start..<start + count].map { metric.square(Double($0)) }
        let affinities = Self.affinities(squares: squares, perplexity: perplexity)
        for index in 0..<count {
          values[start - range.lowerBound + index] = Float(affinities[index])
        }
      }
    }
    matrix = SparseMatrix(
      rows: graph.queries, columns: points, rowOffsets: (0...graph.queries).map { $0 * count },
      columnIndexes: graph.neighbors, values: values)
  }

  /// The affinities to points at these squared distances, which add up to 1.
  ///
  /// The entropy falls as the precision (the inverse of twice the variance) grows, by precision ×
  /// variance of the squares: Newton's steps, or halving where they leave the interval known.
  package static func affinities(squares: [Double], perplexity: Double) -> [Double] {
    guard let nearest = squares.min(), !squares.isEmpty else { return [] }
    // Only differences count; subtracting the least keeps one exponential at 1.
    let excess = squares.map { $0 - nearest }
    let mean = excess.reduce(0, +) / Double(excess.count)
    var result = [Double](repeating: 1 / Double(squares.count), count: squares.count)
    guard mean > 0, mean.isFinite else { return result }
    let target = Double.log(perplexity)
    var (precision, low, high) = (1 / mean, 0.0, Double.infinity)
    for _ in 0..<100 {
      let (entropy, slope) = Self.entropy(excess, precision, into: &result)
      let error = entropy - target
      guard abs(error) > 1e-10 else { break }
      if error > 0 { low = precision } else { high = precision }
      let newton = slope < 0 ? precision - error / slope : .infinity
      let halved = high < .infinity ? (low + high) / 2 : precision * 2
      let next = newton > low && newton < min(high, precision * 8) ? newton : halved
      // More ties at the least distance than the perplexity, or a perplexity out of reach.
      guard next != precision, next < 1e15 / mean, next > 1e-15 / mean else { break }
      precision = next
    }
    return result
  }

  /// Sets `weights` to the affinities for a precision, and returns their entropy (natural logarithm)
  /// and its slope.
  private static func entropy(
    _ excess: [Double], _ precision: Double, into weights: inout [Double]
  ) -> (entropy: Double, slope: Double) {
    var (sum, first, second) = (0.0, 0.0, 0.0)
    for index in excess.indices {
      let weight = Double.exp(-precision * excess[index])
      weights[index] = weight
      sum += weight
      first += weight * excess[index]
      second += weight * excess[index] * excess[index]
    }
    let mean = first / sum
    for index in weights.indices { weights[index] /= sum }
    let variance = max(0, second / sum - mean * mean)
    return (Double.log(sum) + precision * mean, -precision * variance)
  }
}

extension Metric {
  /// The squared Euclidean distance of vectors at this distance; for the cosine, of the vectors scaled
  /// to length 1.
  fileprivate func square(_ distance: Double) -> Double {
    switch self {
    case .euclidean: distance * distance
    case .squaredEuclidean: distance
    case .cosine, .innerProduct: 2 * distance
    }
  }
}
