import LinearAlgebra

/// The linear model of all pairs of items that predicts a user's items from the user's other items best,
/// in closed form ([Steck 2019]).
///
/// Of the weights *B* with zeros on the diagonal that minimize ‖*X* − *X B*‖² + *λ* ‖*B*‖², for the
/// interactions *X* of shape (users, items), it is
///
///     P = (Xᵀ X + λ I)⁻¹,   B(i, j) = −P(i, j) ÷ P(j, j)
///
/// *X*ᵀ *X* counts for each pair of items who used both; its inverse tells which of them go together
/// directly and not only because both go with a third. There is nothing to draw and nothing to iterate.
///
/// [Steck 2019]: https://doi.org/10.1145/3308558.3313710
public enum EASE {
  /// The largest number of items for which all pairs are worth their memory: 3.2 GB.
  public static let itemLimit = 20_000

  /// Computes the weights, of shape (items, items).
  ///
  /// - Parameters:
  ///   - interactions: How much each user used each item, of shape (users, items).
  ///   - regularization: *λ*, positive. Larger values trust pairs that few users have less. Best values
  ///     are found by trial, from about 10 for few users to 1000 for very many.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The weights, zeros on the diagonal.
  /// - Throws: ``SingularGram`` if *λ* is too small for the digits of double precision.
  /// - Complexity: O(*items*³ + the sum over users of the square of their items); 8 *items*² bytes.
  public static func weights(
    _ interactions: SparseMatrix, regularization: Double, threads: Int
  ) throws(SingularGram) -> Matrix {
    precondition(regularization > 0, "λ is \(regularization)")
    var tiles = gram(interactions, regularization, threads: threads)
    guard tiles.invert(threads: threads) else {
      throw SingularGram(regularization: regularization)
    }
    let inverse = tiles
    let factors = inverse.diagonal.map { -1 / $0 }
    let items = interactions.columns
    var weights = Matrix(rows: items, columns: items)
    weights.forEachRowChunk(256, threads: threads) { rows, block in
      var row = [Double](repeating: 0, count: items)
      for index in rows {
        var span = row.mutableSpan
        inverse.copyRow(index, into: &span)
        let start = (index - rows.lowerBound) * items
        for column in 0..<items { block[start + column] = Float(row[column] * factors[column]) }
        block[start + index] = 0
      }
    }
    return weights
  }

  /// *X*ᵀ *X* + *λ* *I*. Each row is a sum over the users of its item, in their order.
  private static func gram(
    _ interactions: SparseMatrix, _ regularization: Double, threads: Int
  ) -> SymmetricTiles {
    let usersOfItems = interactions.transposed()
    return SymmetricTiles(order: interactions.columns, threads: threads) { item, lower in
      let users = usersOfItems.columnIndexes(inRow: item)
      let uses = usersOfItems.values(inRow: item)
      for place in users.indices {
        let others = interactions.columnIndexes(inRow: Int(users[place]))
        let values = interactions.values(inRow: Int(users[place]))
        let use = Double(uses[place])
        for k in others.indices where Int(others[k]) <= item {
          lower[Int(others[k])] += use * Double(values[k])
        }
      }
      lower[item] += regularization
    }
  }

  /// The error that a regularization is too small.
  public struct SingularGram: Error, CustomStringConvertible {
    /// The regularization.
    public let regularization: Double

    /// What is wrong and what to do.
    public var description: String {
      "the matrix of co-used items has no inverse with a regularization of \(regularization); raise it"
    }
  }
}
