import LinearAlgebra
import NearestNeighbors

/// How much of the points' neighborhoods a map keeps.
///
/// All figures are means over points, from 0 to 1, where 1 is best. Up to a number of points all are
/// measured, exactly; of more, a sample, each of it against all others. The sample is drawn by the seed,
/// so the figures are the same for any number of threads.
public struct MapQuality: Sendable, Equatable {
  /// 1 less a penalty for those that are neighbors on the map but not in the space, the larger the
  /// farther they are there ([Venna and Kaski 2001]); `sklearn.manifold.trustworthiness`.
  ///
  /// [Venna and Kaski 2001]: https://doi.org/10.1007/3-540-44668-0_68
  public let trustworthiness: Double
  /// 1 less a penalty for those that are neighbors in the space but not on the map, from the same paper.
  public let continuity: Double
  /// The share of the neighbors in the space that are neighbors on the map too.
  public let neighborsKept: Double
  /// The share of random triplets of which the same of two points is nearer to the third ([Wang et al.
  /// 2021], section 4); one half is chance.
  ///
  /// [Wang et al. 2021]: https://jmlr.org/papers/v22/20-1061.html
  public let tripletAccuracy: Double
  /// The number of neighbors looked at: that asked for, or what few points allow.
  public let neighbors: Int
  /// The number of points that were measured.
  public let sample: Int

  /// Measures a map; nil for fewer than three points, which have no neighborhoods to keep.
  ///
  /// - Parameters:
  ///   - map: The places, of shape (points, dimensions of the map).
  ///   - points: The points, of shape (points, dimensions).
  ///   - neighbors: The number of neighbors; reduced to less than half of the points.
  ///   - metric: The metric of the space; the map's is Euclidean.
  ///   - largestSample: The largest number of points to measure.
  ///   - seed: The seed of the sample and of the triplets.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*sample* × *points* × *dimensions*).
  public init?(
    _ map: Matrix, of points: PointSource, neighbors: Int = 10, metric: Metric = .euclidean,
    largestSample: Int = 2000, seed: UInt64, threads: Int
  ) {
    let count = points.rows
    precondition(
      map.rows == count && neighbors > 0 && largestSample > 0,
      "\(neighbors) neighbors of \(count) points, \(map.rows) places, sample of \(largestSample)")
    guard count >= 3 else { return nil }
    let neighbors = min(neighbors, (count - 1) / 2)
    let chosen = Self.sample(largestSample, of: count, seed: seed)
    let spaceBlocks = DistanceBlocks(points, metric)
    let planeBlocks = DistanceBlocks(PointSource(map), .squaredEuclidean)
    let parts = parallelMap(
      count: chosen.count, chunk: DistanceBlocks.width, threads: threads
    ) { range in
      let measured = Array(chosen[range])
      let space = spaceBlocks.distances(from: measured)
      let plane = planeBlocks.distances(from: measured)
      var sums = NeighborhoodSums()
      for (space, plane) in zip(space, plane) {
        sums.add(
          space: space, map: plane, neighbors: neighbors,
          KeyedGenerator(seed: seed, purpose: "triplets of map quality", index: space.point))
      }
      return sums
    }
    let sums = parts.reduce(into: NeighborhoodSums()) { $0.add($1) }
    let (n, k) = (Double(chosen.count), Double(neighbors))
    let worst = n * k * (2 * Double(count) - 3 * k - 1) / 2
    trustworthiness = 1 - Double(sums.intruders) / worst
    continuity = 1 - Double(sums.lost) / worst
    neighborsKept = Double(sums.kept) / (n * k)
    tripletAccuracy = Double(sums.triplets) / (n * Double(NeighborhoodSums.tripletsOfPoint))
    self.neighbors = neighbors
    sample = chosen.count
  }

  /// The points to measure, ascending.
  private static func sample(_ size: Int, of count: Int, seed: UInt64) -> [Int] {
    var order = Array(0..<count)
    guard count > size else { return order }
    var generator = KeyedGenerator(seed: seed, purpose: "sample of map quality")
    generator.shuffle(&order)
    return order.prefix(size).sorted()
  }
}

/// What is added up over points.
private struct NeighborhoodSums: Sendable {
  static let tripletsOfPoint = 5
  var (intruders, lost, kept, triplets) = (0, 0, 0, 0)

  mutating func add(_ other: NeighborhoodSums) {
    intruders += other.intruders
    lost += other.lost
    kept += other.kept
    triplets += other.triplets
  }

  mutating func add(
    space: PointDistances, map: PointDistances, neighbors: Int, _ generator: KeyedGenerator
  ) {
    let (near, placed) = (space.nearest(neighbors), map.nearest(neighbors))
    let intruding = placed.filter { !near.contains($0) }
    let missing = near.filter { !placed.contains($0) }
    kept += neighbors - missing.count
    for rank in space.ranks(of: intruding) { intruders += rank - neighbors }
    for rank in map.ranks(of: missing) { lost += rank - neighbors }
    var generator = generator
    for _ in 0..<Self.tripletsOfPoint {
      let (a, b) = Self.randomPair(apartFrom: space.point, of: space.values.count, &generator)
      // A pair that is equally far in the space is kept by any map.
      let order = space.values[a] - space.values[b]
      if order == 0 || (order < 0) == (map.values[a] < map.values[b]) { triplets += 1 }
    }
  }

  /// Two points that differ from each other and from a third.
  ///
  /// - Precondition: There are three points or more.
  private static func randomPair(
    apartFrom point: Int, of count: Int, _ generator: inout KeyedGenerator
  ) -> (Int, Int) {
    // Numbers below those without the point, and then without the first.
    var first = generator.below(count - 1)
    if first >= point { first += 1 }
    var second = generator.below(count - 2)
    for taken in [min(first, point), max(first, point)] where second >= taken { second += 1 }
    return (first, second)
  }
}
