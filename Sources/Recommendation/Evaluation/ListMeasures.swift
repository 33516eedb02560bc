import LinearAlgebra
import RealModule

/// How all lists together treat the items, whether or not they meet what was held out.
public struct ListMeasures: Sendable {
  /// The share of the items that stand in some list.
  public let coverage: Double
  /// How unequally often items are suggested: 0 if all are as often, near 1 if few are always
  /// (Gini's coefficient).
  public let inequality: Double
  /// For each list, the mean of −log₂ of the share of users who used an item: the bits by which an item
  /// is news ([Castells, Hurley and Vargas 2022]).
  ///
  /// [Castells, Hurley and Vargas 2022]: https://doi.org/10.1007/978-1-0716-2197-4_16
  public let novelties: [Double]

  /// Measures lists, none of them empty.
  ///
  /// - Parameters:
  ///   - lists: The items of each list.
  ///   - training: What the model learned from.
  /// - Complexity: O(*n* + *items* log *items*) in the suggestions.
  public init(_ lists: [[Int32]], training: Interactions) {
    let users = training.usersOfItems()
    let offsets = training.matrix.rowOffsets
    let active = Double(
      max(1, (0..<training.matrix.rows).count { offsets[$0] < offsets[$0 + 1] }))
    var suggested = [Int](repeating: 0, count: users.count)
    for item in lists.joined() { suggested[Int(item)] += 1 }
    coverage = Double(suggested.count { $0 > 0 }) / Double(max(1, users.count))
    inequality = Self.gini(suggested)
    novelties = lists.map { list in
      let bits = list.reduce(0.0) { sum, item in
        sum - Double.log2(Double(max(1, users[Int(item)])) / active)
      }
      return bits / Double(max(1, list.count))
    }
  }

  /// Gini's coefficient of counts.
  package static func gini(_ counts: [Int]) -> Double {
    let total = Double(counts.reduce(0, +))
    guard total > 0 else { return 0 }
    let n = Double(counts.count)
    let weighted = counts.sorted().enumerated().reduce(0.0) { sum, entry in
      sum + (2 * Double(entry.offset + 1) - n - 1) * Double(entry.element)
    }
    return weighted / (n * total)
  }
}

/// How different the items of a list are from one another: the mean over its pairs of 1 − the cosine of
/// the two (intra-list diversity, [Ziegler et al. 2005]).
///
/// Items are compared by their vectors if there are some, otherwise by who used them.
///
/// [Ziegler et al. 2005]: https://doi.org/10.1145/1060745.1060754
public struct ListDiversity: Sendable {
  private let vectors: Matrix?
  private let usersOfItems: SparseMatrix

  /// Prepares the comparison.
  ///
  /// - Parameters:
  ///   - training: Who used what, of shape (users, items).
  ///   - vectors: The vectors of the items, a row each.
  public init(_ training: SparseMatrix, vectors: Matrix? = nil) {
    self.vectors = vectors.map(unitRows)
    usersOfItems = training.transposed()
  }

  /// The diversity of a list; nil if it has fewer than two items.
  ///
  /// - Complexity: O(*list*² × *dimensions*), or × the users of an item.
  public func diversity(_ list: [Int32]) -> Double? {
    guard list.count > 1 else { return nil }
    var sum = 0.0
    for (place, item) in list.enumerated() {
      for other in list[..<place] { sum += 1 - similarity(Int(item), Int(other)) }
    }
    return sum / Double(list.count * (list.count - 1) / 2)
  }

  private func similarity(_ a: Int, _ b: Int) -> Double {
    if let vectors { return Double(dot(vectors[row: a], vectors[row: b])) }
    let first = usersOfItems.columnIndexes(inRow: a)
    let second = usersOfItems.columnIndexes(inRow: b)
    guard !first.isEmpty, !second.isEmpty else { return 0 }
    // Both ascend.
    var (i, j, shared) = (0, 0, 0)
    while i < first.count, j < second.count {
      if first[i] == second[j] { shared += 1 }
      let isBehind = first[i] <= second[j]
      if first[i] >= second[j] { j += 1 }
      if isBehind { i += 1 }
    }
    return Double(shared) / (Double(first.count) * Double(second.count)).squareRoot()
  }
}
