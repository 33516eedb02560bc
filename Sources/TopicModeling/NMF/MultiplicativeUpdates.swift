import LinearAlgebra
import RealModule

extension NonnegativeFactors {
  /// Improves both factors by a multiplicative update for the Kullback–Leibler divergence ([Lee and Seung
  /// 2001]): first that of the documents, then that of the terms.
  ///
  /// [Lee and Seung 2001]: https://dl.acm.org/doi/10.5555/3008751.3008829
  mutating func multiply(_ x: SparseMatrix, _ transposed: SparseMatrix, threads: Int) {
    Self.multiply(&documents, x, given: terms, topics: topics, threads: threads)
    Self.multiply(&terms, transposed, given: documents, topics: topics, threads: threads)
  }

  private static func multiply(
    _ factor: inout [Double], _ x: SparseMatrix, given other: [Double], topics: Int, threads: Int
  ) {
    let sizes = columnSums(other, topics: topics)
    let before = factor
    factor = parallelMap(count: x.rows, chunk: 256, threads: threads) { range in
      var rows = Array(before[range.lowerBound * topics..<range.upperBound * topics])
      for (place, row) in range.enumerated() {
        let start = place * topics
        let columns = x.columnIndexes(inRow: row)
        let values = x.values(inRow: row)
        var sums = [Double](repeating: 0, count: topics)
        for index in columns.indices {
          let own = Int(columns[index]) * topics
          var expected = 0.0
          for topic in 0..<topics { expected += rows[start + topic] * other[own + topic] }
          let ratio = Double(values[index]) / max(expected, smallestExpectation)
          for topic in 0..<topics { sums[topic] += ratio * other[own + topic] }
        }
        for topic in 0..<topics {
          rows[start + topic] *=
            sums[topic] / (sizes[topic] == 0 ? smallestExpectation : sizes[topic])
        }
      }
      return rows
    }.flatMap { $0 }
  }

  /// The Kullback–Leibler divergence of a matrix from the product of the factors:
  /// ∑ *x* log(*x* ÷ *wh*) − *x* + *wh*.
  ///
  /// - Complexity: O(*stored elements* × *topics*)
  package func divergence(_ x: SparseMatrix, threads: Int) -> Double {
    let (documents, terms, topics) = (documents, terms, topics)
    let parts = parallelMap(count: x.rows, chunk: 256, threads: threads) { range in
      var sum = 0.0
      for row in range {
        let columns = x.columnIndexes(inRow: row)
        let values = x.values(inRow: row)
        for index in columns.indices where values[index] > 0 {
          var expected = 0.0
          for topic in 0..<topics {
            expected +=
              documents[row * topics + topic] * terms[Int(columns[index]) * topics + topic]
          }
          let value = Double(values[index])
          sum += value * Double.log(value / max(expected, smallestExpectation)) - value
        }
      }
      return sum
    }
    let all = zip(columnSums(documents, topics: topics), columnSums(terms, topics: topics))
    return max(0, parts.reduce(0, +) + all.reduce(0) { $0 + $1.0 * $1.1 })
  }
}

/// The sums of the columns of a factor of shape (rows, `topics`), row by row.
private func columnSums(_ factor: [Double], topics: Int) -> [Double] {
  var sums = [Double](repeating: 0, count: topics)
  for place in factor.indices { sums[place % topics] += factor[place] }
  return sums
}
