/// The searches of a round of ``Boruvka`` that start from some of the points.
@safe final class BoruvkaSearch {
  private let view: KDTreeView
  private let tree: KDTree
  private let state: BoruvkaState
  private let lists: NearestLists
  /// The coordinates of the points of a leaf, of shape (``KDTree/width``, dimensions).
  private let points: UnsafeMutablePointer<Float>
  /// The leaf that they are of, or −2 − the position of a single point.
  private var loadedLeaf = -1

  init(_ view: KDTreeView, _ tree: KDTree, _ lists: NearestLists, _ state: BoruvkaState) {
    (self.view, self.tree, self.lists, self.state) = (view, tree, lists, state)
    unsafe points = .allocate(capacity: KDTree.width * view.dimensions)
  }

  deinit {
    unsafe points.deallocate()
  }

  /// Searches from all points of a node.
  func start(_ node: KDTree.Node) {
    if node.isLeaf || state.component(node: node.id) >= 0 {
      search(node, tree.root)
    } else {
      start(node.left)
      start(node.right)
    }
  }

  /// Searches the points of a node, which is a leaf or of one component, among those of another.
  private func search(_ node: KDTree.Node, _ other: KDTree.Node) {
    if node.isLeaf {
      searchLeaf(node, other)
      return
    }
    let component = state.component(node: node.id)
    if component == state.largest || component == state.component(node: other.id) { return }
    let bound = state.bounds[component]
    if state.leastCore(node: node.id) > bound || state.leastCore(node: other.id) > bound { return }
    if distance(node, other) > bound { return }
    if other.isLeaf || node.leaves >= other.leaves {
      search(node.left, other)
      search(node.right, other)
    } else if distance(node, other.left) <= distance(node, other.right) {
      search(node, other.left)
      search(node, other.right)
    } else {
      search(node, other.right)
      search(node, other.left)
    }
  }

  private func distance(_ node: KDTree.Node, _ other: KDTree.Node) -> Double {
    unsafe view.squaredDistance(box: view.box(node.id), toBox: other.id)
  }

  private func searchLeaf(_ leaf: KDTree.Node, _ other: KDTree.Node) {
    let positions = tree.positions(leaf)
    var active: UInt32 = 0
    for position in positions where state.isOpen(position, lists) {
      active |= 1 << UInt32(truncatingIfNeeded: position - positions.lowerBound)
    }
    guard active != 0 else { return }
    if loadedLeaf != leaf.firstLeaf {
      loadedLeaf = leaf.firstLeaf
      for position in positions {
        let offset = (position - positions.lowerBound) * view.dimensions
        unsafe view.copy(position, to: points + offset)
      }
    }
    visit(leaf, active, other, distance(leaf, other))
  }

  private func visit(
    _ leaf: KDTree.Node, _ active: UInt32, _ other: KDTree.Node, _ distance: Double
  ) {
    let component = state.component(node: other.id)
    let bound = largestBound(leaf, active, except: component)
    if max(distance, state.leastCore(node: other.id)) > bound { return }
    if other.isLeaf {
      scan(leaf, active, other, component)
      return
    }
    let toLeft = self.distance(leaf, other.left)
    let toRight = self.distance(leaf, other.right)
    if toLeft <= toRight {
      visit(leaf, active, other.left, toLeft)
      visit(leaf, active, other.right, toRight)
    } else {
      visit(leaf, active, other.right, toRight)
      visit(leaf, active, other.left, toLeft)
    }
  }

  /// The largest bound of the active points that are not of `component`, −1 if there are none.
  private func largestBound(
    _ leaf: KDTree.Node, _ active: UInt32, except component: Int32
  ) -> Double {
    let own = state.component(node: leaf.id)
    if own >= 0 { return own == component ? -1 : state.bounds[own] }
    let first = leaf.firstLeaf * KDTree.width
    var (left, largest) = (active, -1.0)
    while left != 0 {
      let position = first + left.trailingZeroBitCount
      left &= left - 1
      let own = state.component(position)
      if own != component { largest = max(largest, state.bounds[own]) }
    }
    return largest
  }

  private func scan(
    _ leaf: KDTree.Node, _ active: UInt32, _ other: KDTree.Node, _ otherComponent: Int32
  ) {
    let first = leaf.firstLeaf * KDTree.width
    var left = active
    while left != 0 {
      let position = first + left.trailingZeroBitCount
      left &= left - 1
      let component = state.component(position)
      if component == otherComponent { continue }
      let bound = state.bounds[component]
      let point = unsafe points + (position - first) * view.dimensions
      if lists.cores[position] > bound { continue }
      if unsafe view.squaredDistance(point, toBox: other.id) > bound { continue }
      unsafe view.scan(leaf: other.firstLeaf, point, bound: view.singleBound(bound)) { found in
        unsafe measure(position, point, found, component)
      }
    }
  }

  /// Measures the edge from a point to another one; returns whether it leaves the component.
  func measure(_ position: Int, _ other: Int) -> Bool {
    let component = state.component(position)
    if state.component(other) == component { return false }
    if loadedLeaf != -2 - position {
      unsafe view.copy(position, to: points)
      loadedLeaf = -2 - position
    }
    unsafe measure(position, points, other, component)
    return true
  }

  @inline(__always)
  private func measure(
    _ position: Int, _ point: UnsafePointer<Float>, _ other: Int, _ component: Int32
  ) {
    if state.component(other) == component { return }
    let core = lists.cores[other]
    if core > state.bounds[component] { return }
    let square = unsafe view.squaredDistance(point, other)
    let weight = max(square, max(core, lists.cores[position]))
    state.offer(position, other, weight, square, view)
    state.bounds.lower(component, to: weight)
  }
}
