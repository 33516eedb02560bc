import LinearAlgebra
import NearestNeighbors

/// Where the points of a map begin: very near to each other, so that no two are kept apart by what lies
/// between them ([Kobak and Berens 2019]).
///
/// [Kobak and Berens 2019]: https://doi.org/10.1038/s41467-019-13056-x
public enum TSNEStart {
  /// The standard deviation along the wider axis, that of openTSNE.
  private static let deviation = 1e-4

  /// The first two principal components of points.
  ///
  /// - Parameters:
  ///   - points: The points, of shape (points, dimensions), finite numbers.
  ///   - seed: The seed of what is random.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The places, of shape (points, 2).
  /// - Complexity: that of ``PCA``.
  public static func principalComponents(
    _ points: PointSource, seed: UInt64, threads: Int
  ) -> Matrix {
    guard points.rows >= 2, points.columns >= 1 else { return random(points.rows, seed: seed) }
    let pca = PCA(points, components: 2, threads: threads)
    let projected = pca.project(points, threads: threads)
    var places = Matrix(rows: points.rows, columns: 2)
    places.forEachRow(threads: 1) { index, place in
      for axis in 0..<projected.columns { place[axis] = projected[index, axis] }
    }
    return scaled(places, seed: seed)
  }

  /// Independent normal numbers.
  public static func random(_ count: Int, seed: UInt64) -> Matrix {
    var places = Matrix(rows: count, columns: 2)
    places.forEachRow(threads: 1) { index, place in
      var generator = KeyedGenerator(seed: seed, purpose: "start of t-SNE", index: index)
      for axis in place.indices { place[axis] = Float(generator.gaussian() * deviation) }
    }
    return places
  }

  /// Places from elsewhere, such as another map, moved around the origin and scaled to the size of a
  /// start, with a hundredth of their spread at random, by which points on a line leave it.
  ///
  /// - Parameters:
  ///   - places: A place for each point, of shape (points, 2), finite numbers.
  ///   - seed: The seed of what is random.
  /// - Returns: The places, of the same shape.
  public static func scaled(_ places: Matrix, seed: UInt64) -> Matrix {
    let means = places.columnMeans()
    var sums = [0.0, 0.0]
    for row in 0..<places.rows {
      for axis in 0..<2 {
        let excess = Double(places[row, axis]) - Double(means[axis])
        sums[axis] += excess * excess
      }
    }
    let spread = (max(sums[0], sums[1]) / Double(max(1, places.rows))).squareRoot()
    let factor = spread > 0 && spread.isFinite ? deviation / spread : 0
    let noise = random(places.rows, seed: seed)
    var result = places
    result.forEachRow(threads: 1) { row, place in
      for axis in place.indices {
        let excess = Double(place[axis]) - Double(means[axis])
        place[axis] = Float(excess * factor) + noise[row, axis] / 100
      }
    }
    return result
  }
}
