import LinearAlgebra

/// The weighted mean of vectors, added up in double precision in the order they come.
public struct WeightedMean: Sendable {
  private var sums: [Double]
  private var weight = 0.0

  /// A mean of no vectors yet.
  public init(dimensions: Int) { sums = [Double](repeating: 0, count: dimensions) }

  /// Adds a vector.
  ///
  /// - Complexity: O(*dimensions*)
  public mutating func add(_ vector: borrowing Span<Float>, weight: Double = 1) {
    precondition(vector.count == sums.count, "\(vector.count) dimensions for \(sums.count)")
    var sums = sums.mutableSpan
    for index in vector.indices { sums[index] += weight * Double(vector[index]) }
    self.weight += weight
  }

  /// The mean, or with `normalized` the vector of length 1 in its direction; zeros for no vectors.
  public func vector(normalized: Bool) -> [Float] {
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let divisor = normalized ? length : weight
    return sums.map { divisor > 0 ? Float($0 / divisor) : 0 }
  }
}
