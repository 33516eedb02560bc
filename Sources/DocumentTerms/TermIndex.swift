/// Distinct terms, each with a number: the order of their first appearance.
///
/// The bytes of all terms lie one after the other, and a hash table with open addressing finds them.
/// So a term that was seen before, as nine in ten were, costs a hash and a comparison and no memory,
/// and spellings that differ in their bytes only are told apart.
public struct TermIndex: Sendable {
  private var bytes: [UInt8] = []
  /// Where each term ends in ``bytes``.
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// The number of the term at each place of the hash table, or -1; a power of two of them.
  private var slots = [Int32](repeating: -1, count: 1 << 10)

  /// Creates an index without terms.
  public init() {}

  /// The number of terms.
  public var count: Int { ends.count }

  /// The number of `term`, which is new if it equals ``count`` before the call.
  ///
  /// - Complexity: O(*n*) in the bytes of the term, amortized.
  public mutating func number(of term: borrowing Span<UInt8>) -> Int32 {
    let hash = Self.hash(term)
    let slot = slot(of: term, hash)
    return slots[slot] >= 0 ? slots[slot] : append(term, hash: hash, slot: slot)
  }

  /// The number of `term`, or nil if there is no such term.
  ///
  /// - Complexity: O(*n*) in the bytes of the term.
  public func existingNumber(of term: borrowing Span<UInt8>) -> Int32? {
    let slot = slot(of: term, Self.hash(term))
    return slots[slot] >= 0 ? slots[slot] : nil
  }

  /// The term with a number.
  public subscript(number: Int32) -> String {
    String(decoding: bytes[range(Int(number))], as: UTF8.self)
  }

  /// The UTF-8 of the term with a number, read in place.
  ///
  /// - Complexity: O(1)
  @_lifetime(borrow self)
  public func utf8(_ number: Int32) -> Span<UInt8> {
    bytes.span.extracting(range(Int(number)))
  }

  /// Appends the UTF-8 of the term with a number.
  public func append(_ number: Int32, to text: inout [UInt8]) {
    text += bytes[range(Int(number))]
  }

  /// The numbers of the terms in their bytewise order.
  ///
  /// - Complexity: O(*n* log *n*); most comparisons look at the first eight bytes only.
  public func bytewiseOrder() -> [Int32] {
    var keys: [(prefix: UInt64, number: Int32)] = []
    keys.reserveCapacity(count)
    for number in 0..<Int32(count) { keys.append((prefix(number), number)) }
    keys.sort { a, b in
      a.prefix != b.prefix ? a.prefix < b.prefix : precedes(a.number, b.number)
    }
    return keys.map(\.number)
  }

  /// The place of `term` in the hash table, or the free one where it belongs.
  private func slot(of term: borrowing Span<UInt8>, _ hash: UInt32) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, equals(number, term) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private func equals(_ number: Int, _ term: borrowing Span<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == term.count else { return false }
    for offset in term.indices where bytes[range.lowerBound + offset] != term[offset] {
      return false
    }
    return true
  }

  /// The first eight bytes, as a number that orders like them; zeros stand for missing ones.
  private func prefix(_ number: Int32) -> UInt64 {
    let term = utf8(number)
    var prefix: UInt64 = 0
    for offset in 0..<8 { prefix = prefix << 8 | (offset < term.count ? UInt64(term[offset]) : 0) }
    return prefix
  }

  private func precedes(_ a: Int32, _ b: Int32) -> Bool {
    bytes[range(Int(a))].lexicographicallyPrecedes(bytes[range(Int(b))])
  }

  private mutating func append(_ term: borrowing Span<UInt8>, hash: UInt32, slot: Int) -> Int32 {
    let number = Int32(count)
    for offset in term.indices { bytes.append(term[offset]) }
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = number
    // More than half full, probes grow long.
    if count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// FNV-1a with 64 bits, folded: http://www.isthe.com/chongo/tech/comp/fnv/.
  private static func hash(_ term: borrowing Span<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in term.indices { hash = (hash ^ UInt64(term[index])) &* 0x100_0000_01B3 }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
