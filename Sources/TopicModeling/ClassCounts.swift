import RealModule

/// The counts of terms in classes, and in all of them.
struct ClassCounts: Sendable {
  let rows: [ClassTFIDF.Row]
  let totals: [Double]
  /// The count of each term in all classes.
  var background: [Double]
  let options: TopicContrast.Options

  init(_ weights: ClassTFIDF, _ options: TopicContrast.Options) {
    rows = weights.rows
    totals = rows.map { $0.counts.reduce(0, +) }
    background = [Double](repeating: 0, count: weights.termFactors.count)
    for row in rows {
      for (term, count) in zip(row.terms, row.counts) { background[term] += count }
    }
    self.options = options
  }

  private var total: Double { totals.reduce(0, +) }

  private func prior(_ term: Int) -> Double { options.priorTokens * background[term] / total }

  /// How much more the terms of a class occur in it than in the second.
  func own(_ first: Int, _ second: Int) -> [TopicContrast.Term] {
    best(first) { term, count in
      z(term, count, totals[first], rows[second].count(of: term), totals[second])
    }
  }

  /// How much more the terms of a class occur in it than in all others, by term.
  func scores(_ number: Int) -> [Int: Double] {
    var scores: [Int: Double] = [:]
    for found in against(number, limit: .max) { scores[found.term] = found.z }
    return scores
  }

  /// What both of two classes use more than the other classes do; `own` are the scores of the first.
  func shared(_ first: Int, _ own: [Int: Double], _ second: Int) -> [TopicContrast.Term] {
    let common = against(second, limit: .max).compactMap { found in
      own[found.term].map { TopicContrast.Term(term: found.term, z: min($0, found.z)) }
    }
    return Array(common.sorted { (-$0.z, $0.term) < (-$1.z, $1.term) }.prefix(options.terms))
  }

  private func against(_ number: Int, limit: Int) -> [TopicContrast.Term] {
    best(number, limit: limit) { term, count in
      z(term, count, totals[number], background[term] - count, total - totals[number])
    }
  }

  /// The terms of a class of the largest z.
  private func best(
    _ number: Int, limit: Int? = nil, _ score: (_ term: Int, _ count: Double) -> Double
  ) -> [TopicContrast.Term] {
    let row = rows[number]
    let owners = min(options.minimumOwners, row.owners.max() ?? 0)
    let found = row.terms.indices.filter { row.owners[$0] >= owners }.map { index in
      TopicContrast.Term(term: row.terms[index], z: score(row.terms[index], row.counts[index]))
    }
    return Array(
      found.filter { $0.z >= options.minimumZ }.sorted { (-$0.z, $0.term) < (-$1.z, $1.term) }
        .prefix(limit ?? options.terms))
  }

  /// The difference of the log-odds of a term in standard deviations.
  private func z(_ term: Int, _ a: Double, _ n: Double, _ b: Double, _ m: Double) -> Double {
    let (prior, all) = (prior(term), options.priorTokens)
    // A class of this one term only has no odds.
    let rest = (n + all - a - prior, m + all - b - prior)
    guard rest.0 > 0, rest.1 > 0 else { return 0 }
    let difference = Double.log((a + prior) / rest.0) - Double.log((b + prior) / rest.1)
    return difference / (1 / (a + prior) + 1 / (b + prior)).squareRoot()
  }
}
