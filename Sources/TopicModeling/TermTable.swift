/// Numbers the distinct byte strings it is shown, in the order of their first sight.
///
/// A hash table with open addressing over one buffer of bytes. Unlike a dictionary of strings it makes
/// no string for each token, and it tells spellings apart that differ in their bytes only.
struct TermTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each term ends in ``bytes``; the next one starts there.
  private var ends: [Int] = []
  /// The number of the term in each slot, or −1; the length is a power of two.
  private var slots = [Int32](repeating: -1, count: 1 << 10)

  /// The number of distinct terms.
  var count: Int { ends.count }

  /// The text of a term.
  ///
  /// - Precondition: Its bytes are valid UTF-8, as those of a table are.
  func term(_ number: Int) -> String {
    String(decoding: bytes[range(number)], as: UTF8.self)
  }

  /// Calls `body` with the bytes of a term.
  func withBytes<Result>(_ number: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(range(number)))
  }

  /// The number of `term`, a new one if it was not seen before.
  ///
  /// - Complexity: O(*n*) in the bytes of the term, on average.
  mutating func number(of term: Span<UInt8>) -> Int {
    if 2 * count >= slots.count { grow() }
    var slot = Self.hash(term) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isEqual(Int(slots[slot]), term) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(count)
    for index in term.indices { bytes.append(term[index]) }
    ends.append(bytes.count)
    return count - 1
  }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private func isEqual(_ number: Int, _ term: Span<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == term.count else { return false }
    for index in term.indices where bytes[range.lowerBound + index] != term[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for number in 0..<count {
      var slot = withBytes(number, Self.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// The 64-bit FNV-1a hash, its high bits folded into the low ones that choose the slot.
  private static func hash(_ term: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in term.indices { hash = (hash ^ UInt64(term[index])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff)
  }
}
