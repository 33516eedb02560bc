import LinearAlgebra
import Testing

@Suite struct RidgeRegressionTests {
  /// Features, and targets that are a linear map of them with noise.
  private func sample(
    rows: Int = 60, features: Int = 5, targets: Int = 3, noise: Double = 0.3
  ) -> (x: Matrix, y: Matrix) {
    var generator = KeyedGenerator(seed: 1, purpose: "ridge")
    func matrix(_ rows: Int, _ columns: Int, _ scale: Double) -> Matrix {
      Matrix(
        rows: rows, columns: columns,
        elements: (0..<rows * columns).map { _ in Float(scale * generator.gaussian()) })
    }
    let x = matrix(rows, features, 1)
    let signal = product(x, matrix(features, targets, 1), threads: 1)
    let error = matrix(rows, targets, noise)
    let elements = zip(signal.elements, error.elements).map { $0 + $1 + 2 }
    return (x, Matrix(rows: rows, columns: targets, elements: elements))
  }

  @Test func `the gradient of the penalized squares is zero`() {
    let (x, y) = sample()
    let map = RidgeRegression(x, y, threads: 2)
    #expect(map.penalty > 0)
    let predicted = map.predictions(x, threads: 1)
    for target in 0..<3 {
      var intercept = 0.0
      for row in 0..<60 { intercept += Double(y[row, target] - predicted[row, target]) }
      #expect(abs(intercept) < 1e-3)
      for feature in 0..<5 {
        var slope = -map.penalty * Double(map.coefficients[feature, target])
        for row in 0..<60 {
          slope += Double(x[row, feature]) * Double(y[row, target] - predicted[row, target])
        }
        #expect(abs(slope) < 1e-3, "feature \(feature), target \(target)")
      }
    }
  }

  @Test func `more noise takes a larger penalty`() {
    let penalties = [0.01, 1, 10].map { noise in
      let (x, y) = sample(noise: noise)
      return RidgeRegression(x, y, threads: 1).penalty
    }
    #expect(penalties[0] < penalties[1] && penalties[1] < penalties[2], "\(penalties)")
  }

  @Test func `leaving a row out is what fitting without it predicts`() {
    let (x, y) = sample(rows: 40)
    let map = RidgeRegression(x, y, threads: 1)
    let left = map.leaveOneOut(x, y, threads: 2)
    for row in [0, 17, 39] {
      let others = (0..<40).filter { $0 != row }
      let expected = Self.reference(x.rows(others), y.rows(others), map.penalty, x.rows([row]))
      for target in 0..<3 { #expect(abs(left[row, target] - expected[target]) < 1e-3) }
    }
  }

  @Test func `more features than rows have a solution`() {
    let (x, y) = sample(rows: 8, features: 20)
    let map = RidgeRegression(x, y, threads: 1)
    for predictions in [map.predictions(x, threads: 1), map.leaveOneOut(x, y, threads: 1)] {
      #expect(sum(predictions.elements.span).isFinite)
    }
  }

  @Test func `features that are all the same predict the mean`() {
    let y = Matrix(rows: 4, columns: 1, elements: [1, 2, 3, 6])
    let map = RidgeRegression(Matrix(rows: 4, columns: 2, repeating: 7), y, threads: 1)
    #expect(map.predictions(Matrix(rows: 1, columns: 2, repeating: 7), threads: 1)[0, 0] == 3)
  }

  @Test func `threads do not matter, nor what else is predicted`() {
    let (x, y) = sample(rows: 300, features: 40)
    let (one, four) = (RidgeRegression(x, y, threads: 1), RidgeRegression(x, y, threads: 4))
    #expect(one.coefficients == four.coefficients && one.penalty == four.penalty)
    let all = one.predictions(x, threads: 3)
    #expect(one.predictions(x.rows([7]), threads: 1) == all.rows([7]))
    #expect(one.leaveOneOut(x, y, threads: 1) == four.leaveOneOut(x, y, threads: 3))
  }

  /// The prediction by Gaussian elimination of the normal equations, in double precision.
  private static func reference(
    _ x: Matrix, _ y: Matrix, _ penalty: Double, _ query: Matrix
  ) -> [Float] {
    let (n, xMeans, yMeans) = (x.columns, x.columnMeans(), y.columnMeans())
    return (0..<y.columns).map { target in
      var system = (0..<n).map { i in
        (0...n).map { j in
          (0..<x.rows).reduce(i == j ? penalty : 0) { sum, row in
            let other = j < n ? x[row, j] - xMeans[j] : y[row, target] - yMeans[target]
            return sum + Double(x[row, i] - xMeans[i]) * Double(other)
          }
        }
      }
      for pivot in 0..<n {
        for i in 0..<n where i != pivot {
          let factor = system[i][pivot] / system[pivot][pivot]
          for j in 0...n { system[i][j] -= factor * system[pivot][j] }
        }
      }
      return (0..<n).reduce(yMeans[target]) {
        $0 + Float(system[$1][n] / system[$1][$1]) * (query[0, $1] - xMeans[$1])
      }
    }
  }
}
