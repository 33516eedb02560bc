/// A corpus in the order in which its documents are taken, cut into parts that one thread cleans at a
/// time.
///
/// A part is large enough that most of its words were seen before, and small enough that a few parts
/// fit into memory, whether they are of posts or of articles. The last parts are smaller and smaller, so
/// that all threads end at about the same time.
struct CorpusParts: Sendable {
  /// The row of the document at each position.
  let order: [Int]
  /// The positions of each part, ascending; none is empty.
  let ranges: [Range<Int>]

  private static let documents = 1 << 13
  /// The size of the smallest part, and what of the remaining documents a part takes at most.
  private static let (fewest, share) = (1 << 10, 4)
  private static let bytes = 16 << 20

  /// Cuts a corpus.
  ///
  /// - Parameters:
  ///   - order: The row of the document at each position.
  ///   - size: The bytes of the document at a row, as far as they are known.
  init(order: [Int], size: (Int) -> Int) {
    var ranges: [Range<Int>] = []
    var (start, bytes) = (0, 0)
    var limit = Self.limit(remaining: order.count)
    for (position, row) in order.enumerated() {
      if position - start == limit || bytes >= Self.bytes {
        ranges.append(start..<position)
        (start, bytes) = (position, 0)
        limit = Self.limit(remaining: order.count - start)
      }
      bytes += size(row)
    }
    if start < order.count { ranges.append(start..<order.count) }
    self.order = order
    self.ranges = ranges
  }

  private static func limit(remaining: Int) -> Int {
    min(documents, max(fewest, remaining / share))
  }

  /// The number of the part that has a position.
  ///
  /// - Complexity: O(log *n*) in the parts.
  func part(of position: Int) -> Int {
    var (low, high) = (0, ranges.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound > position { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
