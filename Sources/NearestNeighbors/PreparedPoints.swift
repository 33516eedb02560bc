import LinearAlgebra

/// Points made ready for products of blocks, and how wrong such a product can be.
///
/// With *q* and *p* as they are packed, the **cost** of a pair orders the points of a query as
/// their distance does: −*q*·*p* for the cosine (of unit vectors) and the inner product; |*p*|²/2 −
/// *q*·*p* for the Euclidean distance, where the mean of the points has been subtracted, since far
/// from the origin the two terms would be large and almost equal.
///
/// In single precision a product of *d* terms is wrong by at most *γ* |*q*| |*p*| with *γ* = *d u*
/// / (1 − *d u*), *u* = 2⁻²⁴, in whatever order its terms are added ([Higham 2002], section 3.1).
/// ``error(_:_:)`` adds the roundings of packing, and of the final distance.
///
/// [Higham 2002]: https://doi.org/10.1137/1.9780898718027
struct PreparedPoints: Sendable {
  let source: PointSource
  let metric: Metric
  /// What is subtracted from the points: their mean, or nothing but for the Euclidean distances.
  private let center: [Double]
  /// The length of each point, less the center.
  private let lengths: [Double]

  private static let chunk = 4096

  /// Measures the points; `center` is that of the points they are compared with.
  ///
  /// - Complexity: O(*points* × *dimensions*), two passes for the Euclidean distances.
  init(_ source: PointSource, metric: Metric, center: [Double]? = nil, threads: Int) {
    self.source = source
    self.metric = metric
    let center = center ?? Self.center(source, metric, threads)
    self.center = center
    lengths = parallelMap(count: source.rows, chunk: Self.chunk, threads: threads) { range in
      Self.lengths(source, range, center)
    }.flatMap { $0 }
  }

  /// The same for queries, which are compared with these points.
  func queries(_ queries: Matrix, threads: Int) -> PreparedPoints {
    PreparedPoints(PointSource(queries), metric: metric, center: center, threads: threads)
  }

  private var isEuclidean: Bool { metric == .euclidean || metric == .squaredEuclidean }

  private static func center(_ source: PointSource, _ metric: Metric, _ threads: Int) -> [Double] {
    guard metric == .euclidean || metric == .squaredEuclidean, source.rows > 0 else {
      return [Double](repeating: 0, count: source.columns)
    }
    let sums = parallelMap(count: source.rows, chunk: chunk, threads: threads) { range in
      var sums = [Double](repeating: 0, count: source.columns)
      forEachRow(source, range) { _, row in
        for index in row.indices { sums[index] += Double(row[index]) }
      }
      return sums
    }
    return (0..<source.columns).map { column in
      sums.reduce(0) { $0 + $1[column] } / Double(source.rows)
    }
  }

  private static func lengths(
    _ source: PointSource, _ range: Range<Int>, _ center: [Double]
  ) -> [Double] {
    var lengths = [Double](repeating: 0, count: range.count)
    forEachRow(source, range) { row, numbers in
      var sum = 0.0
      for index in numbers.indices {
        let number = Double(numbers[index]) - center[index]
        sum += number * number
      }
      lengths[row - range.lowerBound] = sum.squareRoot()
    }
    return lengths
  }

  private static func forEachRow(
    _ source: PointSource, _ range: Range<Int>, _ body: (Int, Span<Float>) -> Void
  ) {
    // Some rows at a time: a source may give the memory of what was read back.
    let (columns, block) = (source.columns, 64)
    var numbers = [Float](repeating: 0, count: block * columns)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: block) {
      let rows = start..<min(start + block, range.upperBound)
      var span = numbers.mutableSpan
      var part = span._mutatingExtracting(0..<rows.count * columns)
      source.copy(rows, into: &part)
      for row in rows {
        let first = (row - start) * columns
        body(row, numbers.span.extracting(first..<first + columns))
      }
    }
  }
}

extension PreparedPoints {
  /// Copies rows into `target`, of shape (`range.count`, dimensions), made ready for products;
  /// `sign` is −1 where the farthest points are looked for.
  func pack(_ range: Range<Int>, sign: Float = 1, into target: inout MutableSpan<Float>) {
    source.copy(range, into: &target)
    let columns = source.columns
    for row in range {
      let start = (row - range.lowerBound) * columns
      switch metric {
      case .cosine:
        let length = lengths[row]
        let factor = length > 0 ? Double(sign) / length : 0
        for index in start..<start + columns {
          target[index] = Float(Double(target[index]) * factor)
        }
      case .euclidean, .squaredEuclidean:
        center.withSpan { center in
          for index in 0..<columns {
            target[start + index] = sign * Float(Double(target[start + index]) - center[index])
          }
        }
      case .innerProduct:
        if sign < 0 { for index in start..<start + columns { target[index] = -target[index] } }
      }
    }
  }

  /// What is added to −*q*·*p* to make the cost of a point.
  func offset(_ row: Int) -> Float {
    isEuclidean ? Float(lengths[row] * lengths[row] / 2) : 0
  }

  /// The length of a packed point.
  func length(_ row: Int) -> Double { metric == .cosine ? 1 : lengths[row] }

  /// The largest length of the packed points of a range.
  func longest(_ range: Range<Int>) -> Double {
    metric == .cosine ? 1 : range.reduce(0) { max($0, lengths[$1]) }
  }

  /// How far the cost of a pair of points of these lengths can be from the true one, twice the
  /// rounding of their final distance included.
  func error(_ a: Double, _ b: Double) -> Float {
    let unit = 0x1p-24
    let terms = Double(source.columns + 4) * unit
    let gamma = terms < 0.5 ? terms / (1 - terms) : .infinity
    let products = gamma * a * b
    let roundings = unit * (8 * (a * a + b * b) + 8)
    // Numbers below the smallest are lost altogether.
    return Float((products + roundings) * 1.01 + 1e-30)
  }
}

extension [Double] {
  /// Calls `body` with the elements; a span is checked once where an array is checked at each
  /// access.
  fileprivate func withSpan(_ body: (Span<Double>) -> Void) { body(span) }
}
