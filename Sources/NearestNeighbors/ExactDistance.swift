import LinearAlgebra

/// The distance of two points as a plain loop in double precision finds it, rounded once at the
/// end.
///
/// It is what ``BruteForce`` answers with: its results are those of these loops over all points,
/// whatever the processor, the number of threads and the order of the work. The cosine distance is
/// 1 − *a*·*b* / √(*a*² *b*²), which is exactly 0 for equal points, and 1 if a point is zero.
///
/// - Complexity: O(*dimensions*), an addition after the other.
func exactDistance(_ a: Span<Float>, _ b: Span<Float>, _ metric: Metric) -> Float {
  precondition(a.count == b.count, "lengths \(a.count) and \(b.count) differ")
  switch metric {
  case .euclidean: return Float(exactSquare(a, b).squareRoot())
  case .squaredEuclidean: return Float(exactSquare(a, b))
  case .innerProduct: return Float(1 - exactProduct(a, b))
  case .cosine:
    let squares = exactProduct(a, a) * exactProduct(b, b)
    guard squares > 0 else { return 1 }
    // Rounding may carry the cosine of parallel vectors beyond 1.
    return Float(min(2, max(0, 1 - exactProduct(a, b) / squares.squareRoot())))
  }
}

/// The inner product; the products of two numbers of single precision are exact.
func exactProduct(_ a: Span<Float>, _ b: Span<Float>) -> Double {
  var sum = 0.0
  for index in a.indices { sum += Double(a[index]) * Double(b[index]) }
  return sum
}

private func exactSquare(_ a: Span<Float>, _ b: Span<Float>) -> Double {
  var sum = 0.0
  for index in a.indices {
    let difference = Double(a[index]) - Double(b[index])
    sum += difference * difference
  }
  return sum
}

/// Stores the distances of a vector to some rows, of shape (`distances.count`, dimensions): those of
/// ``exactDistance(_:_:_:)``, bit by bit.
///
/// Four sums are made side by side, each of them in the order of that function.
///
/// - Complexity: O(*rows* × *dimensions*)
func exactDistances(
  _ vector: Span<Float>, _ rows: Span<Float>, _ metric: Metric, into distances: inout [Float]
) {
  let columns = vector.count
  precondition(rows.count == distances.count * columns, "\(rows.count) numbers of rows")
  let square = metric == .cosine ? exactProduct(vector, vector) : 0
  let whole = distances.count - distances.count % 4
  for row in stride(from: 0, to: whole, by: 4) {
    let four = rows.extracting(row * columns..<(row + 4) * columns)
    let found = fourDistances(vector, four, metric, square)
    for lane in 0..<4 { distances[row + lane] = found[lane] }
  }
  for row in whole..<distances.count {
    let one = rows.extracting(row * columns..<(row + 1) * columns)
    distances[row] = exactDistance(vector, one, metric)
  }
}

private func fourDistances(
  _ vector: Span<Float>, _ rows: Span<Float>, _ metric: Metric, _ square: Double
) -> SIMD4<Float> {
  let columns = vector.count
  let (b, c, d) = (columns, 2 * columns, 3 * columns)
  var (products, squares) = (SIMD4<Double>(), SIMD4<Double>())
  let isEuclidean = metric == .euclidean || metric == .squaredEuclidean
  for index in 0..<columns {
    let row = SIMD4<Double>(
      Double(rows[index]), Double(rows[b + index]), Double(rows[c + index]),
      Double(rows[d + index]))
    let number = SIMD4<Double>(repeating: Double(vector[index]))
    if isEuclidean {
      let difference = number - row
      squares += difference * difference
    } else {
      products += number * row
      squares += row * row
    }
  }
  switch metric {
  case .euclidean: return SIMD4<Float>(squares.squareRoot())
  case .squaredEuclidean: return SIMD4<Float>(squares)
  case .innerProduct: return SIMD4<Float>(1 - products)
  case .cosine:
    var distances = SIMD4<Float>(repeating: 1)
    for lane in 0..<4 {
      let lengths = square * squares[lane]
      guard lengths > 0 else { continue }
      distances[lane] = Float(min(2, max(0, 1 - products[lane] / lengths.squareRoot())))
    }
    return distances
  }
}
