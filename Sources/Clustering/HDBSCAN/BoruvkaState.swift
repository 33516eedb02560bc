/// What the rounds of ``Boruvka`` know of points, nodes and components.
///
/// Everything is by position or by node; threads write what belongs to their own positions.
@safe final class BoruvkaState: @unchecked Sendable {
  /// The weight of an edge that leaves each component, by the first position of the component.
  let bounds: AtomicBounds
  /// The component that looks for no edge: the largest, which the others join.
  private(set) var largest: Int32 = -1
  private let count: Int
  private let nodes: Int
  /// The component of each point.
  private let components: UnsafeMutablePointer<Int32>
  /// The component of each node, or −1 if its points are of several.
  private let nodeComponents: UnsafeMutablePointer<Int32>
  /// The square of the least core distance of each node.
  private let nodeCores: UnsafeMutablePointer<Double>
  /// The other end of the first edge of each point that is known to leave its component, or −1.
  private let candidates: UnsafeMutablePointer<Int32>
  private let weights: UnsafeMutablePointer<Double>
  private let squares: UnsafeMutablePointer<Double>
  /// Whether all neighbors that are listed are of the point's component.
  private let exhausted: UnsafeMutablePointer<Bool>

  init(_ tree: KDTree, _ lists: NearestLists) {
    (count, nodes) = (tree.count, tree.nodes)
    bounds = AtomicBounds(tree.count)
    unsafe components = .allocate(capacity: count)
    unsafe candidates = .allocate(capacity: count)
    unsafe weights = .allocate(capacity: count)
    unsafe squares = .allocate(capacity: count)
    unsafe exhausted = .allocate(capacity: count)
    unsafe nodeComponents = .allocate(capacity: nodes)
    unsafe nodeCores = .allocate(capacity: nodes)
    for position in 0..<count {
      unsafe components[position] = Int32(position)
      unsafe exhausted[position] = false
      clear(position)
    }
    measureNodes(tree, lists)
  }

  deinit {
    unsafe components.deallocate()
    unsafe candidates.deallocate()
    unsafe weights.deallocate()
    unsafe squares.deallocate()
    unsafe exhausted.deallocate()
    unsafe nodeComponents.deallocate()
    unsafe nodeCores.deallocate()
  }

  @inline(__always) func component(_ position: Int) -> Int32 { unsafe components[position] }
  @inline(__always) func component(node: Int) -> Int32 { unsafe nodeComponents[node] }
  @inline(__always) func leastCore(node: Int) -> Double { unsafe nodeCores[node] }
  @inline(__always) func candidate(_ position: Int) -> Int32 { unsafe candidates[position] }
  @inline(__always) func weight(_ position: Int) -> Double { unsafe weights[position] }
  @inline(__always) func isExhausted(_ position: Int) -> Bool { unsafe exhausted[position] }
  @inline(__always) func exhaust(_ position: Int) { unsafe exhausted[position] = true }

  /// Forgets the edge of a point.
  @inline(__always) func clear(_ position: Int) {
    unsafe candidates[position] = -1
    unsafe weights[position] = .infinity
    unsafe squares[position] = .infinity
  }

  /// Notes an edge of a point if it comes before the known one.
  @inline(__always)
  func offer(
    _ position: Int, _ other: Int, _ weight: Double, _ square: Double, _ view: KDTreeView
  ) {
    let known = unsafe weights[position]
    if weight > known { return }
    if weight == known {
      let knownSquare = unsafe squares[position]
      if square > knownSquare { return }
      // Of the edges of one point, that to the lower row has the lower rows.
      let candidate = unsafe Int(candidates[position])
      if square == knownSquare, candidate >= 0, view.row(other) > view.row(candidate) { return }
    }
    unsafe candidates[position] = Int32(truncatingIfNeeded: other)
    unsafe weights[position] = weight
    unsafe squares[position] = square
  }

  /// The edge that is known of a point.
  @inline(__always) func edge(_ position: Int, _ tree: KDTree) -> Edge? {
    let other = unsafe candidates[position]
    guard other >= 0 else { return nil }
    return unsafe Edge(
      weight: weights[position], square: squares[position], tree.rows[position],
      tree.rows[Int(other)])
  }

  /// Whether a point may have an edge that is not listed and comes before the known ones.
  @inline(__always) func isOpen(_ position: Int, _ lists: NearestLists) -> Bool {
    let component = component(position)
    let core = lists.cores[position]
    if component == largest || core > bounds[component] { return false }
    // No edge to a point that is not listed comes before (core, reach).
    let weight = unsafe weights[position]
    return unsafe !(weight < core || (weight == core && squares[position] < lists.reach[position]))
  }

  /// Takes the components of the next round.
  func update(_ tree: KDTree, components: [Int32]) {
    var sizes = [Int32](repeating: 0, count: components.count)
    for position in components.indices {
      unsafe self.components[position] = components[position]
      sizes[Int(components[position])] += 1
    }
    let size = sizes.max() ?? 0
    largest = size > 1 ? Int32(sizes.firstIndex(of: size) ?? -1) : -1
    for node in stride(from: nodes - 1, through: 0, by: -1) {
      let place = Self.node(node, tree)
      unsafe nodeComponents[node] =
        place.isLeaf
        ? common(tree.positions(place))
        : (nodeComponents[place.left.id] == nodeComponents[place.right.id]
          ? nodeComponents[place.left.id] : -1)
    }
  }

  private func common(_ positions: Range<Int>) -> Int32 {
    let first = unsafe components[positions.lowerBound]
    return positions.allSatisfy { unsafe components[$0] == first } ? first : -1
  }

  private func measureNodes(_ tree: KDTree, _ lists: NearestLists) {
    for node in stride(from: nodes - 1, through: 0, by: -1) {
      let place = Self.node(node, tree)
      guard place.isLeaf else {
        unsafe nodeComponents[node] = -1
        unsafe nodeCores[node] = min(nodeCores[place.left.id], nodeCores[place.right.id])
        continue
      }
      let positions = tree.positions(place)
      unsafe nodeComponents[node] = common(positions)
      unsafe nodeCores[node] = positions.reduce(.infinity) { min($0, lists.cores[$1]) }
    }
  }

  private static func node(_ id: Int, _ tree: KDTree) -> KDTree.Node {
    KDTree.Node(
      id: id, firstLeaf: Int(tree.firstLeaves[id]), leaves: Int(tree.leafCounts[id]))
  }
}
