/// Which group is to be asked when: a queue by time, and by arrival where times are equal.
///
/// A binary heap (Williams, Algorithm 232, 1964), since a crawl may have 100,000 groups.
package struct TurnQueue {
  private struct Turn {
    var time: ContinuousClock.Instant
    var arrival: Int
    var group: String

    func precedes(_ other: Turn) -> Bool { (time, arrival) < (other.time, other.arrival) }
  }

  private var heap: [Turn] = []
  private var arrivals = 0

  /// An empty queue.
  package init() {}

  /// The time of the first turn; nil if there is none.
  package var first: ContinuousClock.Instant? { heap.first?.time }

  /// Adds a turn of a group.
  ///
  /// - Complexity: O(log *n*)
  package mutating func add(_ group: String, at time: ContinuousClock.Instant) {
    arrivals += 1
    heap.append(Turn(time: time, arrival: arrivals, group: group))
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the group whose turn has come.
  ///
  /// - Complexity: O(log *n*)
  package mutating func next(by time: ContinuousClock.Instant) -> String? {
    guard let first = heap.first, first.time <= time else { return nil }
    heap[0] = heap[heap.count - 1]
    heap.removeLast()
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(heap[parent]) else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return first.group
  }
}
