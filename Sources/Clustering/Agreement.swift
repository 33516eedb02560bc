import LinearAlgebra
import RealModule

/// How far two divisions of the same items agree, whatever their clusters are called.
///
///     Agreement.adjustedRand(yesterday, today)     // 1 if they are the same division
///
/// All but the accuracy are symmetric; they are scikit-learn's `adjusted_rand_score`,
/// `normalized_mutual_info_score` and `adjusted_mutual_info_score`. A label for noise is a cluster as
/// any other; leave such items out to measure the others alone.
public enum Agreement {
  /// The adjusted Rand index ([Hubert and Arabie 1985]): the share of pairs of items that both
  /// divisions treat alike, scaled such that 1 is equality and 0 what is expected by chance.
  ///
  /// - Parameters:
  ///   - a: The cluster of each item.
  ///   - b: The cluster of each item in the other division.
  /// - Returns: The index, at most 1; below 0 for less agreement than by chance.
  /// - Precondition: Both have the same length.
  /// - Complexity: O(*n* log *n*)
  ///
  /// [Hubert and Arabie 1985]: https://doi.org/10.1007/BF01908075
  public static func adjustedRand(_ a: [some Hashable], _ b: [some Hashable]) -> Double {
    let table = Contingency(a, b)
    let (items, together) = (Double(a.count), table.cells.squares)
    let (inA, inB) = (table.rows.squares, table.columns.squares)
    // Ordered pairs that are together in both, in one only, and in neither.
    let both = together - items
    let (onlyA, onlyB) = (inA - together, inB - together)
    let neither = items * items - onlyA - onlyB - together
    if onlyA == 0 && onlyB == 0 { return 1 }
    return 2 * (both * neither - onlyA * onlyB)
      / ((both + onlyA) * (onlyA + neither) + (both + onlyB) * (onlyB + neither))
  }

  /// The information that the two divisions share, divided by the arithmetic mean of what each
  /// holds ([Strehl and Ghosh 2002]); 1 for equal divisions, 0 for independent ones.
  ///
  /// - Parameters:
  ///   - a: The cluster of each item.
  ///   - b: The cluster of each item in the other division.
  /// - Returns: The shared information, in `0...1`.
  /// - Precondition: Both have the same length.
  /// - Complexity: O(*n* log *n*)
  ///
  /// [Strehl and Ghosh 2002]: https://www.jmlr.org/papers/v3/strehl02a.html
  public static func normalizedMutualInformation(
    _ a: [some Hashable], _ b: [some Hashable]
  ) -> Double {
    let table = Contingency(a, b)
    if table.rows.count <= 1 && table.columns.count <= 1 { return 1 }
    let (inA, inB) = (table.rows.entropy, table.columns.entropy)
    let shared = inA + inB - table.cells.entropy
    // Rounding alone, as scikit-learn judges it.
    if shared <= Double.ulpOfOne { return 0 }
    return min(1, shared / ((inA + inB) / 2))
  }

  /// The mutual information less what is expected by chance, scaled such that 1 is equality and 0
  /// chance ([Vinh, Epps and Bailey 2010]); the scale is the arithmetic mean of the entropies.
  ///
  /// - Parameters:
  ///   - a: The cluster of each item.
  ///   - b: The cluster of each item in the other division.
  /// - Returns: The measure, at most 1; below 0 for less than chance.
  /// - Precondition: Both have the same length.
  /// - Complexity: O(*n* × clusters of `a` + *n* × clusters of `b`)
  ///
  /// [Vinh, Epps and Bailey 2010]: https://www.jmlr.org/papers/v11/vinh10a.html
  public static func adjustedMutualInformation(
    _ a: [some Hashable], _ b: [some Hashable]
  ) -> Double {
    let table = Contingency(a, b)
    if table.rows.count <= 1 && table.columns.count <= 1 { return 1 }
    let (inA, inB) = (table.rows.entropy, table.columns.entropy)
    // One division into one cluster shares nothing, whatever rounding says.
    let isTrivial = table.rows.count == 1 || table.columns.count == 1
    let shared = isTrivial ? 0 : max(0, inA + inB - table.cells.entropy)
    let expected = expectedMutualInformation(table.rows, table.columns)
    let mean = (inA + inB) / 2
    // As scikit-learn, which keeps the denominator from 0 and its sign.
    let range =
      mean - expected < 0
      ? min(mean - expected, -Double.ulpOfOne) : max(mean - expected, Double.ulpOfOne)
    return (shared - expected) / range
  }

  /// The share of items whose cluster is paired with their class, clusters and classes being paired
  /// one to one such that this share is largest; see ``HungarianAssignment``.
  ///
  /// - Parameters:
  ///   - clusters: The cluster of each item.
  ///   - classes: The true class of each item.
  /// - Returns: The accuracy, in `0...1`; 1 if there are no items.
  /// - Precondition: Both have the same length.
  public static func accuracy(_ clusters: [some Hashable], _ classes: [some Hashable]) -> Double {
    guard !clusters.isEmpty else { return 1 }
    let table = Contingency(clusters, classes)
    let (rows, columns) = (table.rows.count, table.columns.count)
    var counts = [Double](repeating: 0, count: rows * columns)
    for (place, count) in zip(table.places, table.cells) { counts[place] = Double(count) }
    let pairs = HungarianAssignment.maximizing(counts, rows: rows, columns: columns)
    let hits = pairs.enumerated().reduce(0) { sum, pair in
      pair.element < 0 ? sum : sum + counts[pair.offset * columns + pair.element]
    }
    return hits / Double(clusters.count)
  }
}

/// How many items fall into each pair of clusters, and into each cluster.
private struct Contingency {
  private(set) var rows: [Int] = []
  private(set) var columns: [Int] = []
  /// The pairs of clusters that occur, in an order that depends on the items alone.
  private(set) var cells: [Int] = []
  /// Where each of ``cells`` is in the table, row × number of columns + column.
  private(set) var places: [Int] = []

  init<A: Hashable, B: Hashable>(_ a: [A], _ b: [B]) {
    precondition(a.count == b.count, "\(a.count) and \(b.count) items")
    let (first, second) = (numbered(a), numbered(b))
    rows = counts(first)
    columns = counts(second)
    let pairs = zip(first, second).map { $0 * columns.count + $1 }
    let numbers = numbered(pairs)
    cells = counts(numbers)
    places = [Int](repeating: 0, count: cells.count)
    for (number, place) in zip(numbers, pairs) { places[number] = place }
  }
}

/// The keys replaced by numbers, in the order in which they occur first.
private func numbered<Key: Hashable>(_ keys: [Key]) -> [Int] {
  var numbers: [Key: Int] = [:]
  return keys.map { key in
    if let number = numbers[key] { return number }
    numbers[key] = numbers.count
    return numbers.count - 1
  }
}

private func counts(_ numbers: [Int]) -> [Int] {
  let count = (numbers.max() ?? -1) + 1
  return numbers.reduce(into: [Int](repeating: 0, count: count)) { $0[$1] += 1 }
}

extension [Int] {
  /// The sum of the squares, exact up to 2⁵³.
  fileprivate var squares: Double { reduce(0) { $0 + Double($1) * Double($1) } }

  /// The entropy, in nats, of the shares that these counts are of their sum.
  fileprivate var entropy: Double {
    let total = Double(reduce(0, +))
    return -reduce(0) { sum, count in
      let share = Double(count) / total
      return sum + share * Double.log(share)
    }
  }
}
