import DocumentTerms
import LinearAlgebra

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
