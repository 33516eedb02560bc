/// Finds the point of a tree that is nearest by mutual reachability: the first edge, in the order of
/// ``Edge``, from a point that is none of the tree's.
@safe final class ReachabilitySearch {
  private let view: KDTreeView
  private let cores: [Double]
  private let point: UnsafeMutablePointer<Float>
  private var core = 0.0
  private var best = (position: -1, weight: Double.infinity, square: Double.infinity)

  /// Creates a search of the points of a tree, whose core distances, squared, are by position.
  init(_ view: KDTreeView, squaredCores: [Double]) {
    self.view = view
    cores = squaredCores
    unsafe point = .allocate(capacity: view.dimensions)
  }

  deinit {
    unsafe point.deallocate()
  }

  /// Finds the nearest position of a point, and the square of its mutual reachability distance.
  func find(
    _ point: Span<Float>, squaredCore: Double, from root: KDTree.Node
  ) -> (position: Int, weight: Double) {
    for d in 0..<view.dimensions { unsafe self.point[d] = point[d] }
    core = squaredCore
    best = (-1, .infinity, .infinity)
    visit(root)
    return (best.position, best.weight)
  }

  private func visit(_ node: KDTree.Node) {
    if node.isLeaf {
      scan(node)
      return
    }
    let (left, right) = (node.left, node.right)
    let toLeft = unsafe view.squaredDistance(point, toBox: left.id)
    let toRight = unsafe view.squaredDistance(point, toBox: right.id)
    let first = toLeft <= toRight ? (left, toLeft) : (right, toRight)
    let second = toLeft <= toRight ? (right, toRight) : (left, toLeft)
    if mayHoldFirst(first.1) { visit(first.0) }
    if mayHoldFirst(second.1) { visit(second.0) }
  }

  /// Whether points at a distance may come before the best: where the weight is the point's own core
  /// distance, only nearer ones do.
  private func mayHoldFirst(_ square: Double) -> Bool {
    max(square, core) < best.weight || (max(square, core) == best.weight && square <= best.square)
  }

  private func scan(_ node: KDTree.Node) {
    let bound = best.weight
    unsafe view.scan(leaf: node.firstLeaf, point, bound: view.singleBound(bound)) { position in
      let square = unsafe view.squaredDistance(point, position)
      let weight = max(square, max(core, cores[position]))
      if isFirst(weight, square, position) { best = (position, weight, square) }
    }
  }

  private func isFirst(_ weight: Double, _ square: Double, _ position: Int) -> Bool {
    if weight != best.weight { return weight < best.weight }
    if square != best.square { return square < best.square }
    return best.position < 0 || view.row(position) < view.row(best.position)
  }
}
