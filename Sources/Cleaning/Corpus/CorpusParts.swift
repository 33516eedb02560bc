/// A corpus in the order in which its documents are taken, cut into parts that one thread cleans at a
/// time.
///
/// A part is large enough that most of its words were seen before, and small enough that a few parts
/// fit into memory, whether they are of posts or of articles.
struct CorpusParts: Sendable {
  /// The row of the document at each position.
  let order: [Int]
  /// The positions of each part, ascending; none is empty.
  let ranges: [Range<Int>]

  private static let documents = 1 << 13
  private static let bytes = 16 << 20

  /// Cuts a corpus.
  ///
  /// - Parameters:
  ///   - order: The row of the document at each position.
  ///   - size: The bytes of the document at a row, as far as they are known.
  init(order: [Int], size: (Int) -> Int) {
    var ranges: [Range<Int>] = []
    var (start, bytes) = (0, 0)
    for (position, row) in order.enumerated() {
      if position - start == Self.documents || bytes >= Self.bytes {
        ranges.append(start..<position)
        (start, bytes) = (position, 0)
      }
      bytes += size(row)
    }
    if start < order.count { ranges.append(start..<order.count) }
    self.order = order
    self.ranges = ranges
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
