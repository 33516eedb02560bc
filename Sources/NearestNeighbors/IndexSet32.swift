/// A small set of indexes that remembers in which order they were added: a hash table with open
/// addressing, made once and emptied often.
struct IndexSet32 {
  /// The indexes that were added and are not hidden, in order.
  private(set) var added: [Int32] = []
  private var slots: [Int32]
  private let mask: Int

  /// Creates a set of up to `capacity` indexes.
  init(capacity: Int) {
    var size = 64
    while size < 2 * capacity { size *= 2 }
    mask = size - 1
    slots = [Int32](repeating: -1, count: size)
    added.reserveCapacity(capacity)
  }

  /// Empties the set.
  mutating func removeAll() {
    added.removeAll(keepingCapacity: true)
    var span = slots.mutableSpan
    for slot in span.indices { span[slot] = -1 }
  }

  /// Adds an index that ``added`` does not list.
  mutating func hide(_ index: Int) { _ = place(Int32(truncatingIfNeeded: index)) }

  /// Adds an index, unless it is there.
  mutating func insert(_ index: Int) {
    let index = Int32(truncatingIfNeeded: index)
    if place(index) { added.append(index) }
  }

  /// Whether the index was not there and is now.
  private mutating func place(_ index: Int32) -> Bool {
    // The golden ratio spreads the neighboring places of a cell.
    let hash = (UInt32(bitPattern: index) &* 0x9E37_79B9) >> 7
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      if slots[slot] == index { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = index
    return true
  }
}
