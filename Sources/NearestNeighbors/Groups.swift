/// The members of groups, each group's in ascending order: a counting sort.
struct Groups: Sendable {
  /// Where each group starts in ``order``; one more for the end.
  let starts: [Int]
  /// The members, group after group.
  let order: [Int32]

  /// The number of groups.
  var count: Int { starts.count - 1 }

  /// Sorts members by the groups they belong to, numbers below `count`.
  ///
  /// - Complexity: O(*members* + *count*)
  init(_ groups: [Int32], count: Int) {
    var starts = [Int](repeating: 0, count: count + 1)
    for group in groups { starts[Int(group) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var (next, order) = (starts, [Int32](repeating: 0, count: groups.count))
    for (member, group) in groups.enumerated() {
      order[next[Int(group)]] = Int32(truncatingIfNeeded: member)
      next[Int(group)] += 1
    }
    (self.starts, self.order) = (starts, order)
  }

  /// The places of a group's members in ``order``.
  func places(_ group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }

  /// The members of a group.
  @_lifetime(borrow self)
  func members(_ group: Int) -> Span<Int32> { order.span.extracting(places(group)) }
}
