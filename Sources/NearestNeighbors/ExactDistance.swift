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
