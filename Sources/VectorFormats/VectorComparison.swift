import Artifacts
import LinearAlgebra

/// How far two files of vectors agree about the ids that both have.
///
/// For two runs of an encoder, two precisions, or our vectors and a peer's.
public struct VectorComparison: Sendable {
  /// The number of ids that both have.
  public let common: Int
  /// The number of ids of the first file that the second has not, and the other way round.
  public let missing: (inSecond: Int, inFirst: Int)
  /// The smallest, mean and median cosine of the two vectors of an id; nil if none is common.
  public let cosines: (minimum: Double, mean: Double, median: Double)?
  /// The ids whose vectors agree least, at most ten, the worst first; of equals, the first row of
  /// the first file.
  public let worst: [(id: String, cosine: Double)]
  /// The largest absolute difference of two numbers.
  public let largestDifference: Float
  /// Whether both have the same ids with the same numbers, in whatever order.
  public let isEqual: Bool

  /// Compares two files; the cosine of two equal vectors is 1, of a vector of zeros and another 0.
  ///
  /// - Throws: ``FileError`` if a number is not finite, or the two have different dimensions.
  /// - Complexity: O(*vectors* × *dimensions*)
  public init(_ a: MappedVectors, _ b: MappedVectors, threads: Int) throws(FileError) {
    try requireSameDimensions(a, b)
    try a.requireFinite(threads: threads)
    try b.requireFinite(threads: threads)
    let rowsOfB = Dictionary(uniqueKeysWithValues: b.ids.enumerated().map { ($1, $0) })
    let pairs = a.ids.enumerated().compactMap { row, id in rowsOfB[id].map { (row, $0) } }
    let found = parallelMap(count: pairs.count, chunk: 2048, threads: threads) { range in
      range.map { index in
        Agreement(a.vectors[row: pairs[index].0], b.vectors[row: pairs[index].1])
      }
    }.flatMap { $0 }
    common = pairs.count
    missing = (inSecond: a.count - pairs.count, inFirst: b.count - pairs.count)
    largestDifference = found.map(\.difference).max() ?? 0
    isEqual = missing == (0, 0) && largestDifference == 0
    let order = found.indices.sorted { (found[$0].cosine, $0) < (found[$1].cosine, $1) }
    worst = order.prefix(10).map { (a.ids[pairs[$0].0], found[$0].cosine) }
    guard let first = order.first else {
      cosines = nil
      return
    }
    let sum = found.reduce(0) { $0 + $1.cosine }
    let middle = (found[order[order.count / 2]].cosine + found[order[(order.count - 1) / 2]].cosine)
    cosines = (found[first].cosine, sum / Double(found.count), middle / 2)
  }
}

/// Checks that two files have vectors of the same length.
///
/// - Throws: ``FileError`` that names both lengths.
public func requireSameDimensions(_ a: MappedVectors, _ b: MappedVectors) throws(FileError) {
  guard a.dimensions == b.dimensions else {
    throw FileError(
      .malformed, b.vectors.path,
      "has \(b.dimensions) dimensions, but \(a.vectors.path) has \(a.dimensions)",
      remedy: "give two files of the same space")
  }
}

/// How far two vectors agree.
private struct Agreement: Sendable {
  let cosine: Double
  let difference: Float

  init(_ a: Span<Float>, _ b: Span<Float>) {
    var (product, squaresOfA, squaresOfB, difference) = (0.0, 0.0, 0.0, Float(0))
    for index in a.indices {
      let (x, y) = (Double(a[index]), Double(b[index]))
      product += x * y
      squaresOfA += x * x
      squaresOfB += y * y
      difference = max(difference, abs(a[index] - b[index]))
    }
    self.difference = difference
    let lengths = squaresOfA.squareRoot() * squaresOfB.squareRoot()
    // Rounding would make a little less than 1 of equal vectors.
    cosine = difference == 0 ? 1 : lengths > 0 ? max(-1, min(1, product / lengths)) : 0
  }
}
