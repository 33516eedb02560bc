import LinearAlgebra
import NearestNeighbors

/// Chooses the first centroids in a few passes over the points: k-means‖ ([Bahmani et al. 2012]).
///
/// Each of five passes draws about 2 *k* points, each with a probability proportional to its squared
/// distance from those drawn before. Of the some 10 *k* points, weighted by how many points each is
/// the nearest to, k-means++ then chooses *k*. For many clusters that is far less work than k-means++
/// over all points, which needs a pass for each cluster.
///
/// [Bahmani et al. 2012]: https://doi.org/10.14778/2180912.2180915
enum KMeansParallel {
  private static let rounds = 5

  /// Chooses the indexes of `clusters` different points.
  ///
  /// - Throws: ``KMeansError`` if fewer points differ.
  /// - Complexity: O(*n* × *d* × 10 *k*)
  static func choose(
    _ points: PointSource, clusters: Int, generator: KeyedGenerator, threads: Int
  ) throws(KMeansError) -> [Int] {
    var generator = generator
    var chosen = [generator.below(points.rows)]
    var squares = [Float](repeating: .infinity, count: points.rows)
    var owners = [Int](repeating: 0, count: points.rows)
    var added = chosen
    for round in 0...rounds {
      join(points, added, from: chosen.count - added.count, &squares, &owners, threads)
      if round == rounds { break }
      let total = squares.reduce(0) { $0 + Double($1) }
      added = squares.indices.filter { index in
        // Every point takes a number, so that points drawn do not sway later ones.
        generator.uniform() * total < Double(2 * clusters) * Double(squares[index])
      }
      chosen += added
    }
    guard chosen.count > clusters else {
      // Few points differ from those drawn: let k-means++ find them all.
      return try KMeansPlusPlus.choose(
        points, clusters: clusters, generator: generator, threads: threads)
    }
    var weights = [Double](repeating: 0, count: chosen.count)
    for owner in owners { weights[owner] += 1 }
    let order = try KMeansPlusPlus.choose(
      PointSource(points.gather(chosen)), weights: weights, clusters: clusters,
      generator: generator, threads: threads)
    return order.map { chosen[$0] }
  }

  /// Compares all points with those added, whose numbers begin with `first`.
  private static func join(
    _ points: PointSource, _ added: [Int], from first: Int, _ squares: inout [Float],
    _ owners: inout [Int], _ threads: Int
  ) {
    // So many at a time that the distances take little memory.
    let part = max(1, (1 << 24) / max(1, points.rows))
    for start in stride(from: 0, to: added.count, by: part) {
      let centers = Array(added[start..<min(start + part, added.count)])
      let distances = CentroidSearch(points.gather(centers))
        .squaredDistances(points, threads: threads)
      for row in squares.indices {
        let own = distances[row: row]
        for column in own.indices where own[column] < squares[row] {
          squares[row] = own[column]
          owners[row] = first + start + column
        }
      }
    }
  }
}
