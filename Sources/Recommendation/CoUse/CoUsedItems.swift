import LinearAlgebra

/// The items that are used most together with each item.
struct CoUsedItems: Sendable {
  /// An item used together with another.
  struct Pair: Sendable {
    /// The other item.
    var item: Int32
    /// How alike the two are.
    var similarity: Float
    /// Σ *x y* over the users.
    var product: Float
  }

  /// How much each user used each item, of shape (users, items).
  private let interactions: SparseMatrix
  /// The same, of shape (items, users).
  private let usersOfItems: SparseMatrix
  /// The sums of each item.
  let items: [ItemSimilarity.Item]

  /// Prepares the search.
  ///
  /// - Complexity: O(*stored elements*)
  init(_ interactions: SparseMatrix) {
    self.interactions = interactions
    usersOfItems = interactions.transposed()
    items = ItemSimilarity.items(interactions)
  }

  /// Finds for each item those of the highest positive similarity, the highest first; of equal ones,
  /// the first items.
  ///
  /// - Parameters:
  ///   - limit: The number of items to find for each.
  ///   - similarity: How alike two items are.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The items of each item.
  /// - Complexity: O(*n*) in the pairs of items of each user.
  func strongest(
    _ limit: Int, by similarity: ItemSimilarity, threads: Int
  ) -> [[Pair]] {
    let count = interactions.columns
    let parts = parallelMap(count: count, chunk: 128, threads: threads) { range in
      // Zeros between items: only what an item touched is cleared.
      var products = [Double](repeating: 0, count: count)
      var touched: [Int32] = []
      return range.map { item in
        addProducts(of: item, to: &products, &touched)
        var best = BestItems(limit: limit)
        for other in touched where Int(other) != item {
          let value = similarity.value(
            product: products[Int(other)], items[item], items[Int(other)], users: interactions.rows)
          if value > 0 { best.offer(other, value) }
        }
        let pairs = best.sorted().map {
          Pair(item: $0.item, similarity: $0.score, product: Float(products[Int($0.item)]))
        }
        for other in touched { products[Int(other)] = 0 }
        touched.removeAll(keepingCapacity: true)
        return pairs
      }
    }
    return parts.flatMap(\.self)
  }

  /// Adds the products of an item and all others, and lists those that are not zero.
  private func addProducts(of item: Int, to products: inout [Double], _ touched: inout [Int32]) {
    let users = usersOfItems.columnIndexes(inRow: item)
    let uses = usersOfItems.values(inRow: item)
    for place in users.indices {
      let others = interactions.columnIndexes(inRow: Int(users[place]))
      let values = interactions.values(inRow: Int(users[place]))
      let use = Double(uses[place])
      for k in others.indices {
        let other = Int(others[k])
        if products[other] == 0 { touched.append(others[k]) }
        products[other] += use * Double(values[k])
      }
    }
  }
}
