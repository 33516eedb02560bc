/// The tree in which points and groups of points are joined along the edges of a spanning tree,
/// shortest first.
///
/// Nodes 0..<*n* are the points, and node *n* + *i* is what the edge *i* joins.
struct SingleLinkage: Sendable {
  /// The number of points.
  let points: Int
  /// The two nodes that each edge joins; the first has the lower first row.
  let children: [(left: Int32, right: Int32)]
  /// The distance at which each edge joins them, ascending.
  let distances: [Double]
  /// The number of points of each joined node.
  let sizes: [Int32]

  /// Joins `points` points along `edges`, which are in their order.
  ///
  /// - Complexity: O(*n* α(*n*))
  init(_ edges: [Edge], points: Int) {
    precondition(edges.count == points - 1, "\(edges.count) edges do not span \(points) points")
    self.points = points
    var sets = DisjointSets(points)
    var nodes = (0..<Int32(points)).map { $0 }  // the node of each set, by its first row
    var children: [(left: Int32, right: Int32)] = []
    var sizes: [Int32] = []
    children.reserveCapacity(edges.count)
    sizes.reserveCapacity(edges.count)
    func size(_ node: Int32) -> Int32 { node < points ? 1 : sizes[Int(node) - points] }
    for (index, edge) in edges.enumerated() {
      let (a, b) = (sets.find(edge.low), sets.find(edge.high))
      let (low, high) = (nodes[Int(min(a, b))], nodes[Int(max(a, b))])
      children.append((low, high))
      sizes.append(size(low) + size(high))
      _ = sets.join(a, b)
      nodes[Int(min(a, b))] = Int32(points + index)
    }
    self.children = children
    self.sizes = sizes
    distances = edges.map { $0.weight.squareRoot() }
  }
}
