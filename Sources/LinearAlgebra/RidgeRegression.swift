import RealModule

/// A linear map from one space into another by penalized least squares ([Hoerl and Kennard 1970]):
/// the coefficients *B* that minimize ‖*Y* − *X* *B* − 1 *b*ᵀ‖² + *λ* ‖*B*‖².
///
///     let map = RidgeRegression(texts, items, threads: 2)
///     let placed = map.predictions(newTexts, threads: 2)
///
/// The penalty *λ* is the one of a grid with the least generalized cross-validation score
/// ([Golub, Heath and Wahba 1979]), an estimate of the error on rows that were left out. The
/// eigenvectors of *X*ᵀ *X* give the solution of every penalty at once, and in double precision.
///
/// [Hoerl and Kennard 1970]: https://doi.org/10.1080/00401706.1970.10488634
/// [Golub, Heath and Wahba 1979]: https://doi.org/10.1080/00401706.1979.10489751
public struct RidgeRegression: Sendable {
  /// The coefficients, of shape (features, targets).
  public let coefficients: Matrix
  /// The prediction for a row of zeros, of length targets.
  public let intercept: [Float]
  /// The penalty *λ*.
  public let penalty: Double
  /// What ``leaveOneOut(_:_:threads:)`` needs; nil for a map that was read from its parts.
  private let inverse: Inverse?

  /// What leave-one-out predictions need of (*X*ᵀ *X* + *λ*)⁻¹.
  private struct Inverse: Sendable {
    /// The eigenvectors as columns, each divided by the root of its eigenvalue plus *λ*; of shape
    /// (features, features).
    var root: Matrix
    var means: [Float]
    var rows: Int
  }

  /// Creates a map from its parts, as a model file holds them.
  ///
  /// - Precondition: `intercept` has a number for each target.
  public init(coefficients: Matrix, intercept: [Float], penalty: Double) {
    precondition(intercept.count == coefficients.columns, "\(intercept.count) intercepts")
    (self.coefficients, self.intercept) = (coefficients, intercept)
    (self.penalty, inverse) = (penalty, nil)
  }

  /// Fits the map that takes the rows of `x`, of shape (rows, features), to those of `y`, of shape
  /// (rows, targets).
  ///
  /// - Parameters:
  ///   - x: The features.
  ///   - y: The targets.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Precondition: Both have the same number of rows, at least one.
  /// - Complexity: O(*rows* × *features* × (*features* + *targets*) + *features*³)
  public init(_ x: Matrix, _ y: Matrix, threads: Int) {
    precondition(x.rows == y.rows && x.rows > 0, "\(x.rows) rows of features, \(y.rows) of targets")
    let (xMeans, yMeans) = (x.columnMeans(), y.columnMeans())
    let x = x.subtractingRow(xMeans, threads: threads)
    let y = y.subtractingRow(yMeans, threads: threads)
    let (values, vectors) = symmetricEigen(gram(x, threads: threads), order: x.columns)
    let spectrum = Spectrum(
      values: values.map { max(0, $0) }, vectors: vectors,
      projections: crossProduct(x, y, threads: threads), rows: x.rows,
      total: y.elements.reduce(0) { $0 + Double($1) * Double($1) })
    let penalty = spectrum.bestPenalty()
    coefficients = spectrum.coefficients(penalty)
    let atMeans = row(xMeans, times: coefficients)
    intercept = zip(yMeans, atMeans).map { $0 - $1 }
    self.penalty = penalty
    inverse = Inverse(root: spectrum.inverseRoot(penalty), means: xMeans, rows: x.rows)
  }

  /// The predictions for the rows of `x`, of shape (rows, targets).
  ///
  /// A row's prediction depends on that row alone, to the last bit.
  ///
  /// - Complexity: O(*rows* × *features* × *targets*)
  public func predictions(_ x: Matrix, threads: Int) -> Matrix {
    precondition(x.columns == coefficients.rows, "\(x.columns) features, not \(coefficients.rows)")
    var result = Matrix(rows: x.rows, columns: coefficients.columns)
    result.forEachRow(threads: threads) { index, row in
      for j in row.indices { row[j] = intercept[j] }
      let features = x[row: index]
      for i in features.indices { addScaled(coefficients[row: i], times: features[i], to: &row) }
    }
    return result
  }

  /// What the map would predict for each row it was fitted on, had it been fitted without that row:
  /// with the leverage *h* of a row and its residual *e*, the residual without it is *e* ÷ (1 − *h*)
  /// ([Allen 1974]). The penalty stays as it is.
  ///
  /// - Precondition: `x` and `y` are what the map was fitted on.
  /// - Complexity: O(*rows* × *features* × (*features* + *targets*))
  ///
  /// [Allen 1974]: https://doi.org/10.1080/00401706.1974.10489157
  public func leaveOneOut(_ x: Matrix, _ y: Matrix, threads: Int) -> Matrix {
    guard let inverse, inverse.rows == x.rows else {
      preconditionFailure("the map was not fitted on these \(x.rows) rows")
    }
    let centered = x.subtractingRow(inverse.means, threads: threads)
    let roots = product(centered, inverse.root, threads: threads)
    var result = predictions(x, threads: threads)
    result.forEachRow(threads: threads) { index, row in
      let leverage = 1 / Float(x.rows) + dot(roots[row: index], roots[row: index])
      let scale = 1 / max(1e-6, 1 - leverage)
      let target = y[row: index]
      for j in row.indices { row[j] = target[j] - (target[j] - row[j]) * scale }
    }
    return result
  }
}

/// What the solutions of all penalties are made of.
private struct Spectrum {
  /// The eigenvalues of *X*ᵀ *X*, descending.
  let values: [Double]
  /// Its eigenvectors, one a row.
  let vectors: [Double]
  /// *X*ᵀ *Y*, of shape (features, targets).
  let projections: Matrix
  let rows: Int
  /// ‖*Y*‖².
  let total: Double

  private var order: Int { values.count }

  /// Row *i* is the product of eigenvector *i* and *X*ᵀ *Y*.
  private var rotated: [[Double]] {
    (0..<order).map { i in
      var sum = [Double](repeating: 0, count: projections.columns)
      for j in 0..<order {
        let (weight, source) = (vectors[i * order + j], projections[row: j])
        for k in source.indices { sum[k] += weight * Double(source[k]) }
      }
      return sum
    }
  }

  /// The penalty with the least score; of equals, the largest, which is the smoothest map.
  ///
  /// The grid has four steps a decade, from a millionth of the mean eigenvalue to a thousand of it.
  func bestPenalty() -> Double {
    let squares = rotated.map { $0.reduce(0) { $0 + $1 * $1 } }
    let mean = values.reduce(0, +) / Double(max(1, order))
    guard mean > 0 else { return 1 }
    var best = (penalty: mean, score: Double.infinity)
    for step in (-24...12).reversed() {
      let penalty = mean * Double.pow(10, Double(step) / 4)
      let score = score(penalty, squares)
      if score < best.score { best = (penalty, score) }
    }
    return best.penalty
  }

  /// *n* ‖residuals‖² ÷ (*n* − degrees of freedom)², the intercept being one degree.
  private func score(_ penalty: Double, _ squares: [Double]) -> Double {
    var (residual, freedom) = (total, 1.0)
    for (value, square) in zip(values, squares) {
      let inverse = 1 / (value + penalty)
      residual += square * inverse * (value * inverse - 2)
      freedom += value * inverse
    }
    let left = Double(rows) - freedom
    guard left > 1e-9 * Double(rows) else { return .infinity }
    return Double(rows) * max(0, residual) / (left * left)
  }

  /// The coefficients of a penalty, of shape (features, targets).
  func coefficients(_ penalty: Double) -> Matrix {
    var sums = [Double](repeating: 0, count: order * projections.columns)
    let columns = projections.columns
    for (i, row) in rotated.enumerated() {
      let inverse = 1 / (values[i] + penalty)
      for j in 0..<order {
        let weight = vectors[i * order + j] * inverse
        for k in 0..<columns { sums[j * columns + k] += weight * row[k] }
      }
    }
    return Matrix(rows: order, columns: columns, elements: sums.map { Float($0) })
  }

  /// The eigenvectors as columns, each over the root of its eigenvalue plus the penalty.
  func inverseRoot(_ penalty: Double) -> Matrix {
    var root = Matrix(rows: order, columns: order)
    for i in 0..<order {
      let scale = 1 / (values[i] + penalty).squareRoot()
      for j in 0..<order { root[j, i] = Float(vectors[i * order + j] * scale) }
    }
    return root
  }
}

private func row(_ row: [Float], times matrix: Matrix) -> [Float] {
  var sums = [Double](repeating: 0, count: matrix.columns)
  for (i, weight) in row.enumerated() {
    let source = matrix[row: i]
    for j in source.indices { sums[j] += Double(weight) * Double(source[j]) }
  }
  return sums.map { Float($0) }
}
