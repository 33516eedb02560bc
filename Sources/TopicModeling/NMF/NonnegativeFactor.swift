import LinearAlgebra
import RealModule

/// One factor of a matrix, given the other: for each row by itself, the non-negative loads of the topics
/// that come closest to it.
struct NonnegativeFactor: Sendable {
  private let loss: NMFOptions.Loss
  private let topics: Int
  /// The other factor, of shape (terms, topics), row by row.
  private let terms: [Double]
  /// The inner products of the topics.
  private let products: [Double]

  private static let iterations = 200
  private static let tolerance = 1e-4

  /// Takes the weights of terms in topics, of shape (terms, topics).
  init(_ termTopics: Matrix, loss: NMFOptions.Loss) {
    self.loss = loss
    topics = termTopics.columns
    terms = termTopics.elements.map { Double($0) }
    products = topicProducts(terms, topics: termTopics.columns, threads: 1)
  }

  /// The loads of the topics for one row of a sparse matrix; zeros for an empty row.
  func loads(_ columns: Span<Int32>, _ values: Span<Float>) -> [Double] {
    var loads = [Double](repeating: 0, count: topics)
    guard !columns.isEmpty else { return loads }
    switch loss {
    case .frobenius:
      let sums = weightedTerms(columns, values, terms, topics: topics)
      var first = 0.0
      for iteration in 0..<Self.iterations {
        var own = loads.mutableSpan
        let violation = descend(&own, sums, products)
        if iteration == 0 { first = violation }
        if violation <= Self.tolerance * first { break }
      }
    case .kullbackLeibler:
      // The topics add up to 1, so that the sum of the loads is the sum of the row after one step.
      for topic in 0..<topics { loads[topic] = 1 / Double(topics) }
      let total = Double(sum(values))
      for _ in 0..<Self.iterations {
        let next = multiplied(loads, columns, values)
        let change = zip(next, loads).reduce(0) { $0 + abs($1.0 - $1.1) }
        loads = next
        if change < Self.tolerance * total { break }
      }
    }
    return loads
  }

  /// The loads after a multiplicative update.
  private func multiplied(
    _ loads: [Double], _ columns: Span<Int32>, _ values: Span<Float>
  ) -> [Double] {
    var factors = [Double](repeating: 0, count: topics)
    for index in columns.indices {
      let start = Int(columns[index]) * topics
      var expected = 0.0
      for topic in 0..<topics { expected += loads[topic] * terms[start + topic] }
      let ratio = Double(values[index]) / max(expected, smallestExpectation)
      for topic in 0..<topics { factors[topic] += ratio * terms[start + topic] }
    }
    return zip(loads, factors).map { $0 * $1 }
  }
}

/// What is taken instead of an expected value of 0: the precision of floats, as in scikit-learn.
let smallestExpectation = Double(Float.ulpOfOne)

/// The rows of `terms` that a sparse row names, times its values, added up.
func weightedTerms(
  _ columns: Span<Int32>, _ values: Span<Float>, _ terms: [Double], topics: Int
) -> [Double] {
  var sums = [Double](repeating: 0, count: topics)
  var target = sums.mutableSpan
  let source = terms.span
  for index in columns.indices {
    let start = Int(columns[index]) * topics
    let row = source.extracting(start..<start + topics)
    let value = Double(values[index])
    for topic in 0..<topics {
      target[topic] = Relaxed.multiplyAdd(row[topic], value, target[topic])
    }
  }
  return sums
}

/// Improves the loads of one row, topic by topic, each to its best value given the others.
///
/// - Parameters:
///   - own: The loads of the row.
///   - sums: The row times the other factor.
///   - products: The inner products of the topics of the other factor.
/// - Returns: The sum of the magnitudes of the projected gradient, which is 0 at the optimum.
func descend(
  _ own: inout MutableSpan<Double>, _ sums: [Double], _ products: [Double]
) -> Double {
  let topics = sums.count
  let products = products.span
  var violation = 0.0
  for topic in 0..<topics {
    let row = products.extracting(topic * topics..<(topic + 1) * topics)
    var gradient = -sums[topic]
    for other in 0..<topics { gradient = Relaxed.multiplyAdd(row[other], own[other], gradient) }
    violation += own[topic] == 0 ? abs(min(0, gradient)) : abs(gradient)
    let curvature = row[topic]
    if curvature != 0 { own[topic] = max(own[topic] - gradient / curvature, 0) }
  }
  return violation
}

/// The inner products of the columns of a factor of shape (rows, `topics`), row by row.
func topicProducts(_ factor: [Double], topics: Int, threads: Int) -> [Double] {
  let parts = parallelMap(count: factor.count / topics, chunk: 1024, threads: threads) { range in
    var products = [Double](repeating: 0, count: topics * topics)
    var target = products.mutableSpan
    let source = factor.span
    for index in range {
      let row = source.extracting(index * topics..<(index + 1) * topics)
      for a in 0..<topics where row[a] != 0 {
        var line = target._mutatingExtracting(a * topics..<(a + 1) * topics)
        let value = row[a]
        for b in 0..<topics { line[b] = Relaxed.multiplyAdd(row[b], value, line[b]) }
      }
    }
    return products
  }
  var sum = [Double](repeating: 0, count: topics * topics)
  for part in parts {
    for index in sum.indices { sum[index] += part[index] }
  }
  return sum
}
