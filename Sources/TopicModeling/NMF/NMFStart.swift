import LinearAlgebra
import RealModule

/// Two non-negative factors of a matrix, in double precision: *x* ≈ *documents* · *terms*ᵀ.
package struct NonnegativeFactors: Sendable {
  /// Of shape (documents, topics), row by row.
  package var documents: [Double]
  /// Of shape (terms, topics), row by row.
  package var terms: [Double]
  /// The number of topics.
  package let topics: Int

  /// Takes factors row by row.
  package init(documents: [Double], terms: [Double], topics: Int) {
    self.documents = documents
    self.terms = terms
    self.topics = topics
  }

  /// Factors to start from, by non-negative double singular value decomposition ([Boutsidis and
  /// Gallopoulos 2008]): of each singular vector pair the positive or the negative part, whichever is
  /// larger.
  ///
  /// - Parameters:
  ///   - x: The matrix, of shape (documents, terms), without negative elements.
  ///   - topics: The number of topics, at most the smaller side of `x`.
  ///   - fillsZeros: Whether zeros are replaced by the mean of `x`, for methods that cannot leave 0.
  ///   - seed: The seed of the decomposition.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///
  /// [Boutsidis and Gallopoulos 2008]: https://doi.org/10.1016/j.patcog.2007.09.010
  package init(_ x: SparseMatrix, topics: Int, fillsZeros: Bool, seed: UInt64, threads: Int) {
    let decomposition = TruncatedSVD(x, rank: topics, seed: seed, threads: threads)
    let right = decomposition.rightVectors
    let left = x.multiplied(by: right, threads: threads)
    self.init(
      left: left, right: right, values: decomposition.singularValues.map { Double($0) },
      topics: topics)
    guard fillsZeros else { return }
    let total = x.values.reduce(0.0) { $0 + Double($1) }
    let mean = total / Double(max(1, x.rows * x.columns))
    documents = documents.map { $0 == 0 ? mean : $0 }
    terms = terms.map { $0 == 0 ? mean : $0 }
  }

  /// Takes the parts of singular vectors; the left ones are still times their values.
  private init(left: Matrix, right: Matrix, values: [Double], topics: Int) {
    documents = [Double](repeating: 0, count: left.rows * topics)
    terms = [Double](repeating: 0, count: right.rows * topics)
    self.topics = topics
    for topic in 0..<min(topics, right.columns) where values[topic] > 0 {
      let u = (0..<left.rows).map { Double(left[$0, topic]) / values[topic] }
      let v = (0..<right.rows).map { Double(right[$0, topic]) }
      let (positive, negative) = (parts(u, v, sign: 1), parts(u, v, sign: -1))
      // The first pair has one sign; its smaller part is rounding.
      let isPositive = positive.size >= negative.size
      let chosen = isPositive ? positive : negative
      let scale = (values[topic] * chosen.size).squareRoot()
      for (row, value) in chosen.u.enumerated() {
        documents[row * topics + topic] = cut(scale * value)
      }
      for (row, value) in chosen.v.enumerated() { terms[row * topics + topic] = cut(scale * value) }
    }
  }
}

/// Without what is rounding.
private func cut(_ value: Double) -> Double { value < 1e-6 ? 0 : value }

/// The parts of one sign of two vectors, brought to length 1, and the product of their lengths.
private func parts(
  _ u: [Double], _ v: [Double], sign: Double
) -> (u: [Double], v: [Double], size: Double) {
  let (u, v) = (u.map { max(sign * $0, 0) }, v.map { max(sign * $0, 0) })
  let lengths = [u, v].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
  guard lengths[0] > 0, lengths[1] > 0 else { return (u, v, 0) }
  return (u.map { $0 / lengths[0] }, v.map { $0 / lengths[1] }, lengths[0] * lengths[1])
}
