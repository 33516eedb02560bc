/// Numbers features in the order of their first appearance.
struct FeatureIndex: Sendable {
  /// The key of each number.
  private(set) var keys: [UInt64] = []
  /// The number at each place of a hash table with open addressing, or -1; a power of two of them.
  private var slots = [Int32](repeating: -1, count: 1 << 10)

  /// The number of a feature, which is new if it equals the count of ``keys`` before the call.
  ///
  /// - Complexity: O(1), amortized.
  mutating func number(of key: UInt64) -> Int {
    var slot = self.slot(key)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if keys[number] == key { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(keys.count)
    keys.append(key)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, key) in keys.enumerated() {
      var slot = self.slot(key)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: key >> 20) & (slots.count - 1)
  }
}
