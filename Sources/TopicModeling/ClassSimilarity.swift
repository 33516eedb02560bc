import LinearAlgebra

/// The cosines of the c-TF-IDF weights of all pairs of classes.
public struct ClassSimilarity: Sendable {
  /// The number of classes.
  public let count: Int
  /// The cosines, of shape (classes, classes); 0 for a class without terms, also with itself.
  private let cosines: [Double]

  /// Compares all classes.
  ///
  /// - Complexity: O(*c*² · *v*) for *c* classes of *v* terms.
  public init(_ weights: ClassTFIDF, threads: Int = 1) {
    let rows = weights.rows
    let norms = rows.map { $0.weights.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let lines = parallelMap(count: rows.count, chunk: 1, threads: threads) { range in
      let first = range.lowerBound
      var dense = [Double](repeating: 0, count: weights.termFactors.count)
      for (term, weight) in zip(rows[first].terms, rows[first].weights) { dense[term] = weight }
      return rows.indices.map { second -> Double in
        let product = zip(rows[second].terms, rows[second].weights).reduce(0.0) {
          $0 + dense[$1.0] * $1.1
        }
        let length = norms[first] * norms[second]
        return length > 0 ? product / length : 0
      }
    }
    count = rows.count
    cosines = lines.flatMap { $0 }
  }

  /// The cosine of two classes.
  public subscript(a: Int, b: Int) -> Double { cosines[a * count + b] }

  /// The classes most like a class, most similar first, ties by their numbers; itself not.
  public func nearest(to number: Int, count: Int) -> [Int] {
    let others = (0..<self.count).filter { $0 != number }
    return Array(
      others.sorted { (-self[number, $0], $0) < (-self[number, $1], $1) }.prefix(count))
  }
}
