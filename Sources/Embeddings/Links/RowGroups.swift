/// One side of a batch, document or target: the rows that occur, each with its pairs together.
///
/// So a row's gradient is added up by one thread in a fixed order, whatever the number of threads.
package struct RowGroups: Sendable, Equatable {
  /// The rows that occur, ascending. The position of a row here is its slot.
  package private(set) var rows: [Int32] = []
  /// Where the pairs of each slot begin in ``partners``, and where the last ends.
  package private(set) var starts: [Int32] = [0]
  /// The slot of the other side of each pair, or its complement (`~slot`) where the pair is no link.
  package private(set) var partners: [Int32] = []

  /// Groups the pairs of a batch by document, and by target.
  ///
  /// - Complexity: O(*n*)
  package static func both(of batch: LinkBatch) -> (documents: RowGroups, targets: RowGroups) {
    let count = batch.pairs.count
    var documents = RowGroups()
    var targets = RowGroups()
    let byDocument = sortedOrder(batch.pairs.map(\.document))
    let byTarget = sortedOrder(batch.pairs.map(\.target))
    let documentSlots = documents.group(byDocument) { batch.pairs[$0].document }
    let targetSlots = targets.group(byTarget) { batch.pairs[$0].target }
    documents.partners.reserveCapacity(count)
    targets.partners.reserveCapacity(count)
    for pair in byDocument {
      let slot = targetSlots[Int(pair)]
      documents.partners.append(pair < batch.links ? slot : ~slot)
    }
    for pair in byTarget {
      let slot = documentSlots[Int(pair)]
      targets.partners.append(pair < batch.links ? slot : ~slot)
    }
    return (documents, targets)
  }

  /// Notes the rows of pairs in sorted order; returns the slot of each pair.
  private mutating func group(_ order: [Int32], _ row: (Int) -> Int32) -> [Int32] {
    var slots = [Int32](repeating: 0, count: order.count)
    for (place, pair) in order.enumerated() {
      let row = row(Int(pair))
      if rows.last != row {
        if place > 0 { starts.append(Int32(place)) }
        rows.append(row)
      }
      slots[Int(pair)] = Int32(rows.count - 1)
    }
    starts.append(Int32(order.count))
    return slots
  }
}

/// The positions of `keys` in ascending order, equal keys in the order they came: a radix sort, eleven
/// bits at a time.
///
/// - Precondition: No key is negative.
/// - Complexity: O(*n*) for each eleven bits of the largest key.
package func sortedOrder(_ keys: [Int32]) -> [Int32] {
  let largest = keys.max() ?? 0
  var order = Array(0..<Int32(keys.count))
  var next = order
  var shift: Int32 = 0
  while shift < 32, shift == 0 || largest >> shift > 0 {
    var places = [Int](repeating: 0, count: 2049)
    for key in keys { places[Int(key >> shift & 2047) + 1] += 1 }
    for digit in 0..<2048 { places[digit + 1] += places[digit] }
    for position in order {
      let digit = Int(keys[Int(position)] >> shift & 2047)
      next[places[digit]] = position
      places[digit] += 1
    }
    swap(&order, &next)
    shift += 11
  }
  return order
}
