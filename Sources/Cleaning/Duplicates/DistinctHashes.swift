extension [UInt32] {
  /// The distinct numbers among hashes, ascending.
  ///
  /// The high bits of a hash are as good as random, so that there is about one hash in each of as many
  /// equal intervals: put there, they are almost in order (Isaac and Singleton 1956,
  /// doi:10.1145/320831.320834). Intervals that have many after all, as equal hashes do, are sorted as
  /// any numbers are.
  ///
  /// - Complexity: O(*n*) expected, O(*n* log *n*) for any numbers.
  package func distinctHashes() -> [UInt32] {
    guard count > 1 else { return self }
    let bits = Int.bitWidth - (count - 1).leadingZeroBitCount
    var sorted = [UInt32](repeating: 0, count: count)
    let ends = distribute(into: &sorted, shift: UInt32(32 - Swift.min(bits, 24)))
    var start = 0
    for end in ends {
      let end = Int(end)
      if end - start > Self.longInterval {
        sorted[start..<end].sort()
      } else if end - start > 1 {
        Self.insert(&sorted, start..<end)
      }
      start = end
    }
    var write = 1
    for read in 1..<count where sorted[read] != sorted[write - 1] {
      sorted[write] = sorted[read]
      write += 1
    }
    sorted.removeSubrange(write...)
    return sorted
  }

  /// The most hashes of an interval that are sorted by insertion.
  private static var longInterval: Int { 16 }

  /// Puts each hash into its interval, and returns where the intervals end.
  private func distribute(into sorted: inout [UInt32], shift: UInt32) -> [Int32] {
    var next = [Int32](repeating: 0, count: 1 << Int(32 - shift))
    for hash in self { next[Int(hash >> shift)] += 1 }
    var start: Int32 = 0
    for interval in next.indices {
      let size = next[interval]
      next[interval] = start
      start += size
    }
    for hash in self {
      let place = next[Int(hash >> shift)]
      sorted[Int(place)] = hash
      next[Int(hash >> shift)] = place + 1
    }
    return next
  }

  /// Sorts a short range.
  private static func insert(_ hashes: inout [UInt32], _ range: Range<Int>) {
    for index in range.dropFirst() {
      let hash = hashes[index]
      var place = index
      while place > range.lowerBound, hashes[place - 1] > hash {
        hashes[place] = hashes[place - 1]
        place -= 1
      }
      hashes[place] = hash
    }
  }
}
