import LinearAlgebra
import NearestNeighbors

/// Distances between points in double precision, many at a time by products of blocks.
///
/// With *s* and *t* the squared lengths of two points and *p* their inner product, the squared distance is
/// *s* + *t* − 2*p*. Equal points have equal products, so ties are those of the points.
struct DistanceBlocks: Sendable {
  private let points: PointSource
  private let metric: Metric
  private let squares: [Double]

  /// The number of points that are best measured from at once.
  static let width = 16
  /// Points are read in blocks of so many, which stay in the cache while they are multiplied.
  private static let height = 128

  /// Prepares the distances between points.
  ///
  /// - Complexity: O(*points* × *dimensions*)
  init(_ points: PointSource, _ metric: Metric) {
    self.points = points
    self.metric = metric
    squares = stride(from: 0, to: points.rows, by: Self.height).flatMap { start in
      let block = points.block(start..<min(start + Self.height, points.rows))
      return (0..<block.rows).map { row in
        let point = block[row: row]
        var sum = 0.0
        for index in point.indices { sum += Double(point[index]) * Double(point[index]) }
        return sum
      }
    }
  }

  /// The distances of all points from each of the chosen ones; of the Euclidean metric their squares.
  ///
  /// - Complexity: O(`chosen` × *points* × *dimensions*), memory for `chosen` × *points* numbers.
  func distances(from chosen: [Int]) -> [PointDistances] {
    let columns = points.columns
    guard columns > 0 else {
      return chosen.map {
        PointDistances(values: [Double](repeating: 0, count: points.rows), point: $0)
      }
    }
    let own = chosen.flatMap { doubles($0..<$0 + 1) }
    var storage = [Double](repeating: 0, count: chosen.count * points.rows)
    var products = [Double](repeating: 0, count: chosen.count * Self.height)
    var values = storage.mutableSpan
    for start in stride(from: 0, to: points.rows, by: Self.height) {
      let rows = start..<min(start + Self.height, points.rows)
      let others = doubles(rows)
      var room = products.mutableSpan
      var block = room._mutatingExtracting(0..<chosen.count * rows.count)
      multiplyTransposed(own.span, others.span, columns: columns, into: &block)
      for (place, point) in chosen.enumerated() {
        let (from, to) = (place * rows.count, place * points.rows + start)
        for index in 0..<rows.count {
          values[to + index] = distance(
            block[from + index], squares[point], squares[start + index])
        }
      }
    }
    return chosen.enumerated().map { place, point in
      PointDistances(
        values: Array(storage[place * points.rows..<(place + 1) * points.rows]), point: point)
    }
  }

  private func doubles(_ rows: Range<Int>) -> [Double] {
    let block = points.block(rows)
    let source = block.elements.span
    var result = [Double](repeating: 0, count: source.count)
    for index in source.indices { result[index] = Double(source[index]) }
    return result
  }

  /// A number that grows with the distance, from the product of two points and their squared lengths.
  @inline(__always)
  private func distance(_ product: Double, _ square: Double, _ other: Double) -> Double {
    switch metric {
    case .euclidean, .squaredEuclidean: return max(0, square + other - 2 * product)
    case .innerProduct: return -product
    case .cosine:
      let lengths = (square * other).squareRoot()
      return 1 - product / (lengths == 0 ? 1 : lengths)
    }
  }
}
