import LinearAlgebra
import NearestNeighbors

/// What one assignment uses again and again, and what it found.
struct AssignmentScratch {
  let search: CentroidSearch
  private let points: PointSource
  private var point: [Float]
  /// Room for the indexes of all centroids.
  var found: [Int32]
  /// The centroids that may be nearest to a point.
  var candidates: [Int32] = []
  /// Their costs.
  var costs: [Float] = []
  /// The points whose cluster changed.
  var changes: [Moments.Change] = []

  init(_ search: CentroidSearch, _ points: PointSource) {
    self.search = search
    self.points = points
    point = [Float](repeating: 0, count: points.columns)
    found = [Int32](repeating: 0, count: search.clusters)
  }

  /// Leaves the candidates whose costs are no more than `bound`.
  mutating func keep(costsUpTo bound: Float) {
    var count = 0
    for index in costs.indices where costs[index] <= bound {
      candidates[count] = candidates[index]
      count += 1
    }
    candidates.removeLast(candidates.count - count)
  }

  /// The nearest of the candidates to a point.
  mutating func nearest(_ row: Int) -> Int32 {
    guard candidates.count > 1 else { return candidates.first ?? 0 }
    let points = points
    var span = point.mutableSpan
    points.copy(row..<row + 1, into: &span)
    return search.nearest(point.span, among: candidates)
  }
}
