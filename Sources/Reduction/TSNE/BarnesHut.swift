import LinearAlgebra

/// The forces that push points apart on the map, summed over a tree of squares: the points of a square
/// that is far enough away count as one ([Barnes and Hut 1986], [van der Maaten 2014]).
///
/// [Barnes and Hut 1986]: https://doi.org/10.1038/324446a0
/// [van der Maaten 2014]: https://jmlr.org/papers/v15/vandermaaten14a.html
package enum BarnesHut {
  private static let chunk = 256

  /// Sums the forces.
  ///
  /// - Parameters:
  ///   - places: Where the points are; finite numbers.
  ///   - theta: The largest ratio of a square's width to its distance at which it counts as one.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The forces on each point, and their normalization.
  /// - Complexity: O(*n* log *n* / `theta`²)
  package static func repulsion(_ places: [SIMD2<Float>], theta: Double, threads: Int) -> Repulsion
  {
    guard !places.isEmpty else { return Repulsion(forces: [], normalization: 0) }
    let tree = QuadTree(places)
    let limit = Float(theta * theta)
    let (sorted, sums) = [SIMD2<Float>].make(
      count: places.count, chunk: chunk, threads: threads
    ) { range, forces in
      let (squares, places) = (tree.squares.span, tree.places.span)
      var normalization = 0.0
      for index in range {
        let (force, sum) = walk(from: places[index], squares, places, limit)
        forces[index - range.lowerBound] = force
        normalization += Double(sum) - 1
      }
      return normalization
    }
    var forces = [SIMD2<Float>](repeating: .zero, count: places.count)
    for (index, point) in tree.order.enumerated() { forces[Int(point)] = sorted[index] }
    return Repulsion(forces: forces, normalization: max(sums.reduce(0, +), 1e-30))
  }

  /// The force on a place, and the sum of 1 / (1 + *d*²) over all points, with that at the place.
  private static func walk(
    from place: SIMD2<Float>, _ squares: Span<QuadTree.Square>, _ places: Span<SIMD2<Float>>,
    _ limit: Float
  ) -> (force: SIMD2<Float>, sum: Float) {
    var (force, sum) = (SIMD2<Float>.zero, Float(0))
    var index = 0
    while index < squares.count {
      let square = squares[index]
      let way = place - square.center
      let distance = way.x * way.x + way.y * way.y
      let isLast = Int(square.next) == index + 1
      if square.squaredWidth < limit * distance || (isLast && square.first == square.last) {
        let nearness = 1 / (1 + distance)
        sum += square.count * nearness
        force += way * (square.count * nearness * nearness)
        index = Int(square.next)
        continue
      }
      for other in Int(square.first)..<Int(square.last) {
        let way = place - places[other]
        let nearness = 1 / (1 + way.x * way.x + way.y * way.y)
        sum += nearness
        force += way * (nearness * nearness)
      }
      index += 1
    }
    return (force, sum)
  }
}
