import LinearAlgebra
import NearestNeighbors

/// Points around their mean, read some rows at a time.
struct CenteredRows: Sendable {
  let points: PointSource
  /// The mean of the points, of length (dimensions).
  let mean: [Float]

  /// Rows that are read at a time, about half a megabyte.
  private var block: Int { max(1, (1 << 17) / max(1, points.columns)) }

  /// Sums up the mean in double precision.
  ///
  /// - Complexity: O(*points* × *dimensions*), one pass.
  init(_ points: PointSource, threads: Int) {
    self.points = points
    let columns = points.columns
    let sums = parallelMap(count: points.rows, chunk: 4096, threads: threads) { range in
      var sums = [Double](repeating: 0, count: columns)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 64) {
        let block = points.block(start..<min(start + 64, range.upperBound))
        for row in 0..<block.rows { add(block[row: row], to: &sums) }
      }
      return sums
    }
    mean = (0..<columns).map { column in
      Float(sums.reduce(0) { $0 + $1[column] } / Double(max(1, points.rows)))
    }
  }

  /// The inner products of the columns, of shape (dimensions, dimensions), in double precision.
  ///
  /// - Complexity: O(*points* × *dimensions*²), one pass.
  func gram(threads: Int) -> [Double] {
    LinearAlgebra.gram(rows: points.rows, columns: points.columns, threads: threads) {
      rows, target in
      let block = points.block(rows)
      for row in 0..<block.rows {
        let start = row * points.columns
        subtract(mean.span, from: block[row: row], into: &target, at: start)
      }
    }
  }

  /// Some consecutive rows.
  func rows(_ range: Range<Int>) -> Matrix {
    points.block(range).subtractingRow(mean, threads: 1)
  }

  /// The product of the transposed points, the points and `x`, of shape (dimensions, columns of `x`),
  /// and the sum of the squares of the points' numbers.
  ///
  /// - Complexity: O(*points* × *dimensions* × *columns*), one pass.
  func normalProduct(_ x: Matrix, threads: Int) -> (product: Matrix, squares: Double) {
    // At most 32 parts, as each has a product of its own.
    let chunk = max(block, (points.rows + 31) / 32)
    let parts = parallelMap(count: points.rows, chunk: chunk, threads: threads) { range in
      var sums = [Double](repeating: 0, count: x.rows * x.columns)
      var squares = 0.0
      for start in stride(from: range.lowerBound, to: range.upperBound, by: block) {
        let some = rows(start..<min(start + block, range.upperBound))
        for row in 0..<some.rows {
          squares += Double(dot(some[row: row], some[row: row]))
        }
        let part = crossProduct(some, product(some, x, threads: 1), threads: 1)
        add(part.elements.span, to: &sums)
      }
      return (sums: sums, squares: squares)
    }
    var total = [Double](repeating: 0, count: x.rows * x.columns)
    for part in parts {
      for index in total.indices { total[index] += part.sums[index] }
    }
    return (
      Matrix(rows: x.rows, columns: x.columns, elements: total.map { Float($0) }),
      parts.reduce(0) { $0 + $1.squares }
    )
  }
}

/// Adds single numbers to sums in double precision.
private func add(_ numbers: Span<Float>, to sums: inout [Double]) {
  var target = sums.mutableSpan
  precondition(numbers.count == target.count)
  for index in numbers.indices { target[index] += Double(numbers[index]) }
}

/// Writes `row` − `mean`, rounded to single precision, from the place `start` on.
private func subtract(
  _ mean: Span<Float>, from row: Span<Float>, into target: inout MutableSpan<Double>,
  at start: Int
) {
  var part = target._mutatingExtracting(start..<start + row.count)
  for index in row.indices { part[index] = Double(row[index] - mean[index]) }
}
