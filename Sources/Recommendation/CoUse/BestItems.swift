/// The items with the highest scores among those that are offered; of equal scores, the first items.
///
/// A heap whose root is the worst item that is kept, so that most items are refused by one comparison.
package struct BestItems {
  private let limit: Int
  private var heap: [(item: Int32, score: Float)] = []

  /// Keeps up to `limit` items.
  package init(limit: Int) {
    self.limit = limit
    heap.reserveCapacity(limit)
  }

  /// Offers an item.
  ///
  /// - Complexity: O(log *limit*), and mostly O(1).
  package mutating func offer(_ item: Int32, _ score: Float) {
    if heap.count < limit {
      heap.append((item, score))
      siftUp(heap.count - 1)
    } else if let worst = heap.first, Self.isBetter((item, score), worst) {
      heap[0] = (item, score)
      siftDown()
    }
  }

  /// The items that were kept, the best first.
  ///
  /// - Complexity: O(*limit* log *limit*)
  package func sorted() -> [(item: Int32, score: Float)] { heap.sorted(by: Self.isBetter) }

  private static func isBetter(
    _ a: (item: Int32, score: Float), _ b: (item: Int32, score: Float)
  ) -> Bool {
    a.score != b.score ? a.score > b.score : a.item < b.item
  }

  private mutating func siftUp(_ start: Int) {
    var place = start
    while place > 0 {
      let parent = (place - 1) / 2
      guard Self.isBetter(heap[parent], heap[place]) else { return }
      heap.swapAt(parent, place)
      place = parent
    }
  }

  private mutating func siftDown() {
    var place = 0
    while 2 * place + 1 < heap.count {
      var child = 2 * place + 1
      if child + 1 < heap.count, Self.isBetter(heap[child], heap[child + 1]) { child += 1 }
      guard Self.isBetter(heap[place], heap[child]) else { return }
      heap.swapAt(place, child)
      place = child
    }
  }
}
