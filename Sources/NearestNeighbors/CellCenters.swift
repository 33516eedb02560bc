import LinearAlgebra

/// Centers that divide the space into cells, each point belonging to its nearest center: the coarse
/// quantizer of an inverted file ([Sivic and Zisserman 2003]), learned by a few rounds of *k*-means
/// ([Lloyd 1982]) on a sample.
///
/// [Sivic and Zisserman 2003]: https://doi.org/10.1109/ICCV.2003.1238663
/// [Lloyd 1982]: https://doi.org/10.1109/TIT.1982.1056489
struct CellCenters: Sendable {
  /// The number of cells.
  var count: Int { centers.rows }
  /// The centers, of shape (cells, dimensions), in the space of packed points.
  private let centers: Matrix
  /// Half the squared length of each center.
  private let offsets: [Float]

  /// Points of the sample for each center.
  private static let pointsPerCell = 40
  /// Cells need not be settled, only small: more rounds find no more neighbors.
  private static let rounds = 4
  /// Points that are compared with all centers at a time.
  static let block = 256

  /// Learns `count` centers of the points.
  ///
  /// - Complexity: O(*count*² × *dimensions*)
  init(_ points: PreparedPoints, count: Int, seed: UInt64, threads: Int) {
    let rows = points.source.rows
    var order = (0..<rows).map { Int32(truncatingIfNeeded: $0) }
    var generator = KeyedGenerator(seed: seed, purpose: "cells of neighbors")
    let wanted = min(rows, Self.pointsPerCell * count)
    for place in 0..<wanted { order.swapAt(place, place + generator.below(rows - place)) }
    let sample = points.packed(Array(order[..<wanted]), threads: threads)
    self.init(sample.rows(0..<min(count, wanted)))
    for _ in 0..<Self.rounds { self = refined(sample, threads: threads) }
  }

  private init(_ centers: Matrix) {
    self.centers = centers
    offsets = (0..<centers.rows).map { dot(centers[row: $0], centers[row: $0]) / 2 }
  }

  /// The means of the cells of a sample; a cell without points keeps its center.
  private func refined(_ sample: Matrix, threads: Int) -> CellCenters {
    let cells = parallelMap(count: sample.rows, chunk: Self.block, threads: threads) { rows in
      nearest(sample[rows: rows], cells: 1)
    }.flatMap { $0 }
    let groups = Groups(cells, count: count)
    var means = centers
    means.forEachRow(threads: threads) { cell, mean in
      let members = groups.members(cell)
      guard !members.isEmpty else { return }
      let factors = [Float](repeating: 1 / Float(members.count), count: members.count)
      sumRows(members, of: sample.elements.span, times: factors.span, into: &mean)
    }
    return CellCenters(means)
  }

  /// The nearest cells of each point, of shape (points, `cells`), nearest first.
  ///
  /// - Complexity: O(*points* × *count* × *dimensions*)
  func nearest(_ points: PreparedPoints, cells: Int, threads: Int) -> [Int32] {
    parallelMap(count: points.source.rows, chunk: Self.block, threads: threads) { range in
      var block = [Float](repeating: 0, count: range.count * points.source.columns)
      var span = block.mutableSpan
      points.pack(range, into: &span)
      return nearest(block.span, cells: cells)
    }.flatMap { $0 }
  }

  /// The nearest cells of each of some packed points, of shape (points, `cells`), nearest first.
  ///
  /// - Complexity: O(*points* × *count* × *dimensions*)
  func nearest(_ points: Span<Float>, cells: Int) -> [Int32] {
    let rows = points.count / max(1, centers.columns)
    var products = [Float](repeating: 0, count: rows * count)
    var span = products.mutableSpan
    multiplyTransposed(points, centers.elements.span, columns: centers.columns, into: &span)
    var lists = ShortLists(rows: rows, count: cells)
    for row in 0..<rows {
      scan(
        products.span.extracting(row * count..<(row + 1) * count), offsets.span, floor: -.infinity
      ) { cell, cost in
        -lists.insert(cell, cost: cost, into: row)
      }
    }
    return lists.entries.map { Int32(truncatingIfNeeded: $0.index) }
  }
}
