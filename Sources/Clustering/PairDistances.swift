import LinearAlgebra
import RealModule

/// The distances of points, which lie in the order of their clusters, from one another.
///
/// |*a*|² + |*b*|² − 2 *a*·*b* by products of blocks in double precision, the mean of the points
/// subtracted first; where that cancels, by the differences.
struct PairDistances: Sendable {
  /// The points that are compared at a time.
  static let block = 64
  private static let tile = 512

  /// The coordinates less their mean, of shape (points, dimensions).
  private let coordinates: [Double]
  private let squares: [Double]
  private let dimensions: Int

  init(_ points: Matrix) {
    dimensions = points.columns
    let center = points.columnMeans().map { Double($0) }
    var coordinates = points.elements.map { Double($0) }
    for place in coordinates.indices { coordinates[place] -= center[place % center.count] }
    self.coordinates = coordinates
    squares = (0..<points.rows).map { row in
      coordinates[row * points.columns..<(row + 1) * points.columns].reduce(0) { $0 + $1 * $1 }
    }
  }

  /// The silhouettes of some points; the first `sizes[0]` points are those of cluster 0, and so on.
  func silhouettes(_ range: Range<Int>, sizes: [Int]) -> [Double] {
    var ends: [Int] = []
    for size in sizes { ends.append((ends.last ?? 0) + size) }
    var sums = [Double](repeating: 0, count: range.count * sizes.count)  // (points, clusters)
    var distances = [Double](repeating: 0, count: range.count * Self.tile)
    for start in stride(from: 0, to: squares.count, by: Self.tile) {
      let others = start..<min(start + Self.tile, squares.count)
      measure(range, others, into: &distances)
      for point in 0..<range.count {
        let own = distances.span.extracting(point * others.count..<(point + 1) * others.count)
        for cluster in sizes.indices {
          let first = max(others.lowerBound, ends[cluster] - sizes[cluster])
          let last = min(others.upperBound, ends[cluster])
          guard first < last else { continue }
          sums[point * sizes.count + cluster] += total(own.extracting(first - start..<last - start))
        }
      }
    }
    return range.enumerated().map { index, point in
      let label = ends.firstIndex { point < $0 } ?? 0
      return silhouette(label, sums[index * sizes.count..<(index + 1) * sizes.count], sizes)
    }
  }

  /// Stores the distances of shape (`range.count`, `others.count`).
  private func measure(_ range: Range<Int>, _ others: Range<Int>, into distances: inout [Double]) {
    let all = coordinates.span
    var whole = distances.mutableSpan
    var result = whole._mutatingExtracting(0..<range.count * others.count)
    multiplyTransposed(
      all.extracting(range.lowerBound * dimensions..<range.upperBound * dimensions),
      all.extracting(others.lowerBound * dimensions..<others.upperBound * dimensions),
      columns: dimensions, into: &result)
    let squares = squares.span.extracting(others)
    for (index, point) in range.enumerated() {
      var row = result._mutatingExtracting(index * others.count..<(index + 1) * others.count)
      finish(&row, self.squares[point], squares) { other in
        self.distance(point, others.lowerBound + other)
      }
    }
  }

  /// Turns inner products into distances; `exact` gives those that would lose their digits.
  private func finish(
    _ row: inout MutableSpan<Double>, _ square: Double, _ squares: Span<Double>,
    exact: (Int) -> Double
  ) {
    precondition(row.count == squares.count)
    var uncertain = 0
    for index in 0..<row.count {
      let sum = square + squares[index]
      let difference = sum - 2 * row[index]
      uncertain += difference < 1e-5 * sum ? 1 : 0
      row[index] = (difference > 0 ? difference : 0).squareRoot()
    }
    guard uncertain > 0 else { return }
    for index in 0..<row.count
    where row[index] * row[index] < 1.000_001e-5 * (square + squares[index]) {
      row[index] = exact(index)
    }
  }

  private func distance(_ a: Int, _ b: Int) -> Double {
    let all = coordinates.span
    let x = all.extracting(a * dimensions..<(a + 1) * dimensions)
    let y = all.extracting(b * dimensions..<(b + 1) * dimensions)
    var sum = 0.0
    for index in 0..<dimensions {
      let difference = x[index] - y[index]
      sum = Relaxed.multiplyAdd(difference, difference, sum)
    }
    return sum.squareRoot()
  }

  /// The silhouette of a point from the sums of its distances to the points of each cluster.
  private func silhouette(_ label: Int, _ sums: ArraySlice<Double>, _ sizes: [Int]) -> Double {
    guard sizes[label] > 1 else { return 0 }
    let within = sums[sums.startIndex + label] / Double(sizes[label] - 1)
    var beyond = Double.infinity
    for (cluster, sum) in sums.enumerated() where cluster != label && sizes[cluster] > 0 {
      beyond = min(beyond, sum / Double(sizes[cluster]))
    }
    let larger = max(within, beyond)
    return larger > 0 ? (beyond - within) / larger : 0
  }
}

private func total(_ numbers: Span<Double>) -> Double {
  var sum = 0.0
  for index in numbers.indices { sum = Relaxed.sum(sum, numbers[index]) }
  return sum
}
