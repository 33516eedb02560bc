import LinearAlgebra

extension NonnegativeFactors {
  /// Improves every element of both factors once: first those of the documents, then those of the terms,
  /// and within a row topic by topic.
  ///
  /// - Parameters:
  ///   - x: The matrix, of shape (documents, terms).
  ///   - transposed: Its transpose.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The sum of the magnitudes of the projected gradient before.
  mutating func descend(_ x: SparseMatrix, _ transposed: SparseMatrix, threads: Int) -> Double {
    let first = Self.descend(&documents, x, given: terms, topics: topics, threads: threads)
    let second = Self.descend(
      &terms, transposed, given: documents, topics: topics, threads: threads)
    return first + second
  }

  /// Improves one factor. Its rows do not depend on each other.
  private static func descend(
    _ factor: inout [Double], _ x: SparseMatrix, given other: [Double], topics: Int, threads: Int
  ) -> Double {
    let products = topicProducts(other, topics: topics, threads: threads)
    let before = factor
    let parts = parallelMap(count: x.rows, chunk: 256, threads: threads) { range in
      var rows = Array(before[range.lowerBound * topics..<range.upperBound * topics])
      var violation = 0.0
      for (place, row) in range.enumerated() {
        let sums = weightedTerms(
          x.columnIndexes(inRow: row), x.values(inRow: row), other, topics: topics)
        var all = rows.mutableSpan
        var own = all._mutatingExtracting(place * topics..<(place + 1) * topics)
        violation += TopicModeling.descend(&own, sums, products)
      }
      return (rows: rows, violation: violation)
    }
    factor = parts.flatMap(\.rows)
    return parts.reduce(0) { $0 + $1.violation }
  }

  /// The length of the difference between a matrix and the product of the factors.
  ///
  /// - Complexity: O((*stored elements* + (*documents* + *terms*) × *topics*) × *topics*)
  package func distance(_ x: SparseMatrix, threads: Int) -> Double {
    let (documents, terms, topics) = (documents, terms, topics)
    // ‖x − wh‖² = ‖x‖² − 2 ⟨x, wh⟩ + ⟨wᵀw, hhᵀ⟩, without the dense product.
    let parts = parallelMap(count: x.rows, chunk: 256, threads: threads) { range in
      var (squares, inner) = (0.0, 0.0)
      for row in range {
        let sums = weightedTerms(
          x.columnIndexes(inRow: row), x.values(inRow: row), terms, topics: topics)
        for topic in 0..<topics { inner += sums[topic] * documents[row * topics + topic] }
        let values = x.values(inRow: row)
        for index in values.indices { squares += Double(values[index]) * Double(values[index]) }
      }
      return squares - 2 * inner
    }
    let a = topicProducts(documents, topics: topics, threads: threads)
    let b = topicProducts(terms, topics: topics, threads: threads)
    let square = parts.reduce(0, +) + zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    return max(0, square).squareRoot()
  }
}
