import LinearAlgebra
import NearestNeighbors

/// Places to start a map from: those of an earlier one, and for points that it did not have the middle
/// of their neighbors' places.
///
/// A map that starts so changes no more than its points did, where one that starts anew would be turned
/// and mirrored from night to night.
public struct CarriedPlaces: Sendable {
  /// The place of each point, of shape (points, dimensions of the map).
  public let places: Matrix

  /// Completes the places of an earlier map.
  ///
  /// A point without a place gets the mean of the places of those neighbors that have one. Of what is
  /// left, those whose neighbors got one so follow, and so on; what is connected with no place at all
  /// is scattered over the map.
  ///
  /// - Parameters:
  ///   - known: The places of an earlier map, of shape (points, dimensions of the map); rows of points
  ///     that it did not have count for nothing.
  ///   - isKnown: Whether the earlier map had each point.
  ///   - graph: The neighbors of each point.
  ///   - seed: The seed of what is scattered.
  /// - Complexity: O(*points* × *neighbors* × *dimensions*) for each step away from known places.
  public init(_ known: Matrix, isKnown: [Bool], graph: NeighborGraph, seed: UInt64) {
    precondition(
      isKnown.count == known.rows && graph.queries == known.rows,
      "\(known.rows) places, \(isKnown.count) points, a graph of \(graph.queries)")
    let box = BoundingBox(known, rows: isKnown.indices.filter { isKnown[$0] })
    var (places, hasPlace) = (known, isKnown)
    var open = isKnown.indices.filter { !isKnown[$0] }
    while !open.isEmpty {
      // All of a step are found before any counts, so the order of the points means nothing.
      let found = open.compactMap { point in
        Self.middle(graph.neighbors(of: point).filter { hasPlace[Int($0)] }, places)
          .map { (point, $0) }
      }
      if found.isEmpty { break }
      for (point, place) in found {
        hasPlace[point] = true
        places.setRow(point, Self.nudged(place, by: box.diagonal * 1e-4, seed, point).span)
      }
      open.removeAll { hasPlace[$0] }
    }
    for point in open {
      var generator = KeyedGenerator(seed: seed, purpose: "points without neighbors", index: point)
      let place = zip(box.low, box.high).map { $0 + ($1 - $0) * generator.uniformFloat() }
      places.setRow(point, place.span)
    }
    self.places = places
  }

  private static func middle(_ neighbors: [Int32], _ places: Matrix) -> [Float]? {
    guard !neighbors.isEmpty else { return nil }
    return places.rows(neighbors.map { Int($0) }).columnMeans()
  }

  /// Points of the same neighbors would else lie in one place, where nothing parts them.
  private static func nudged(
    _ place: [Float], by distance: Double, _ seed: UInt64, _ point: Int
  ) -> [Float] {
    var generator = KeyedGenerator(seed: seed, purpose: "points among neighbors", index: point)
    return place.map { $0 + Float(generator.gaussian() * distance) }
  }
}

/// The smallest and the largest coordinate of points in each dimension.
struct BoundingBox: Sendable {
  private(set) var low: [Float]
  private(set) var high: [Float]

  /// Measures some rows; zeros if there are none.
  init(_ points: Matrix, rows: [Int]) {
    low = [Float](repeating: rows.isEmpty ? 0 : .infinity, count: points.columns)
    high = [Float](repeating: rows.isEmpty ? 0 : -.infinity, count: points.columns)
    for row in rows {
      let point = points[row: row]
      for column in point.indices {
        low[column] = min(low[column], point[column])
        high[column] = max(high[column], point[column])
      }
    }
  }

  /// The length of the diagonal.
  var diagonal: Double {
    zip(low, high).reduce(0.0) { $0 + Double($1.1 - $1.0) * Double($1.1 - $1.0) }.squareRoot()
  }
}
