import LinearAlgebra

/// Vectors of texts as means of the vectors of their words, rare words first: smooth inverse frequency
/// ([Arora, Liang and Ma 2017]).
///
/// A word that makes up a share *p* of the corpus weighs *a* / (*a* + *p*) in the mean. What all texts have in
/// common, their first principal direction, is then taken off, and the rest gets length 1.
///
/// [Arora, Liang and Ma 2017]: https://openreview.net/forum?id=SyK00v5xx
public struct SIF: Sendable {
  /// The vectors of words, of shape (words, dimensions).
  public let vectors: Matrix
  /// The weight of each word.
  public let weights: [Float]
  /// The direction that is taken off, of length 1; zeros to take off none.
  public private(set) var direction: [Float]

  /// What is left of a mean if it is no more than rounding errors, as a share of it.
  private static let nothing: Float = 1e-4

  /// Creates a way to place texts from its parts, as a model folder holds them.
  ///
  /// - Parameters:
  ///   - vectors: The vectors of words.
  ///   - counts: How often each word occurs in the corpus.
  ///   - smoothing: *a* above; larger values let common words count more.
  ///   - direction: What is taken off.
  public init(vectors: Matrix, counts: [Int], smoothing: Double = 1e-3, direction: [Float]) {
    precondition(vectors.rows == counts.count && vectors.columns == direction.count)
    self.vectors = vectors
    let total = Double(max(1, counts.reduce(0, +)))
    weights = counts.map { Float(smoothing / (smoothing + Double($0) / total)) }
    self.direction = direction
  }

  /// Creates a way to place texts and learns what those of a corpus have in common.
  ///
  /// - Complexity: O(*n* × *d* + *texts* × *d*² + *d*³) for *n* words and *d* dimensions.
  public init(
    vectors: Matrix, counts: [Int], smoothing: Double = 1e-3, corpus: Sentences, threads: Int
  ) {
    self.init(
      vectors: vectors, counts: counts, smoothing: smoothing,
      direction: [Float](repeating: 0, count: vectors.columns))
    let means = means(of: corpus, threads: threads)
    let moments = gram(means, threads: threads)
    let (_, directions) = symmetricEigen(moments, order: vectors.columns)
    direction = directions.prefix(vectors.columns).map { Float($0) }
  }

  /// The vectors of texts, of shape (texts, dimensions) and length 1; zeros for a text without known
  /// words, or one of which nothing is left.
  ///
  /// A text's vector depends on the text alone, neither on other texts nor on `threads`.
  ///
  /// - Complexity: O(*n* × *d*) for *n* words of *d* dimensions.
  public func vectors(of texts: Sentences, threads: Int) -> Matrix {
    var result = means(of: texts, threads: threads)
    result.forEachRow(threads: threads) { _, row in
      let length = norm(row.span)
      let share = dot(row.span, direction.span)
      addScaled(direction.span, times: -share, to: &row)
      if normalize(&row) <= Self.nothing * length { scale(&row, by: 0) }
    }
    return result
  }

  /// The weighted means of the words of texts; zeros for a text without words.
  private func means(of texts: Sentences, threads: Int) -> Matrix {
    var result = Matrix(rows: texts.count, columns: vectors.columns)
    result.forEachRow(threads: threads) { text, row in
      let range = texts.offsets[text]..<texts.offsets[text + 1]
      let words = texts.words.span.extracting(range)
      let factors = range.map { weights[Int(texts.words[$0])] / Float(range.count) }
      sumRows(words, of: vectors.elements.span, times: factors.span, into: &row)
    }
    return result
  }
}
