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
    let spectrum = RidgeSpectrum(
      gram: gram(x, threads: threads), projections: crossProduct(x, y, threads: threads),
      rows: x.rows, total: y.elements.reduce(0) { $0 + Double($1) * Double($1) })
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

private func row(_ row: [Float], times matrix: Matrix) -> [Float] {
  var sums = [Double](repeating: 0, count: matrix.columns)
  for (i, weight) in row.enumerated() {
    let source = matrix[row: i]
    for j in source.indices { sums[j] += Double(weight) * Double(source[j]) }
  }
  return sums.map { Float($0) }
}
