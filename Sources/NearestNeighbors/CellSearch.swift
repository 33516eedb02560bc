import LinearAlgebra

/// Points in the order of their cells, which share the lines of the cache with their neighbors.
///
/// A **place** is a number in that order; ``order`` has the row of the point at each.
struct CellSearch: Sendable {
  /// The rows of the points, cell after cell.
  var order: [Int32] { cells.order }
  /// The points made ready for products, of shape (points, dimensions), cell after cell.
  let packed: Matrix
  /// Half the squared length of each point, or zeros for the cosine.
  let halves: [Float]
  /// The number of columns that say most about products; all, if none do.
  let leading: Int
  /// The length of what each point is beyond the leading columns.
  let rests: [Float]

  /// The number of nearest cells that each point is compared with.
  private(set) var probes: Int
  private let cells: Groups
  /// The nearest cells of each row, its own first; of shape (rows, ``probes``).
  private var nearest: [Int32]

  /// Points of a cell that are compared at a time.
  private static let tile = 512
  /// A cell that is larger than so many times the mean, as one of equal points may be, is not compared
  /// as a whole.
  private static let largest = 8

  /// Divides points into cells.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - centers: The centers of the cells.
  ///   - probes: The number of cells that each point is compared with.
  ///   - threads: The largest number of threads.
  /// - Complexity: O(*points* × *cells* × *dimensions*), and a copy of the points in memory.
  init(_ points: PreparedPoints, _ centers: CellCenters, probes: Int, threads: Int) {
    let (rows, columns) = (points.source.rows, points.source.columns)
    let probes = min(probes, centers.count)
    nearest = centers.nearest(points, cells: probes, threads: threads)
    var own = [Int32](repeating: 0, count: rows)
    for row in 0..<rows { own[row] = nearest[row * probes] }
    let cells = Groups(own, count: centers.count)
    self.cells = cells
    self.probes = probes
    halves = cells.order.map { points.offset(Int($0)) }
    defer { points.source.release() }
    guard let axes = LeadingColumns(points, threads: threads) else {
      packed = points.packed(cells.order, threads: threads)
      (leading, rests) = (columns, [Float](repeating: 0, count: rows))
      return
    }
    let packed = points.packed(cells.order, rotation: axes.rotation, threads: threads)
    self.packed = packed
    leading = axes.count
    rests = (0..<rows).map { norm(packed[row: $0].extracting(axes.count..<columns)) }
  }

  /// The cost of a pair of places, half of their squared distance or minus their cosine, from the
  /// product of the two.
  @inline(__always)
  func cost(_ a: Int, _ b: Int, product: Float) -> Float { halves[a] + (halves[b] - product) }

  /// Compares each point with those of its cells.
  ///
  /// All points are compared with their nearest cells first, then all with their second ones, and so
  /// on, so that each cell meets many points in one product, and no two threads change one list.
  ///
  /// - Returns: A list of `count` places for each place.
  /// - Complexity: O(*points* × *probes* × *points of a cell* × *dimensions*)
  func lists(count: Int, threads: Int) -> ShortLists {
    var lists = ShortLists(rows: packed.rows, count: count)
    for probe in 0..<probes { compare(&lists, probe: probe, threads: threads) }
    return lists
  }

  /// Compares each point with those of further cells, up to `probes` in all.
  ///
  /// - Parameters:
  ///   - lists: What was found so far, by whatever way.
  ///   - probes: The number of cells from now on.
  ///   - points: The points that the search was made of.
  ///   - centers: The centers of its cells.
  ///   - threads: The largest number of threads.
  mutating func widen(
    _ lists: inout ShortLists, probes: Int, _ points: PreparedPoints, _ centers: CellCenters,
    threads: Int
  ) {
    let known = self.probes
    self.probes = min(probes, centers.count)
    nearest = centers.nearest(points, cells: self.probes, threads: threads)
    for probe in known..<self.probes {
      compare(&lists, probe: probe, mayKnow: true, threads: threads)
    }
  }

  /// Compares each point with those of one of its cells; `mayKnow` tells whether lists may hold points
  /// of that cell already.
  private func compare(
    _ lists: inout ShortLists, probe: Int, mayKnow: Bool = false, threads: Int
  ) {
    let queries = Groups(order.map { nearest[Int($0) * probes + probe] }, count: cells.count)
    let limit = max(Self.tile, Self.largest * packed.rows / max(1, cells.count))
    let blocks = (0..<cells.count).flatMap { cell in
      let (all, places) = (cells.places(cell), queries.places(cell))
      return stride(from: places.lowerBound, to: places.upperBound, by: Self.tile).map { first in
        // In a large cell, a point meets those beside it, or else the first.
        let start = probe > 0 ? all.lowerBound : first - first % limit
        let others = max(all.lowerBound, start)..<min(all.upperBound, start + limit)
        return (queries: first..<min(first + Self.tile, places.upperBound), others: others)
      }
    }
    let parts = parallelMap(count: blocks.count, chunk: 1, threads: threads) { [lists] range in
      let block = blocks[range.lowerBound]
      return compared(
        lists, Array(queries.order[block.queries]), with: block.others, mayKnow: mayKnow)
    }
    for (block, part) in zip(blocks, parts) {
      lists.replace(queries.order[block.queries], by: part)
    }
  }

  /// The lists of some places after they were compared with consecutive others.
  private func compared(
    _ lists: ShortLists, _ some: [Int32], with others: Range<Int>, mayKnow: Bool
  ) -> ShortLists {
    let (queries, columns) = (packed.rows(some.map { Int($0) }), packed.columns)
    var part = lists.rows(some)
    var products = [Float](repeating: 0, count: some.count * Self.tile)
    for start in stride(from: others.lowerBound, to: others.upperBound, by: Self.tile) {
      let tile = start..<min(start + Self.tile, others.upperBound)
      var span = products.mutableSpan
      var result = span._mutatingExtracting(0..<some.count * tile.count)
      multiplyTransposed(
        queries.elements.span, packed[rows: tile], columns: columns, into: &result)
      enter(products.span, some, tile, &part, mayKnow: mayKnow)
    }
    return part
  }

  /// Enters products of shape (`some`, `tile`) into the lists of some places.
  private func enter(
    _ products: Span<Float>, _ some: [Int32], _ tile: Range<Int>, _ lists: inout ShortLists,
    mayKnow: Bool
  ) {
    let halves = halves.span
    for (row, place) in some.enumerated() {
      let half = halves[Int(place)]
      scan(
        products.extracting(row * tile.count..<(row + 1) * tile.count), halves.extracting(tile),
        floor: half - lists.bound(row)
      ) { index, cost in
        let other = tile.lowerBound + index
        guard other != Int(place), !mayKnow || !lists.contains(other, in: row) else {
          return half - lists.bound(row)
        }
        return half - lists.insert(other, cost: half + cost, into: row)
      }
    }
  }
}
