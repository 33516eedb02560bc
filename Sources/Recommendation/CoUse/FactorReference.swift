import LinearAlgebra

/// The system of ``FactorSystem`` as it stands in the paper, with its matrix made and solved in double
/// precision; tests compare with it, and nothing else should call it.
package enum FactorReference {
  /// The factors of a user with a history.
  package static func solution(
    _ factors: Matrix, used: [Int32], weights: [Float], regularization: Double, alpha: Double
  ) -> [Double] {
    let n = factors.columns
    var matrix = [Double](repeating: 0, count: n * n)
    var right = [Double](repeating: 0, count: n)
    for item in 0..<factors.rows { add(factors, item, times: 1, to: &matrix) }
    for i in 0..<n { matrix[i * n + i] += regularization }
    for (item, weight) in zip(used, weights) {
      add(factors, Int(item), times: alpha * Double(weight), to: &matrix)
      for i in 0..<n {
        right[i] += (1 + alpha * Double(weight)) * Double(factors[Int(item), i])
      }
    }
    let inverse = EASEReference.inverted(matrix, n)
    return (0..<n).map { i in
      (0..<n).reduce(0.0) { sum, j in sum + inverse[i * n + j] * right[j] }
    }
  }

  private static func add(
    _ factors: Matrix, _ item: Int, times factor: Double, to matrix: inout [Double]
  ) {
    let n = factors.columns
    for i in 0..<n {
      for j in 0..<n {
        matrix[i * n + j] += factor * Double(factors[item, i]) * Double(factors[item, j])
      }
    }
  }
}
