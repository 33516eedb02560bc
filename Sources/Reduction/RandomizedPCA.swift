import LinearAlgebra
import NearestNeighbors

extension PCA {
  /// Vectors that are multiplied beyond those asked for.
  private static let oversamples = 10
  /// Products of the covariance matrix before the last; each squares the ratio by which the
  /// directions wanted exceed the others.
  private static let powerIterations = 7

  /// Finds the directions by a randomized range finder ([Halko, Martinsson and Tropp 2011], algorithm
  /// 4.4): random vectors that are multiplied by the covariance matrix again and again turn into the
  /// space in which it is largest, where its eigenvectors are found by a small decomposition
  /// (Rayleigh and Ritz).
  ///
  /// The covariance matrix is never made; the points are read once for each product.
  ///
  /// [Halko, Martinsson and Tropp 2011]: https://doi.org/10.1137/090771806
  static func randomized(
    _ centered: CenteredRows, _ kept: Int, seed: UInt64, _ threads: Int
  ) -> PCA {
    let dimensions = centered.points.columns
    let samples = min(kept + oversamples, dimensions)
    var basis = orthonormalized(
      gaussianMatrix(dimensions, samples, seed: seed, threads), threads: threads)
    for _ in 0..<powerIterations {
      basis = orthonormalized(
        centered.normalProduct(basis, threads: threads).product, threads: threads)
    }
    let (image, squares) = centered.normalProduct(basis, threads: threads)
    let divisor = Double(centered.points.rows - 1)
    let small = symmetric(basis, image, threads)
    let (values, vectors) = symmetricEigen(small.map { $0 / divisor }, order: samples)
    // Row k of the components is eigenvector k times the transposed basis.
    let rotation = Matrix(
      rows: kept, columns: samples, elements: vectors[..<(kept * samples)].map { Float($0) })
    return PCA(
      mean: centered.mean,
      components: productTransposed(rotation, basis, threads: threads).withPositiveLargest(),
      variances: values[..<kept].map { max(0, $0) }, totalVariance: squares / divisor)
  }

  /// *a*ᵀ · *b*, which is symmetric but for rounding, made exactly so.
  private static func symmetric(_ a: Matrix, _ b: Matrix, _ threads: Int) -> [Double] {
    let n = a.columns
    let product = crossProduct(a, b, threads: threads).elements
    return (0..<n * n).map { place in
      let (row, column) = place.quotientAndRemainder(dividingBy: n)
      return (Double(product[place]) + Double(product[column * n + row])) / 2
    }
  }

  private static func gaussianMatrix(
    _ rows: Int, _ columns: Int, seed: UInt64, _ threads: Int
  ) -> Matrix {
    var matrix = Matrix(rows: rows, columns: columns)
    matrix.forEachRow(threads: threads) { index, row in
      var generator = KeyedGenerator(seed: seed, purpose: "principal components", index: index)
      for j in row.indices { row[j] = Float(generator.gaussian()) }
    }
    return matrix
  }
}

extension Matrix {
  /// The rows, each of length 1 and with a positive number of largest magnitude.
  fileprivate consuming func withPositiveLargest() -> Matrix {
    var result = self
    result.forEachRow(threads: 1) { _, row in
      var largest: Float = 0
      for j in row.indices where abs(row[j]) > abs(largest) { largest = row[j] }
      if largest < 0 { scale(&row, by: -1) }
      _ = normalize(&row)
    }
    return result
  }
}
