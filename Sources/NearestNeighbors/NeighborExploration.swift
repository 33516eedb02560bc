import LinearAlgebra

/// Neighbors of neighbors: what is near a point's neighbor is likely to be near the point.
///
/// Rounds of it make of a rough graph a nearly exact one ([Dong, Moses and Li 2011]; [Tang and others
/// 2016], section 3.1). All lists of a round are made from those of the round before, so that neither
/// threads nor the order of the work change them. Only what is reached by an edge of the last round is
/// compared, as the rest has been compared before.
///
/// [Dong, Moses and Li 2011]: https://doi.org/10.1145/1963405.1963487
/// [Tang and others 2016]: https://doi.org/10.1145/2872427.2883041
struct NeighborExploration: Sendable {
  let search: CellSearch

  /// Lists that one call makes.
  private static let chunk = 256
  /// Lists that offers are entered into before they are put back.
  private static let band = 1 << 14

  /// Compares each point with the neighbors of its neighbors; each comparison may change both lists.
  ///
  /// - Parameters:
  ///   - lists: The lists of the last round, then those of this one, in which what entered is fresh.
  ///   - threads: The largest number of threads.
  /// - Returns: How many points entered a list.
  /// - Complexity: O(*points* × *count*² × *dimensions*); memory for a second copy of the lists.
  func round(_ lists: inout ShortLists, threads: Int) -> Int {
    let (entered, offers) = explore(&lists, threads: threads)
    return entered + accept(offers, into: &lists, threads: threads)
  }

  /// Compares each point with the neighbors of its neighbors, for its own list; returns how many entered,
  /// and what the lists of the others are offered.
  private func explore(
    _ lists: inout ShortLists, threads: Int
  ) -> (entered: Int, offers: [Offer]) {
    let bounds = (0..<lists.rows).map { lists.bound($0) }
    let parts = parallelMap(count: lists.rows, chunk: Self.chunk, threads: threads) {
      [lists] places in
      var part = lists[rows: places]
      part.settle()
      var candidates = IndexSet32(capacity: lists.count * (lists.count + 3))
      var (entered, offers): (Int, [Offer]) = (0, [])
      for place in places {
        collect(place, lists, &candidates)
        let near = promising(place, candidates.added.span, bounds)
        entered += enter(near, place, &part, places.lowerBound)
        for other in near where other.cost < bounds[Int(other.place)] {
          offers.append(Offer(to: other.place, from: Int32(place), cost: other.cost))
        }
      }
      return (lists: part, entered: entered, offers: offers)
    }
    lists.replace(from: 0, by: parts.lazy.map(\.lists))
    return (parts.reduce(0) { $0 + $1.entered }, parts.flatMap(\.offers))
  }

  /// Collects what is to be compared with a place.
  private func collect(_ place: Int, _ lists: ShortLists, _ candidates: inout IndexSet32) {
    let near = lists[place]
    candidates.removeAll()
    candidates.hide(place)
    for index in near.indices where !near[index].isNone { candidates.hide(near[index].index) }
    for index in near.indices where !near[index].isNone {
      let (isFresh, beyond) = (near[index].isFresh, lists[near[index].index])
      // The first two thirds: what is far from a neighbor is seldom near.
      for next in 0..<(2 * beyond.count + 2) / 3 where isFresh || beyond[next].isFresh {
        if beyond[next].isNone { break }
        candidates.insert(beyond[next].index)
      }
    }
  }

  /// A place and what it costs.
  private typealias Costed = (place: Int32, cost: Float)

  /// Enters candidates into the list of a place; `first` is the place of the first list.
  private func enter(
    _ near: [Costed], _ place: Int, _ lists: inout ShortLists, _ first: Int
  ) -> Int {
    var entered = 0
    var bound = lists.bound(place - first)
    for other in near where other.cost < bound {
      bound = lists.insert(Int(other.place), cost: other.cost, into: place - first)
      entered += 1
    }
    return entered
  }

  /// The candidates that cost less than the bound of the place or of their own, as far as their leading
  /// columns tell, and their costs.
  ///
  /// What the other columns may take off is the product of their lengths at most, and hardly ever more
  /// than a share of it.
  private func promising(
    _ place: Int, _ candidates: Span<Int32>, _ bounds: [Float]
  ) -> [Costed] {
    let leading = products(place, candidates, from: 0, to: search.leading)
    var (near, costs): ([Int32], [Float]) = ([], [])
    let slack = Self.slack * search.rests[place]
    for index in candidates.indices {
      let other = Int(candidates[index])
      let cost = search.cost(place, other, product: leading[index])
      if cost - slack * search.rests[other] < max(bounds[place], bounds[other]) {
        near.append(candidates[index])
        costs.append(cost)
      }
    }
    let rest = products(place, near.span, from: search.leading, to: search.packed.columns)
    return near.indices.map { (near[$0], costs[$0] - rest[$0]) }
  }

  /// The share of the product of two lengths that the product of two points is expected to stay below.
  private static let slack: Float = 0.3

  /// The products of a place and others, of some columns.
  private func products(
    _ place: Int, _ others: Span<Int32>, from first: Int, to last: Int
  ) -> [Float] {
    var products = [Float](repeating: 0, count: others.count)
    var span = products.mutableSpan
    guard first < last else { return products }
    rowProducts(
      search.packed[row: place].extracting(first..<last), others,
      of: search.packed.elements.span, columns: search.packed.columns, from: first, into: &span)
    return products
  }
}

/// A place that may enter the list of another.
private struct Offer: Sendable {
  let to: Int32
  let from: Int32
  let cost: Float
}

extension NeighborExploration {
  /// Enters each point into the lists of its neighbors where it is near enough; nothing is measured
  /// for it.
  ///
  /// - Complexity: O(*points* × *count*²)
  func symmetrize(_ lists: inout ShortLists, threads: Int) {
    let offers = parallelMap(count: lists.rows, chunk: Self.chunk, threads: threads) {
      [lists] places in
      var offers: [Offer] = []
      for place in places {
        let list = lists[place]
        for index in list.indices where !list[index].isNone {
          let (other, cost) = (list[index].index, list[index].cost)
          guard cost < lists.bound(other) else { continue }
          offers.append(Offer(to: Int32(other), from: Int32(place), cost: cost))
        }
      }
      return offers
    }
    _ = accept(offers.flatMap { $0 }, into: &lists, threads: threads)
  }

  /// Enters the offers that are near enough; returns how many were.
  private func accept(_ offers: [Offer], into lists: inout ShortLists, threads: Int) -> Int {
    let groups = Groups(offers.map(\.to), count: lists.rows)
    var entered = 0
    // Some lists after the others, so that there is no copy of all.
    for start in stride(from: 0, to: lists.rows, by: Self.band) {
      let band = start..<min(start + Self.band, lists.rows)
      let parts = parallelMap(count: band.count, chunk: Self.chunk, threads: threads) {
        [lists] range in
        accepted(offers, groups, start + range.lowerBound..<start + range.upperBound, lists)
      }
      lists.replace(from: start, by: parts.lazy.map(\.lists))
      entered += parts.reduce(0) { $0 + $1.entered }
    }
    return entered
  }

  /// The lists of some places with the offers that are near enough, and how many were.
  private func accepted(
    _ offers: [Offer], _ groups: Groups, _ places: Range<Int>, _ lists: ShortLists
  ) -> (lists: ShortLists, entered: Int) {
    var (part, entered) = (lists[rows: places], 0)
    for place in places {
      let row = place - places.lowerBound
      for number in groups.places(place) {
        let offer = offers[Int(groups.order[number])]
        let isNearer = offer.cost < part.bound(row)
        guard isNearer, !part.contains(Int(offer.from), in: row) else { continue }
        part.insert(Int(offer.from), cost: offer.cost, into: row)
        entered += 1
      }
    }
    return (part, entered)
  }
}
