import LinearAlgebra

/// Distinct terms, each with a number: the order of their first appearance.
///
/// The bytes of all terms lie one after the other, and a hash table with open addressing finds them.
/// So a term that was seen before, as nine in ten were, costs a hash and a comparison and no memory,
/// and spellings that differ in their bytes only are told apart.
public struct TermIndex: Sendable {
  private var terms = TermList()
  /// The hash table; a power of two of places.
  private var slots = [Slot](repeating: Slot(), count: 1 << 10)

  /// A place of the hash table. The hash beside the number spares a look at most other terms.
  private struct Slot {
    var hash: UInt32 = 0
    /// The number of the term, or -1.
    var number: Int32 = -1
  }

  private let seed: UInt64

  /// Creates an index without terms.
  ///
  /// - Parameter seed: A number that nobody knows, where somebody could choose terms that all lie at one
  ///   place of the hash table. The numbers of the terms do not depend on it.
  public init(seed: UInt64 = 0) { self.seed = seed }

  /// The number of terms.
  public var count: Int { terms.count }

  /// The number of `term`, which is new if it equals ``count`` before the call.
  ///
  /// - Complexity: O(*n*) in the bytes of the term, amortized.
  public mutating func number(of term: borrowing Span<UInt8>) -> Int32 {
    number(of: term, TermKey(term))
  }

  /// Appends the numbers of all terms of a list, new ones included.
  ///
  /// - Complexity: O(*n*) in the bytes of the terms, amortized.
  public mutating func appendNumbers(of list: TermList, to numbers: inout [Int32]) {
    let start = numbers.count
    numbers.reserveCapacity(start + list.count)
    // First all places, nothing being decided yet: so the memory is asked for many of them at once.
    for index in 0..<list.count {
      let slot = slots[Int(list.key(index).hash(seed: seed)) & (slots.count - 1)]
      numbers.append(slot.number)
    }
    for index in 0..<list.count {
      let (key, number) = (list.key(index), numbers[start + index])
      if number >= 0, key.isWhole, terms.key(Int(number)) == key { continue }
      numbers[start + index] = self.number(of: list.utf8(index), key)
    }
  }

  /// The number of `term`, or nil if there is no such term.
  ///
  /// - Complexity: O(*n*) in the bytes of the term.
  public func existingNumber(of term: borrowing Span<UInt8>) -> Int32? {
    let key = TermKey(term)
    let number = slots[slot(of: term, key, hash(term, key))].number
    return number >= 0 ? number : nil
  }

  /// The term with a number.
  public subscript(number: Int32) -> String { terms[Int(number)] }

  /// The UTF-8 of the term with a number, read in place.
  ///
  /// - Complexity: O(1)
  @_lifetime(borrow self)
  public func utf8(_ number: Int32) -> Span<UInt8> { terms.utf8(Int(number)) }

  /// Appends the UTF-8 of the term with a number.
  public func append(_ number: Int32, to text: inout [UInt8]) {
    unsafe utf8(number).withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
  }

  /// The terms with some numbers, separated by blanks.
  ///
  /// - Complexity: O(*n*) in their bytes, mostly eight at a time.
  public func joined(_ numbers: ArraySlice<Int32>) -> String { terms.joined(numbers) }

  /// The numbers of the terms in their bytewise order.
  ///
  /// - Complexity: O(*n* log *n*); most comparisons look at the first eight bytes only.
  public func bytewiseOrder() -> [Int32] {
    var keys: [(prefix: UInt64, number: Int32)] = []
    keys.reserveCapacity(count)
    for number in 0..<Int32(count) {
      // As a number that orders like the bytes.
      keys.append((terms.key(Int(number)).first.byteSwapped, number))
    }
    keys.sort { a, b in
      a.prefix != b.prefix ? a.prefix < b.prefix : precedes(a.number, b.number)
    }
    return keys.map(\.number)
  }

  /// Whether the term with one number comes before that with another in bytewise order.
  public func precedes(_ a: Int32, _ b: Int32) -> Bool {
    terms.precedes(Int(a), Int(b))
  }

  private mutating func number(of term: borrowing Span<UInt8>, _ key: TermKey) -> Int32 {
    let hash = hash(term, key)
    let slot = slot(of: term, key, hash)
    let number = slots[slot].number
    return number >= 0 ? number : append(term, hash, slot: slot)
  }

  /// The place of `term` in the hash table, or the free one where it belongs.
  private func slot(of term: borrowing Span<UInt8>, _ key: TermKey, _ hash: UInt32) -> Int {
    let slots = slots.span
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot].number >= 0 {
      if slots[slot].hash == hash, equals(Int(slots[slot].number), term, key) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func hash(_ term: borrowing Span<UInt8>, _ key: TermKey) -> UInt32 {
    key.isWhole ? key.hash(seed: seed) : TermKey.hash(term, seed: seed)
  }

  private func equals(_ number: Int, _ term: borrowing Span<UInt8>, _ key: TermKey) -> Bool {
    guard terms.key(number) == key else { return false }
    guard !key.isWhole else { return true }
    let own = terms.utf8(number)
    guard own.count == term.count else { return false }
    for index in stride(from: 8, to: term.count - 7, by: 8)
    where own.word(at: index) != term.word(at: index) {
      return false
    }
    // The last eight bytes, of which some were there before.
    return own.word(at: term.count - 8) == term.word(at: term.count - 8)
  }

  private mutating func append(
    _ term: borrowing Span<UInt8>, _ hash: UInt32, slot: Int
  ) -> Int32 {
    let number = Int32(count)
    terms.append(term.indices, of: term)
    slots[slot] = Slot(hash: hash, number: number)
    // Fuller, probes grow long; emptier, fewer places are in the cache.
    if count * 4 > slots.count * 3 { grow() }
    return number
  }

  /// Doubles the hash table. Earlier terms, which are the commoner ones, come first and so keep their
  /// first places.
  private mutating func grow() {
    slots = [Slot](repeating: Slot(), count: slots.count * 2)
    for number in 0..<count {
      let hash = hash(terms.utf8(number), terms.key(number))
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot].number >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Slot(hash: hash, number: Int32(number))
    }
  }
}
