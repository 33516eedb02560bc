/// Documents that share buckets, cut into parts that share none with one another: what is decided in one
/// part says nothing about another one.
package struct BucketParts {
  /// The documents of each part, by their positions among all that share a bucket, ascending.
  package private(set) var parts: [[Int]] = []

  /// Cuts documents.
  ///
  /// - Parameters:
  ///   - chains: The linked chains.
  ///   - documents: All documents that share a bucket, ascending.
  ///   - count: The number of parts that there should be; fewer come of it where many documents share
  ///     buckets with one another, directly or by way of others.
  /// - Complexity: O(*bands* · *documents* · log *documents*), nearly linear.
  package init(_ chains: borrowing BucketChains, _ documents: [Int], count: Int) {
    var sets = DisjointSets(count: documents.count)
    var positions = [Int32](repeating: -1, count: chains.count)
    for (position, document) in documents.enumerated() { positions[document] = Int32(position) }
    for band in 0..<chains.bands {
      for (position, document) in documents.enumerated() {
        guard let previous = chains[band, document] else { continue }
        sets.unite(position, Int(positions[previous]))
      }
    }
    let roots = documents.indices.map { sets.root(of: $0) }
    var sizes = [Int](repeating: 0, count: documents.count)
    for root in roots { sizes[root] += 1 }
    // A set is met first at its root, which is its smallest member.
    var partOfRoot = [Int](repeating: -1, count: documents.count)
    var room = 0
    for (position, root) in roots.enumerated() {
      if partOfRoot[root] < 0 {
        if room <= 0 {
          parts.append([])
          room = max(1, documents.count / max(1, count))
        }
        partOfRoot[root] = parts.count - 1
        room -= sizes[root]
      }
      parts[partOfRoot[root]].append(position)
    }
  }
}

/// Disjoint sets of numbers, each known by its smallest member.
private struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<count).map { Int32($0) } }

  /// The smallest member of the set of `member`.
  mutating func root(of member: Int) -> Int {
    var member = member
    while Int(parents[member]) != member {
      parents[member] = parents[Int(parents[member])]
      member = Int(parents[member])
    }
    return member
  }

  /// Makes one of the sets of two members.
  mutating func unite(_ a: Int, _ b: Int) {
    let (first, second) = (root(of: a), root(of: b))
    parents[max(first, second)] = Int32(min(first, second))
  }
}
