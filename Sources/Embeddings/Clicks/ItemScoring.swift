import LinearAlgebra
import RealModule

/// How items are scored for a user: the inner product of the mean of the user's items with an item, and
/// what the item has in its favor with anybody.
public struct ItemScoring: Sendable {
  /// The vectors that users are the mean of, of shape (items, dimensions).
  public let users: Matrix
  /// The vectors that items are scored by, of the same shape.
  public let items: Matrix
  /// What is added to the score of each item.
  public let bias: [Float]

  /// Creates a scoring from its parts.
  ///
  /// - Precondition: Both matrices have the same shape, and `bias` a number for each row.
  public init(users: Matrix, items: Matrix, bias: [Float]) {
    precondition(
      users.rows == items.rows && users.columns == items.columns && bias.count == items.rows,
      "shapes differ")
    (self.users, self.items, self.bias) = (users, items, bias)
  }

  /// Scores by nearness: the cosine of user and item in the space of items.
  public static func nearness(_ embedding: ClickEmbedding) -> ItemScoring {
    ItemScoring(
      users: embedding.items, items: embedding.items,
      bias: [Float](repeating: 0, count: embedding.items.rows))
  }

  /// Scores by what the trained model predicts.
  ///
  /// Training with negative examples makes the inner product of two items' weights the logarithm of how
  /// much oftener one occurs with the other than among the negative examples ([Levy and Goldberg
  /// 2014]). Those are drawn in proportion to the number of users to the power of ¾, whose logarithm
  /// is therefore added.
  ///
  /// [Levy and Goldberg 2014]: https://papers.nips.cc/paper/5477-neural-word-embedding-as-implicit-matrix-factorization
  public static func prediction(_ embedding: ClickEmbedding) -> ItemScoring {
    let count = embedding.vocabulary.items.count
    return ItemScoring(
      users: embedding.weights.vectors.rows(0..<count),
      items: embedding.weights.contexts.rows(0..<count),
      bias: embedding.vocabulary.users.map { Float(0.75 * Double.log(Double(max(1, $0)))) })
  }
}
