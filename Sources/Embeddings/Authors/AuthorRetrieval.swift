import LinearAlgebra

/// How well authors are found again: two samples of each author that have no post in common, one of which
/// looks for the other among those of all authors.
public struct AuthorRetrieval: Sendable {
  /// What is known of one author, means over all rounds.
  public struct Score: Sendable {
    /// The share of samples that found the author's other sample first.
    public var accuracy = 0.0
    /// The mean of 1 / the rank of the author's other sample.
    public var reciprocalRank = 0.0
    /// The share of pairs of different authors whose cosine is below that of the author's own pair, ties
    /// counting half: the mean over authors is the area under the ROC curve of telling whether two
    /// samples are by one author.
    public var areaUnderCurve = 0.0

    /// What is to be as large as possible: the mean of the reciprocal rank, which looks at the closest
    /// authors, and the area, which looks at all.
    public var overall: Double { (reciprocalRank + areaUnderCurve) / 2 }

    /// Creates a score of zeros.
    public init() {}
  }

  /// The score of each author.
  public let scores: [Score]
  /// The means over authors.
  public var mean: Score { Self.mean(scores) }

  /// Measures vectors.
  ///
  /// - Parameters:
  ///   - authors: The authors, of two posts or more, who are looked for among each other.
  ///   - posts: The posts of all authors.
  ///   - sample: The number of posts in a sample; half of the posts if an author has fewer than two
  ///     samples.
  ///   - rounds: How often each author looks.
  ///   - seed: The seed of the samples; equal seeds give equal samples, for any vectors.
  ///   - vectors: Gives samples, lists of posts, vectors of length 1.
  /// - Complexity: O(*rounds* × *n*² × (*d* + log *n*)) for *n* authors, besides `vectors`.
  public init(
    of authors: [Int], _ posts: AuthorPosts, sample: Int, rounds: Int, seed: UInt64,
    vectors: (_ samples: [[Int]]) -> Matrix
  ) {
    var scores = [Score](repeating: Score(), count: authors.count)
    for round in 0..<rounds {
      let pairs = authors.map { author in
        var generator = KeyedGenerator(
          seed: seed, purpose: "retrieval of \(posts.authors[author])", index: round)
        return AuthorSamples.disjoint(
          posts.posts[author], size: sample, count: 2, using: &generator)
      }
      let cosines = productTransposed(
        vectors(pairs.map { $0[0] }), vectors(pairs.map { $0[1] }), threads: 1)
      Self.add(cosines, to: &scores, share: 1 / Double(rounds))
    }
    self.scores = scores
  }

  /// Adds the scores of a round, from the cosines of one sample of each author and the other ones.
  private static func add(_ cosines: Matrix, to scores: inout [Score], share: Double) {
    let count = cosines.rows
    var others: [Float] = []
    for i in 0..<count {
      let row = cosines[row: i]
      var (above, ties) = (0, 0)
      for j in row.indices where j != i {
        if row[j] > row[i] { above += 1 }
        if row[j] == row[i] { ties += 1 }
        others.append(row[j])
      }
      // Of equal cosines, the own one stands in the middle.
      let rank = 1 + Double(above) + Double(ties) / 2
      scores[i].accuracy += above == 0 ? share / Double(1 + ties) : 0
      scores[i].reciprocalRank += share / rank
    }
    others.sort()
    for i in 0..<count {
      let own = cosines[row: i][i]
      let below = others.firstIndexAfter { $0 < own }
      let notAbove = others.firstIndexAfter { $0 <= own }
      scores[i].areaUnderCurve +=
        share * Double(below + notAbove) / Double(2 * max(1, others.count))
    }
  }

  /// The mean of scores.
  public static func mean(_ scores: some Collection<Score>) -> Score {
    var mean = Score()
    let share = 1 / Double(max(1, scores.count))
    for score in scores {
      mean.accuracy += share * score.accuracy
      mean.reciprocalRank += share * score.reciprocalRank
      mean.areaUnderCurve += share * score.areaUnderCurve
    }
    return mean
  }
}

extension [Float] {
  /// The number of elements at the beginning of which `isBefore` holds.
  fileprivate func firstIndexAfter(_ isBefore: (Float) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
