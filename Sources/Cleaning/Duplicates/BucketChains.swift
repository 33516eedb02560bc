import LinearAlgebra

/// For each document and band, the document before it with the same key: the buckets of a hash table
/// as linked lists, from the last document to the first.
///
/// Four bytes a document and band, twice while they are linked, and nothing else grows with the documents.
package struct BucketChains: Sendable {
  /// The number of documents.
  package private(set) var count = 0
  /// The number of bands.
  package let bands: Int
  /// By document and band, until ``link(threads:)``: the keys.
  private var keys: [UInt32] = []
  /// By band and document, from then on: the documents before, if any.
  private var links: [[UInt32]] = []

  /// Creates chains without documents.
  package init(bands: Int) { self.bands = bands }

  /// Adds a document with a key for each band, or without keys: such a one shares no bucket.
  package mutating func append(_ keys: [UInt32]) {
    precondition(keys.isEmpty || keys.count == bands, "\(keys.count) keys for \(bands) bands")
    for key in keys { self.keys.append(min(key, Self.none - 1)) }
    if keys.isEmpty { self.keys += repeatElement(Self.none, count: bands) }
    count += 1
  }

  /// Replaces the keys by what they are for.
  ///
  /// - Complexity: O(*bands* · *documents*), one band a thread.
  package mutating func link(threads: Int) {
    links = parallelMap(count: bands, chunk: 1, threads: threads) { [keys, bands] range in
      Self.linked(stride(from: range.lowerBound, to: keys.count, by: bands).map { keys[$0] })
    }
    keys = []
  }

  /// The document before `document` in the bucket of `band`.
  package subscript(band: Int, document: Int) -> Int? {
    let cell = links[band][document]
    return cell == Self.none ? nil : Int(cell)
  }

  /// The documents that share a bucket with another one, ascending.
  package var shared: [Int] {
    var shared = [Bool](repeating: false, count: count)
    for band in links.indices {
      for document in 0..<count {
        guard let previous = self[band, document] else { continue }
        shared[document] = true
        shared[previous] = true
      }
    }
    return shared.indices.filter { shared[$0] }
  }

  private static let none = UInt32.max

  /// The document before each one with an equal key, by a hash table with open addressing.
  private static func linked(_ keys: [UInt32]) -> [UInt32] {
    var bits = 4
    while 1 << bits < keys.count * 2 { bits += 1 }
    var slots = [UInt32](repeating: none, count: 1 << bits)
    var links = keys
    for (document, key) in keys.enumerated() where key != none {
      // Fibonacci hashing: a key's high bits after multiplication spread best.
      var slot = Int((key &* 0x9E37_79B1) >> UInt32(32 - bits))
      while slots[slot] != none, keys[Int(slots[slot])] != key {
        slot = (slot + 1) & (slots.count - 1)
      }
      links[document] = slots[slot]
      slots[slot] = UInt32(document)
    }
    return links
  }
}
