import LinearAlgebra

/// An item suggested to a user.
public struct SuggestedItem: Sendable, Equatable {
  /// The item.
  public var item: Int32
  /// Its score.
  public var score: Float
  /// The items of the history that added most to the score, the largest first.
  public var because: [Int32] = []
}

/// Makes the lists of items for users: those of the highest scores that are not in the history.
///
/// Items of a score of 0 or less are not suggested, so that a list may be shorter than asked for. Of
/// equal scores, the first items come first.
public struct UserLists: Sendable {
  /// What scores the items.
  public let model: any CoUseModel
  /// How the uses of an item count.
  public var weighting = Weighting.binary
  /// How scores are changed; nil leaves them as they are.
  public var emphasis: ItemEmphasis?
  /// The number of items of a list.
  public var count = 10
  /// The largest number of reasons of an item.
  public var reasons = 2

  /// Creates lists of a model.
  public init(_ model: any CoUseModel) { self.model = model }

  /// The lists of some users.
  ///
  /// - Parameters:
  ///   - interactions: The histories, of shape (users, items), not yet weighted.
  ///   - users: The users, as rows of the interactions.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: A list for each user, the best items first.
  /// - Complexity: for each user, that of ``CoUseModel/score(_:_:into:)`` and O(*items*).
  public func lists(
    _ interactions: SparseMatrix, users: [Int], threads: Int
  ) -> [[SuggestedItem]] {
    precondition(interactions.columns == model.items, "other items than the model's")
    let parts = parallelMap(count: users.count, chunk: 32, threads: threads) { range in
      var scores = [Float](repeating: 0, count: model.items)
      var isUsed = [Bool](repeating: false, count: model.items)
      return range.map { place in
        let row = users[place]
        let weights = counted(interactions.values(inRow: row))
        return list(interactions.columnIndexes(inRow: row), weights, &scores, &isUsed)
      }
    }
    return parts.flatMap(\.self)
  }

  /// The items that a use of each of some items speaks for most.
  ///
  /// - Parameters:
  ///   - items: The items.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: A list for each item, the best items first.
  public func related(to items: Range<Int>, threads: Int) -> [[SuggestedItem]] {
    let single = SparseMatrix(
      rows: items.count, columns: model.items, rowOffsets: Array(0...items.count),
      columnIndexes: items.map(Int32.init), values: [Float](repeating: 1, count: items.count))
    var plain = self
    (plain.emphasis, plain.reasons) = (nil, 0)
    return plain.lists(single, users: Array(0..<items.count), threads: threads)
  }

  /// The weights of a history.
  private func counted(_ values: Span<Float>) -> [Float] {
    values.indices.map { weighting.value(values[$0]) }
  }

  private func list(
    _ used: Span<Int32>, _ weights: [Float], _ scores: inout [Float], _ isUsed: inout [Bool]
  ) -> [SuggestedItem] {
    guard !used.isEmpty, count > 0 else { return [] }
    var span = scores.mutableSpan
    model.score(used, weights.span, into: &span)
    for place in used.indices { isUsed[Int(used[place])] = true }
    defer { for place in used.indices { isUsed[Int(used[place])] = false } }
    var best = BestItems(limit: count)
    for item in scores.indices where scores[item] > 0 && !isUsed[item] {
      best.offer(Int32(item), emphasis?.score(scores[item], of: item) ?? scores[item])
    }
    return best.sorted().map { item, score in
      SuggestedItem(item: item, score: score, because: because(item, used, weights))
    }
  }

  /// The items of a history that add most to the score of an item.
  private func because(_ item: Int32, _ used: Span<Int32>, _ weights: [Float]) -> [Int32] {
    guard reasons > 0 else { return [] }
    let parts = model.contributions(used, weights.span, to: Int(item))
    var best = BestItems(limit: reasons)
    for (place, part) in parts.enumerated() where part > 0 { best.offer(Int32(place), part) }
    return best.sorted().map { used[Int($0.item)] }
  }
}
