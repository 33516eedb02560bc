import LinearAlgebra

/// Centroids made ready for products with blocks of points, and how wrong such a product can be.
///
/// With *p* and *q* a point and a centroid less the mean of the centroids, the **cost** |*q*|²/2 −
/// *p*·*q* orders the centroids of a point as their distances do, and the squared distance is |*p*|²
/// + 2 cost. In single precision the product of *d* terms is wrong by at most *γ* |*p*| |*q*|, *γ* =
/// *d u* / (1 − *d u*), *u* = 2⁻²⁴, in whatever order its terms are added ([Higham 2002], section
/// 3.1). Where two costs are closer than that, ``exactSquaredDistance(_:_:)`` decides, of equal
/// distances the lower centroid: the answer is that of a plain loop in double precision.
///
/// [Higham 2002]: https://doi.org/10.1137/1.9780898718027
struct CentroidSearch: Sendable {
  /// The centroids, of shape (clusters, dimensions).
  let centroids: Matrix
  /// What is subtracted from points and centroids.
  private let center: [Float]
  /// The centroids less the center, of shape (clusters, dimensions).
  private let packed: [Float]
  /// Half the squared lengths of ``packed``.
  let halfSquares: [Float]
  /// The largest length of ``packed``.
  private let longest: Float
  private let gamma: Float

  /// - Complexity: O(*clusters* × *dimensions*)
  init(_ centroids: Matrix) {
    self.centroids = centroids
    let (rows, columns) = (centroids.rows, centroids.columns)
    let center = centroids.columnMeans()
    var packed = centroids.elements
    for place in packed.indices { packed[place] -= center[place % columns] }
    let squares = (0..<rows).map { row in
      packed[row * columns..<(row + 1) * columns].reduce(0.0) { $0 + Double($1) * Double($1) }
    }
    self.center = center
    self.packed = packed
    halfSquares = squares.map { Float($0 / 2) }
    longest = Float((squares.max() ?? 0).squareRoot()) * 1.000_001
    let terms = Double(columns + 4) * 0x1p-24
    gamma = terms < 0.5 ? Float(terms / (1 - terms)) * 1.01 : .infinity
  }

  /// The number of centroids.
  var clusters: Int { centroids.rows }
  /// The number of dimensions.
  var dimensions: Int { centroids.columns }

  /// Subtracts the center from a point and returns its squared length, which is wrong by at most
  /// ``lengthError(_:)``.
  func pack(_ point: inout MutableSpan<Float>) -> Float {
    let center = center.span
    precondition(point.count == center.count, "\(point.count) and \(center.count) dimensions")
    for index in 0..<center.count { point[index] -= center[index] }
    return dot(point.span, point.span)
  }

  /// How far a cost of a point of this squared length can be from the true one.
  func costError(_ squaredLength: Float) -> Float {
    let length = (squaredLength * (1 + gamma)).squareRoot() * 1.000_001
    // Packing rounds either vector; the half square is rounded, and so is the difference.
    let roundings = 0x1p-22 * (longest * longest + length * longest)
    return gamma * length * longest * 1.01 + roundings + 1e-30
  }

  /// How far the squared length of a packed point can be from the true one.
  func lengthError(_ squaredLength: Float) -> Float { gamma * squaredLength * 1.01 + 1e-30 }

  /// Stores the inner products of packed points with all centroids, of shape (points, clusters).
  func multiply(_ points: Span<Float>, into products: inout MutableSpan<Float>) {
    multiplyTransposed(points, packed.span, columns: dimensions, into: &products)
  }

  /// The cost of one centroid for a packed point.
  func cost(_ point: Span<Float>, _ cluster: Int) -> Float {
    let start = cluster * dimensions
    return halfSquares[cluster]
      - dot(point, packed.span.extracting(start..<start + dimensions))
  }

  /// The nearest of some candidates to a point, the lower of two that are equally near.
  func nearest(_ point: Span<Float>, among candidates: [Int32]) -> Int32 {
    var (best, least) = (Int32(-1), Double.infinity)
    for candidate in candidates {
      let distance = exactSquaredDistance(point, centroids[row: Int(candidate)])
      if distance < least || best < 0 || distance == least && candidate < best {
        (best, least) = (candidate, distance)
      }
    }
    return best
  }
}

extension CentroidSearch {
  /// Finds the centroids that may be nearest, and the least cost.
  func appendNearest(
    _ products: Span<Float>, error: Float, to candidates: inout [Int32]
  ) -> Float {
    candidates.removeAll(keepingCapacity: true)
    let halfSquares = halfSquares.span
    var least = Float.infinity
    for cluster in products.indices { least = min(least, halfSquares[cluster] - products[cluster]) }
    let bound = least + 2 * error
    for cluster in products.indices where halfSquares[cluster] - products[cluster] <= bound {
      candidates.append(Int32(cluster))
    }
    if candidates.isEmpty { candidates += 0..<Int32(clusters) }
    return least
  }
}
