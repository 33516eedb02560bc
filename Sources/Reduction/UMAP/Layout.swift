import LinearAlgebra

/// The map of a UMAP being laid out: points that belong together attract each other, and points drawn
/// at random repel (section 3.2 of [McInnes, Healy and Melville 2018]).
///
/// umap-learn moves both ends of one edge at a time, and its threads overwrite each other's places. Here
/// the points of an epoch move in ``groups``, one after the other. Each point of a group moves by itself,
/// pulled by its neighbors and pushed by random others where those stood before the group moved; so
/// threads share nothing but what they only read, and the map is the same for any number of them. Groups
/// let most points see where their neighbors have gone already; if all moved at once, they would run past
/// each other while steps are long.
///
/// Edges are due in proportion to their weight, by the same rule as there. A pair of points has its edge in
/// the rows of both, with the same weight, so each end moves whenever the edge is due. There either row
/// moves both ends, one force after the other; here a point is pulled once, with all that push at the same
/// time, so steps are half as long. The maps keep more of the nearest neighbors (of ten, on scikit-learn's
/// digits 0.52 instead of 0.49, on images of Fashion-MNIST 0.28 instead of 0.24).
///
/// [McInnes, Healy and Melville 2018]: https://doi.org/10.48550/arXiv.1802.03426
package struct Layout: Sendable {
  /// The shape of the forces.
  package var curve: Curve
  /// The number of epochs (`n_epochs`).
  package var epochs: Int
  /// The step of the first epoch; it falls to nothing (`learning_rate`).
  package var learningRate: Float
  /// The random points that push for each neighbor that pulls (`negative_sample_rate`).
  package var negativeSamples: Int
  /// How strongly they push (`repulsion_strength`).
  package var repulsion: Float
  /// The seed of the random points.
  package var seed: UInt64

  /// The number of groups that move one after the other: every 32nd point.
  private static let groups = 32

  /// Moves the rows of `places`, of shape (points, dimensions), along `weights`.
  ///
  /// - Parameters:
  ///   - places: Where points start and where they end.
  ///   - anchors: The places of what they are pulled by and pushed from, of shape
  ///     (`weights.columns`, dimensions); nil for the points themselves.
  ///   - weights: How strongly each point and each anchor belong together.
  ///   - largest: The weight of an edge that is due in every epoch; nil for the largest there is.
  ///   - keys: What names the random numbers of each point; nil for its row.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - progress: Is called with the number of each epoch that is done.
  /// - Complexity: O(*epochs* × (*stored weights* + *due edges* × *negative samples* × *dimensions*)).
  package func move(
    _ places: inout Matrix, anchors: Matrix? = nil, along weights: SparseMatrix,
    largest: Float? = nil, keys: [UInt64]? = nil, threads: Int, progress: (Int) -> Void = { _ in }
  ) {
    let largest = largest ?? weights.values.max() ?? 0
    guard largest > 0, epochs > 0 else { return }
    // Points that only fixed ones pull and push need not wait for each other.
    let count = min(anchors == nil ? Self.groups : 1, places.rows)
    let groups = (0..<count).map { Array(stride(from: $0, to: places.rows, by: count)) }
    let edges = LayoutEdges(
      weights, largest: largest, epochs: epochs, points: groups.flatMap { $0 },
      keys: keys ?? (0..<UInt64(places.rows)).map { $0 }, excludesSelf: anchors == nil)
    for epoch in 1...epochs {
      let rate = learningRate * (1 - Float(epoch - 1) / Float(epochs))
      let force = LayoutForce(self, epoch: epoch, rate: rate)
      var start = 0
      for group in groups {
        let range = start..<start + group.count
        let moved = moved(range, places, anchors ?? places, force, edges, threads: threads)
        places.replace(group, with: moved)
        start = range.upperBound
      }
      progress(epoch)
    }
  }

  /// Where some of the points of `edges` move to, of shape (`points.count`, dimensions).
  private func moved(
    _ points: Range<Int>, _ places: Matrix, _ others: Matrix, _ force: LayoutForce,
    _ edges: LayoutEdges, threads: Int
  ) -> Matrix {
    Matrix.make(rows: points.count, columns: places.columns, chunk: 64, threads: threads) {
      range, target in
      let part = points.lowerBound + range.lowerBound..<points.lowerBound + range.upperBound
      if places.columns == 2 {
        PlaneForce(force).move(part, to: &target, from: places, others: others, edges)
      } else {
        force.move(part, to: &target, from: places, others: others, edges)
      }
    }.matrix
  }
}

extension Matrix {
  /// Replaces rows by those of another matrix, in order.
  fileprivate mutating func replace(_ indexes: [Int], with rows: Matrix) {
    let columns = columns
    let source = rows.elements.span
    withMutableElements { elements in
      for (index, row) in indexes.enumerated() {
        for column in 0..<columns {
          elements[row * columns + column] = source[index * columns + column]
        }
      }
    }
  }
}
