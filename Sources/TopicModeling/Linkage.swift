/// Joins items two by two into ever larger groups: agglomerative clustering.
///
///     Linkage(distances: [0, 1, 5,  1, 0, 4,  5, 4, 0], count: 3, method: .average).merges
///     // (0, 1) at 1, then (2, 3) at 4.5: group 3 is the first merge
///
/// Groups are found along chains of nearest neighbors ([Müllner 2011]), which gives for these methods
/// the same tree as always joining the nearest two. It is `scipy.cluster.hierarchy.linkage`.
///
/// [Müllner 2011]: https://doi.org/10.48550/arXiv.1109.2378
public struct Linkage: Sendable {
  /// How far apart two groups are.
  public enum Method: String, Sendable, CaseIterable {
    /// The mean distance of their items.
    case average
    /// How much joining them adds to the sum of squares (Ward), for distances that are Euclidean.
    case ward
    /// The largest distance of their items.
    case complete
  }

  /// Two groups that are joined.
  public struct Merge: Equatable, Sendable {
    /// The group of the smaller number: an item below `count`, or `count` + the number of a merge.
    public var first: Int
    /// The other group.
    public var second: Int
    /// How far apart they are.
    public var distance: Double
    /// The number of items of both.
    public var size: Int
  }

  /// The merges, by distance: `count` − 1 of them.
  public let merges: [Merge]

  /// Joins items.
  ///
  /// - Parameters:
  ///   - distances: The distance of each pair, of shape (`count`, `count`), symmetric.
  ///   - count: The number of items.
  ///   - method: How far apart groups are.
  /// - Complexity: O(*n*²)
  public init(distances: [Double], count: Int, method: Method) {
    precondition(distances.count == count * count, "\(distances.count) distances of \(count) items")
    var chain = NeighborChain(distances: distances, count: count, method: method)
    let found = chain.run().enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }
    merges = Self.numbered(found.map(\.element), count: count)
  }

  /// Names groups by the merges that made them; until now a group is named by one of its items.
  private static func numbered(_ merges: [Merge], count: Int) -> [Merge] {
    var parent = Array(0..<2 * max(count, 1))
    var sizes = [Int](repeating: 1, count: 2 * max(count, 1))
    func group(_ item: Int) -> Int {
      var group = item
      while parent[group] != group {
        parent[group] = parent[parent[group]]
        group = parent[group]
      }
      return group
    }
    return merges.enumerated().map { number, merge in
      let (a, b) = (group(merge.first), group(merge.second))
      (parent[a], parent[b]) = (count + number, count + number)
      sizes[count + number] = sizes[a] + sizes[b]
      return Merge(
        first: min(a, b), second: max(a, b), distance: merge.distance, size: sizes[count + number])
    }
  }
}

/// The groups that are left, each in the place of one of its items.
private struct NeighborChain {
  private var distances: [Double]
  private let count: Int
  private let method: Linkage.Method
  /// The number of items of each group; 0 for a place whose group went into another.
  private var sizes: [Int]

  init(distances: [Double], count: Int, method: Linkage.Method) {
    (self.distances, self.count, self.method) = (distances, count, method)
    sizes = [Int](repeating: 1, count: count)
  }

  mutating func run() -> [Linkage.Merge] {
    var merges: [Linkage.Merge] = []
    var chain: [Int] = []
    while merges.count < count - 1 {
      if chain.isEmpty, let first = sizes.firstIndex(where: { $0 > 0 }) { chain = [first] }
      while true {
        let last = chain[chain.count - 1]
        let before = chain.count > 1 ? chain[chain.count - 2] : nil
        let nearest = nearest(to: last, preferring: before)
        if nearest == before { break }
        chain.append(nearest)
      }
      let (a, b) = (chain.removeLast(), chain.removeLast())
      merges.append(merge(min(a, b), max(a, b)))
    }
    return merges
  }

  /// The group nearest to another; among equals the one before in the chain, lest it go in circles.
  private func nearest(to place: Int, preferring before: Int?) -> Int {
    var (best, least) = (-1, Double.infinity)
    if let before { (best, least) = (before, distances[place * count + before]) }
    for other in 0..<count where sizes[other] > 0 && other != place {
      let distance = distances[place * count + other]
      if distance < least || best < 0 { (best, least) = (other, distance) }
    }
    return best
  }

  /// Puts the group at `a` into that at `b` (the formula of Lance and Williams).
  private mutating func merge(_ a: Int, _ b: Int) -> Linkage.Merge {
    let distance = distances[a * count + b]
    let (first, second) = (Double(sizes[a]), Double(sizes[b]))
    for other in 0..<count where sizes[other] > 0 && other != a && other != b {
      let (x, y) = (distances[a * count + other], distances[b * count + other])
      let updated: Double
      switch method {
      case .average: updated = (first * x + second * y) / (first + second)
      case .complete: updated = max(x, y)
      case .ward:
        let size = Double(sizes[other])
        let all = first + second + size
        let squares = (first + size) * x * x + (second + size) * y * y - size * distance * distance
        updated = max(0, squares / all).squareRoot()
      }
      distances[b * count + other] = updated
      distances[other * count + b] = updated
    }
    sizes[b] += sizes[a]
    sizes[a] = 0
    return Linkage.Merge(first: a, second: b, distance: distance, size: sizes[b])
  }
}
