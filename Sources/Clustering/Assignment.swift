import LinearAlgebra
import NearestNeighbors

/// The place of a point among the clusters: its cluster and the one that comes next.
public struct Assignment: Sendable, Equatable {
  /// The cluster whose centroid is nearest, the lower of two that are equally near.
  public let label: Int32
  /// The cluster whose centroid is second nearest, or −1 if there is only one cluster.
  public let second: Int32
  /// The square of ``distance``.
  public let squaredDistance: Float
  /// The square of ``secondDistance``.
  public let secondSquaredDistance: Float

  /// The Euclidean distance to the nearest centroid.
  public var distance: Float { squaredDistance.squareRoot() }

  /// The Euclidean distance to the second nearest centroid; infinite if there is none.
  public var secondDistance: Float { secondSquaredDistance.squareRoot() }

  /// How clearly the point belongs to its cluster, 1 − ``distance`` ÷ ``secondDistance``, in
  /// `0...1`: 1 at the centroid, 0 half way to the next one.
  public var strength: Float {
    guard secondSquaredDistance > 0 else { return 0 }
    return 1 - (squaredDistance / secondSquaredDistance).squareRoot()
  }
}

extension CentroidSearch {
  /// The two nearest centroids of every point: those of a plain loop in double precision.
  ///
  /// - Complexity: O(*points* × *clusters* × *dimensions*)
  func assign(_ points: PointSource, threads: Int) -> [Assignment] {
    let chunks = parallelMap(count: points.rows, chunk: PointBlock.capacity * 4, threads: threads) {
      range in
      var (block, assignments) = (PointBlock(self), [Assignment]())
      assignments.reserveCapacity(range.count)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: PointBlock.capacity) {
        block.removeAll()
        block.append(start..<min(start + PointBlock.capacity, range.upperBound), of: points)
        block.multiply()
        append(block, of: points, to: &assignments)
      }
      return assignments
    }
    return chunks.flatMap { $0 }
  }

  private func append(
    _ block: borrowing PointBlock, of points: PointSource, to assignments: inout [Assignment]
  ) {
    var point = [Float](repeating: 0, count: dimensions)
    var candidates: [Int32] = []
    for index in block.rows.indices {
      candidates.removeAll(keepingCapacity: true)
      let error = costError(block.squares[index])
      appendNearestTwo(block[products: index], error: error, to: &candidates)
      var span = point.mutableSpan
      points.copy(block.rows[index]..<block.rows[index] + 1, into: &span)
      assignments.append(nearestTwo(point.span, among: candidates))
    }
  }

  /// Finds the centroids that may be among the two nearest.
  private func appendNearestTwo(
    _ products: Span<Float>, error: Float, to candidates: inout [Int32]
  ) {
    let halfSquares = halfSquares.span
    var (least, next) = (Float.infinity, Float.infinity)
    for cluster in products.indices {
      let cost = halfSquares[cluster] - products[cluster]
      if cost < next {
        next = max(least, cost)
        least = min(least, cost)
      }
    }
    let bound = next + 2 * error
    for cluster in products.indices where halfSquares[cluster] - products[cluster] <= bound {
      candidates.append(Int32(cluster))
    }
    // Lengths beyond about 1e18 overflow.
    if candidates.isEmpty { candidates += 0..<Int32(clusters) }
  }

  /// The two nearest of some candidates in ascending order, of which a lower index wins a tie.
  private func nearestTwo(_ point: Span<Float>, among candidates: [Int32]) -> Assignment {
    var (label, second) = (Int32(-1), Int32(-1))
    var (least, next) = (Double.infinity, Double.infinity)
    for index in candidates {
      let distance = exactSquaredDistance(point, centroids[row: Int(index)])
      if distance < least || label < 0 {
        (second, next) = (label, least)
        (label, least) = (index, distance)
      } else if distance < next || second < 0 {
        (second, next) = (index, distance)
      }
    }
    return Assignment(
      label: label, second: second, squaredDistance: Float(least),
      secondSquaredDistance: Float(next))
  }
}
