import RealModule

// The parameters of a Dirichlet distribution are learned from counts by the fixed point of Minka
// (2000, "Estimating a Dirichlet distribution"). The differences of digamma functions that it needs are
// sums of fractions where counts are whole numbers: Ψ(n + a) − Ψ(a) = 1/a + 1/(a + 1) + … + 1/(a + n − 1).
// One term belongs to each token, so that nothing need be computed but a fraction a token.

/// The parameters of a Dirichlet distribution that make counts likelier.
///
/// - Parameters:
///   - start: The parameters so far.
///   - isSymmetric: Whether they stay the same for all categories.
///   - totals: The number of tokens of each group, such as a document.
///   - numerators: For some parameters, ∑ Ψ(n + a) − Ψ(a) over all groups for each category; one number,
///     the sum over all categories, will do if the parameters are the same for all.
/// - Returns: The parameters after a few steps; `start` if there are no tokens.
package func learnedDirichlet(
  _ start: [Double], isSymmetric: Bool, totals: [Int], numerators: ([Double]) -> [Double]
) -> [Double] {
  var groups = [Int](repeating: 0, count: (totals.max() ?? 0) + 1)
  for total in totals { groups[total] += 1 }
  guard groups.count > 1 else { return start }
  var prior = start
  for _ in 0..<5 {
    let denominator = risingSum(groups, start: prior.reduce(0, +))
    let numerators = numerators(prior)
    if isSymmetric {
      let factor = numerators.reduce(0, +) / (denominator * Double(prior.count))
      prior = prior.map { bounded($0 * factor) }
    } else {
      prior = zip(prior, numerators).map { bounded($0 * $1 / denominator) }
    }
  }
  return prior
}

/// Within what floats can tell apart from nothing beside counts.
private func bounded(_ parameter: Double) -> Double { min(max(parameter, 1e-4), 100) }

/// ∑ Ψ(n + a) − Ψ(a) over groups, of which `groups[n]` have n tokens.
private func risingSum(_ groups: [Int], start: Double) -> Double {
  var (sum, rising) = (0.0, 0.0)
  for (count, number) in groups.enumerated() {
    sum += Double(number) * rising
    rising += 1 / (start + Double(count))
  }
  return sum
}

/// ∑ Ψ(n + a) − Ψ(a) over groups of tokens, for each category.
///
/// - Parameters:
///   - offsets: Where each group begins, and where the last one ends.
///   - start: The parameter of each category.
///   - category: The category of a token.
/// - Returns: A sum for each category.
/// - Complexity: O(*tokens* + *categories*)
package func risingSums(
  offsets: ArraySlice<Int>, start: [Double], category: (Int) -> Int
) -> [Double] {
  var sums = [Double](repeating: 0, count: start.count)
  var counts = [Int](repeating: 0, count: start.count)
  for (begin, end) in zip(offsets, offsets.dropFirst()) {
    for token in begin..<end {
      let place = category(token)
      sums[place] += 1 / (start[place] + Double(counts[place]))
      counts[place] += 1
    }
    for token in begin..<end { counts[category(token)] = 0 }
  }
  return sums
}
