import LinearAlgebra
import NearestNeighbors

extension NearestLists {
  /// Finds the neighbors of all points of `tree` by products of blocks, for many dimensions, where a
  /// tree leaves out next to nothing.
  ///
  /// ``BruteForce`` orders neighbors by distances rounded to single precision, so some more are asked
  /// for and put into the order of exact ones. Where even the last of these may be as near as the one
  /// that counts, as among many equal points, the tree is searched.
  ///
  /// - Parameters:
  ///   - tree: The tree of `points`.
  ///   - points: The points, of shape (points, dimensions).
  ///   - neighbors: The neighbor that makes the core distance, in 1..<*points*.
  ///   - threads: The number of threads.
  /// - Complexity: O(*n*² × *dimensions*)
  init(dense tree: KDTree, _ points: Matrix, neighbors: Int, threads: Int) {
    precondition(neighbors > 0 && neighbors < tree.count, "\(neighbors) neighbors")
    let asked = min(neighbors + 8, tree.count - 1)
    let listed = min(neighbors, Self.listed)
    let graph = BruteForce(points, metric: .squaredEuclidean).graph(
      neighbors: asked, threads: threads)
    var places = [Int32](repeating: 0, count: tree.count)  // by row
    for (position, row) in tree.rows.enumerated() { places[Int(row)] = Int32(position) }
    let parts = parallelMap(count: tree.count, chunk: 1024, threads: threads) {
      [places] positions in
      tree.withView { view in
        var part = Part()
        let search = NeighborSearch(view, neighbors: neighbors)
        for position in positions {
          let row = Int(tree.rows[position])
          let exact = graph.neighbors(of: row).map { other in
            (square: square(points[row: row], points[row: Int(other)]), row: other)
          }.sorted { $0.square != $1.square ? $0.square < $1.square : $0.row < $1.row }
          let core = exact[neighbors - 1].square
          if asked == tree.count - 1 || Float(core) < graph.distances(of: row).last ?? 0 {
            part.neighbors += exact.prefix(listed).map { places[Int($0.row)] }
            part.reach.append(exact[listed - 1].square)
            part.cores.append(core)
          } else {
            search.find(position..<position + 1, leaf: position / KDTree.width, from: tree.root)
            part.append(search, query: 0, listed: listed, neighbors: neighbors)
          }
        }
        return part
      }
    }
    self.init(parts, count: listed)
  }
}

/// The square of a distance, added as ``KDTreeView`` adds it.
private func square(_ a: Span<Float>, _ b: Span<Float>) -> Double {
  var sum = 0.0
  for index in a.indices {
    let difference = Double(a[index]) - Double(b[index])
    sum += difference * difference
  }
  return sum
}
