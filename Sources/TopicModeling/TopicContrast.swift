import DocumentTerms
import LinearAlgebra
import RealModule

/// What two clusters both care about, and what only one of them does.
///
/// Terms are compared by their log-odds with an informative Dirichlet prior ([Monroe, Colaresi and
/// Quinn 2008]), in standard deviations. With *y* the count of a term in one of the two, *n* the count
/// of all its terms, *α* the prior of the term, and *α₀* of all,
///
///     δ = log((y₁ + α) / (n₁ + α₀ − y₁ − α)) − log((y₂ + α) / (n₂ + α₀ − y₂ − α))
///     z = δ / √(1 / (y₁ + α) + 1 / (y₂ + α))
///
/// The prior is the share of the term in all clusters together, times *α₀*. So neither common words nor
/// words seen once stand out. Both clusters like a term as far as the lesser of two *z* says,
/// each of one of them against all the other clusters.
///
/// [Monroe, Colaresi and Quinn 2008]: https://doi.org/10.1093/pan/mpn018
public struct TopicContrast: Sendable {
  /// A term with its log-odds.
  public struct Term: Equatable, Sendable {
    /// The number of the term.
    public var term: Int
    /// How clear the difference is, in standard deviations.
    public var z: Double
  }

  /// What was found out about a pair of clusters.
  public struct Pair: Sendable {
    /// The class that is compared.
    public var first: Int
    /// The class it is compared with.
    public var second: Int
    /// The cosine of their weights.
    public var similarity: Double
    /// What both like more than the other clusters do, clearest first.
    public var shared: [Term]
    /// What the first likes more than the second, clearest first.
    public var own: [Term]
  }

  /// What is compared.
  public struct Options: Sendable {
    /// The number of terms of each list.
    public var terms = 10
    /// Clusters are compared with all others if there are at most so many.
    public var completeUpTo = 20
    /// With how many most similar ones clusters are compared if there are more.
    public var neighbors = 5
    /// The size of the prior, in tokens.
    public var priorTokens = 100.0
    /// The least z of a term: 1.96 is chance once in forty times.
    public var minimumZ = 1.96
    /// As many members of a cluster must use a term.
    public var minimumOwners = 1

    /// Creates the default options.
    public init() {}
  }

  /// The pairs, by the first and then by falling similarity of the second.
  public let pairs: [Pair]

  /// Compares the classes of `weights`.
  ///
  /// - Complexity: O(*c*² · *v*) for *c* classes and *v* terms.
  public init(_ weights: ClassTFIDF, options: Options = Options(), threads: Int = 1) {
    let counts = ClassCounts(weights, options)
    let similarity = ClassSimilarity(weights, threads: threads)
    let classes = weights.rows.count
    let partners = classes <= options.completeUpTo ? classes : options.neighbors
    pairs = parallelMap(count: classes, chunk: 1, threads: threads) { range in
      let first = range.lowerBound
      let own = counts.scores(first)
      return similarity.nearest(to: first, count: partners).map { second in
        Pair(
          first: first, second: second, similarity: similarity[first, second],
          shared: counts.shared(first, own, second), own: counts.own(first, second))
      }
    }.flatMap { $0 }
  }
}

/// The counts of terms in classes, and in all of them.
private struct ClassCounts: Sendable {
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
