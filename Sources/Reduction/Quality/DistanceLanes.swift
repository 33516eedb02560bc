import LinearAlgebra

/// The distances of all points from up to eight of them at once, in double precision, in which ties are
/// those of the points.
///
/// Each of the eight has a lane, so a point is read once for all, and every sum is added in the order of
/// the dimensions.
struct DistanceLanes {
  /// The distances from each of the chosen points.
  let distances: [PointDistances]

  /// The number of points that are measured from at once.
  static let width = 8

  /// Measures the distances.
  ///
  /// - Precondition: At most eight points are chosen.
  /// - Complexity: O(*points* × *dimensions*)
  init(_ points: Matrix, from chosen: [Int], _ metric: Metric) {
    precondition(chosen.count <= Self.width, "\(chosen.count) points at once")
    var own = [SIMD8<Double>](repeating: .zero, count: points.columns)
    for (lane, point) in chosen.enumerated() {
      for column in 0..<points.columns { own[column][lane] = Double(points[point, column]) }
    }
    let (elements, columns) = (points.elements.span, points.columns)
    let count = points.rows
    var storage = [Double](repeating: 0, count: Self.width * count)
    var values = storage.mutableSpan
    for row in 0..<count {
      let other = elements.extracting(row * columns..<(row + 1) * columns)
      let lanes =
        switch metric {
        case .euclidean, .squaredEuclidean: Self.squares(own.span, other)
        case .innerProduct: -Self.products(own.span, other)
        case .cosine: Self.cosineDistances(own.span, other)
        }
      for lane in 0..<Self.width { values[lane * count + row] = lanes[lane] }
    }
    distances = chosen.enumerated().map { lane, point in
      PointDistances(values: Array(storage[lane * count..<(lane + 1) * count]), point: point)
    }
  }

  private static func squares(
    _ own: Span<SIMD8<Double>>, _ other: Span<Float>
  ) -> SIMD8<Double> {
    var sum = SIMD8<Double>.zero
    for column in other.indices {
      let difference = own[column] - Double(other[column])
      sum += difference * difference
    }
    return sum
  }

  private static func products(
    _ own: Span<SIMD8<Double>>, _ other: Span<Float>
  ) -> SIMD8<Double> {
    var sum = SIMD8<Double>.zero
    for column in other.indices { sum += own[column] * Double(other[column]) }
    return sum
  }

  /// One less the cosine; 1 if a vector is zero.
  private static func cosineDistances(
    _ own: Span<SIMD8<Double>>, _ other: Span<Float>
  ) -> SIMD8<Double> {
    var (ownSquare, square) = (SIMD8<Double>.zero, 0.0)
    for column in other.indices {
      ownSquare += own[column] * own[column]
      square += Double(other[column]) * Double(other[column])
    }
    let lengths = (ownSquare * square).squareRoot()
    let cosines = products(own, other) / lengths.replacing(with: 1, where: lengths .== 0)
    return 1 - cosines
  }
}
