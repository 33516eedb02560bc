import LinearAlgebra

/// Vectors made of vectors: a user is the mean of the items clicked, and an item that is new the mean of
/// the users who clicked it.
public enum HistoryMeans {
  /// The vectors of users, of length 1: the mean of their items', zeros for a user without any.
  ///
  /// - Parameters:
  ///   - histories: Who clicked what.
  ///   - rows: The row in `vectors` of each item; nil for items without a vector.
  ///   - vectors: The vectors of items, of shape (rows, dimensions) and length 1.
  ///   - threads: The largest number of threads.
  /// - Returns: Of shape (users, dimensions).
  /// - Complexity: O(*n* × *dimensions*) for *n* clicks.
  public static func users(
    _ histories: ClickHistories, rows: [Int?], _ vectors: Matrix, threads: Int
  ) -> Matrix {
    var users = Matrix(rows: histories.users.count, columns: vectors.columns)
    users.forEachRow(threads: threads) { user, row in
      for item in histories[user] {
        if let place = rows[Int(item)] { addScaled(vectors[row: place], times: 1, to: &row) }
      }
      normalize(&row)
    }
    return users
  }

  /// The vectors of items that have none, of length 1: the mean of their users', zeros for an item that
  /// no user with a vector clicked.
  ///
  /// - Parameters:
  ///   - items: The items, as positions in the histories, ascending.
  ///   - histories: Who clicked what.
  ///   - users: The vectors of the users.
  /// - Returns: Of shape (`items.count`, dimensions).
  /// - Complexity: O(*n* + *m* × *dimensions*) for *n* clicks, *m* of them on those items.
  public static func items(
    _ items: [Int], _ histories: ClickHistories, users: Matrix
  ) -> Matrix {
    var means = items.map { _ in WeightedMean(dimensions: users.columns) }
    let places = Dictionary(uniqueKeysWithValues: zip(items.map(Int32.init), items.indices))
    for user in histories.users.indices {
      for item in histories[user] {
        if let place = places[item] { means[place].add(users[row: user]) }
      }
    }
    return Matrix(
      rows: items.count, columns: users.columns,
      elements: means.flatMap { $0.vector(normalized: true) })
  }
}
