import LinearAlgebra
import NearestNeighbors

/// Some points, their clusters, and bounds of their distances that outlive the moves of centroids.
///
/// A centroid that moves by *δ* comes nearer by at most *δ* ([Elkan 2003]). With *S* the sum of its
/// moves so far, a lower bound *b* found when that was *S'* is *b* + *S'* − *S* from then on; *b* +
/// *S'* is stored, so that bounds need no upkeep. A point whose own centroid is nearer than all these
/// bounds keeps its cluster unseen. One with few exceptions is compared with these few; one with
/// many joins a block that is multiplied with all centroids at once, the products of matrices being
/// several times faster than lone ones.
///
/// Departing from Elkan, distances between centroids are not used: in many dimensions they rule out
/// next to nothing.
///
/// [Elkan 2003]: https://dl.acm.org/doi/10.5555/3041838.3041857
struct BoundedRows: Sendable {
  /// The points.
  let rows: Range<Int>
  /// Their clusters; −1 before the first assignment.
  private(set) var labels: [Int32]
  /// Upper bounds of the distances to the own centroids, less *S* of these.
  private var upper: [Float]
  /// Lower bounds of the distances, plus *S*, of shape (points, clusters), infinite for the own
  /// cluster; empty if bounds would take too much memory.
  private var lower: [Float]
  private let clusters: Int

  /// A point is compared with all centroids if more than one in so many may be nearer.
  private static let share = 16
  /// How many points before its turn a point is brought into the cache.
  private static let ahead = 3

  init(_ rows: Range<Int>, clusters: Int, keepsBounds: Bool) {
    self.rows = rows
    self.clusters = clusters
    labels = [Int32](repeating: -1, count: rows.count)
    upper = [Float](repeating: 0, count: keepsBounds ? rows.count : 0)
    lower = [Float](repeating: 0, count: keepsBounds ? rows.count * clusters : 0)
  }

  /// Gives every point its nearest centroid.
  ///
  /// - Parameters:
  ///   - search: The centroids.
  ///   - moved: *S* of each centroid.
  ///   - points: The points.
  /// - Returns: The points whose cluster changed.
  mutating func assign(
    _ search: CentroidSearch, moved: [Float], _ points: PointSource
  ) -> [Moments.Change] {
    var scratch = AssignmentScratch(search, points)
    var block = PointBlock(search)
    let open = rows.filter { row in
      let place = row - rows.lowerBound
      return isNew(place) || !keepsCluster(place, moved.span)
    }
    for (index, row) in open.enumerated() {
      if index + Self.ahead < open.count { points.prepare(open[index + Self.ahead]) }
      let place = row - rows.lowerBound
      let isNew = isNew(place)
      block.append(row, of: points)
      if !isNew, assignFew(place, moved.span, block, &scratch) { block.removeLast() }
      if block.isFull { assignAll(&block, moved.span, &scratch) }
    }
    assignAll(&block, moved.span, &scratch)
    return scratch.changes
  }

  /// Whether nothing is known of a point yet.
  private func isNew(_ place: Int) -> Bool { lower.isEmpty || labels[place] < 0 }

  /// Whether no other centroid can be nearer than the own one.
  private func keepsCluster(_ place: Int, _ moved: Span<Float>) -> Bool {
    let own = upper[place] + moved[Int(labels[place])]
    let bounds = lower.span.extracting(place * clusters..<(place + 1) * clusters)
    precondition(moved.count == bounds.count)
    // A negative difference has its first bit set; unlike a comparison, this is vectorized.
    var bits: UInt32 = 0
    for cluster in 0..<bounds.count {
      bits |= (bounds[cluster] - moved[cluster] - own).bitPattern
    }
    return bits >> 31 == 0
  }

  /// Compares a point, the last of `block`, with the centroids that may be nearer, unless these are
  /// too many.
  private mutating func assignFew(
    _ place: Int, _ moved: Span<Float>, _ block: borrowing PointBlock,
    _ scratch: inout AssignmentScratch
  ) -> Bool {
    let last = block.rows.count - 1
    let (search, label) = (scratch.search, Int(labels[place]))
    let point = DistanceBounds(block.squares[last], search)
    var best = search.cost(block[point: last], label)
    scratch.candidates.removeAll(keepingCapacity: true)
    scratch.costs.removeAll(keepingCapacity: true)
    let first = place * clusters
    let most = clusters / Self.share
    let count = findNearer(
      than: point.upper(best), lower.span.extracting(first..<first + clusters), moved,
      atMost: most, into: &scratch.found)
    guard count <= most else { return false }
    scratch.candidates += scratch.found[..<count]
    lower[first + label] = point.lower(best, moved[label])
    scratch.candidates.append(Int32(label))
    for candidate in scratch.candidates.dropLast() {
      let cost = search.cost(block[point: last], Int(candidate))
      scratch.costs.append(cost)
      lower[first + Int(candidate)] = point.lower(cost, moved[Int(candidate)])
    }
    scratch.costs.append(best)
    for cost in scratch.costs { best = min(best, cost) }
    scratch.keep(costsUpTo: best + 2 * point.error)
    settle(place, point.upper(best), moved, &scratch)
    return true
  }

  /// Compares all points of the block with all centroids, and empties it.
  private mutating func assignAll(
    _ block: inout PointBlock, _ moved: Span<Float>, _ scratch: inout AssignmentScratch
  ) {
    guard !block.rows.isEmpty else { return }
    block.multiply()
    let search = scratch.search
    for index in block.rows.indices {
      let place = block.rows[index] - rows.lowerBound
      let point = DistanceBounds(block.squares[index], search)
      let least = search.appendNearest(
        block[products: index], error: point.error, to: &scratch.candidates)
      if !lower.isEmpty { store(place, block[products: index], point, search, moved) }
      settle(place, point.upper(least), moved, &scratch)
    }
    block.removeAll()
  }

  /// Stores the bounds of a point that was compared with all centroids.
  private mutating func store(
    _ place: Int, _ products: Span<Float>, _ point: DistanceBounds, _ search: CentroidSearch,
    _ moved: Span<Float>
  ) {
    let (halfSquares, clusters) = (search.halfSquares.span, clusters)
    var whole = lower.mutableSpan
    var bounds = whole._mutatingExtracting(place * clusters..<(place + 1) * clusters)
    precondition(
      products.count == bounds.count && halfSquares.count == bounds.count
        && moved.count == bounds.count)
    for cluster in 0..<bounds.count {
      bounds[cluster] = point.lower(halfSquares[cluster] - products[cluster], moved[cluster])
    }
  }

  /// Gives a point the nearest of the candidates, which its costs leave possible.
  private mutating func settle(
    _ place: Int, _ distance: Float, _ moved: Span<Float>, _ scratch: inout AssignmentScratch
  ) {
    let row = rows.lowerBound + place
    let label = scratch.nearest(row)
    if label != labels[place] {
      scratch.changes.append(Moments.Change(point: row, from: labels[place], to: label))
      labels[place] = label
    }
    guard !lower.isEmpty else { return }
    lower[place * clusters + Int(label)] = .infinity
    upper[place] = (distance - moved[Int(label)]).nextUp
  }
}
