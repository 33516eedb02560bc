import RealModule

/// What the solutions of a ``RidgeRegression`` are made of, whatever the penalty.
struct RidgeSpectrum {
  /// The eigenvalues of *X*ᵀ *X*, descending.
  let values: [Double]
  /// Its eigenvectors, one a row.
  let vectors: [Double]
  /// The number of targets.
  let columns: Int
  /// The number of rows.
  let rows: Int
  /// ‖*Y*‖².
  let total: Double

  /// Row *i* is the product of eigenvector *i* and *X*ᵀ *Y*.
  private let rotated: [[Double]]

  private var order: Int { values.count }

  /// Prepares the solutions.
  ///
  /// - Parameters:
  ///   - gram: *X*ᵀ *X*, its upper triangle.
  ///   - projections: *X*ᵀ *Y*, of shape (features, targets).
  ///   - rows: The number of rows of both.
  ///   - total: ‖*Y*‖².
  /// - Complexity: O(*features*³ + *features*² × *targets*)
  init(gram: [Double], projections: Matrix, rows: Int, total: Double) {
    let (values, vectors) = symmetricEigen(gram, order: projections.rows)
    let order = values.count
    rotated = (0..<order).map { i in
      var sum = [Double](repeating: 0, count: projections.columns)
      for j in 0..<order {
        let (weight, source) = (vectors[i * order + j], projections[row: j])
        for k in source.indices { sum[k] += weight * Double(source[k]) }
      }
      return sum
    }
    (self.values, self.vectors) = (values.map { max(0, $0) }, vectors)
    (self.rows, self.total) = (rows, total)
    columns = projections.columns
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
    var sums = [Double](repeating: 0, count: order * columns)
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
