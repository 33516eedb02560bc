/// Finds the nearest points of up to ``KDTree/width`` queries at once.
///
/// The queries go down the tree together, nearer children first, and leave out what is farther
/// than the last of each list.
@safe final class NeighborSearch {
  private let view: KDTreeView
  private let neighbors: Int
  /// The squares of the distances, of shape (queries, neighbors), ascending.
  private let squares: UnsafeMutablePointer<Double>
  /// The positions that belong to them.
  private let positions: UnsafeMutablePointer<Int32>
  /// The queries, of shape (queries, dimensions).
  private let points: UnsafeMutablePointer<Float>
  /// The box of the queries: the least coordinates, then the greatest.
  private let box: UnsafeMutablePointer<Float>
  private var queries = 0
  /// The position of the first query among the points, or −1 if the queries are others.
  private var own = -1
  private var ownLeaf = -1
  private var bound = Double.infinity

  init(_ view: KDTreeView, neighbors: Int) {
    self.view = view
    self.neighbors = neighbors
    unsafe squares = .allocate(capacity: KDTree.width * neighbors)
    unsafe positions = .allocate(capacity: KDTree.width * neighbors)
    unsafe points = .allocate(capacity: KDTree.width * view.dimensions)
    unsafe box = .allocate(capacity: 2 * view.dimensions)
  }

  deinit {
    unsafe squares.deallocate()
    unsafe positions.deallocate()
    unsafe points.deallocate()
    unsafe box.deallocate()
  }

  /// The position of a neighbor of a query.
  func position(_ query: Int, _ place: Int) -> Int32 {
    unsafe positions[query * neighbors + place]
  }

  /// The square of the distance of a neighbor of a query.
  func square(_ query: Int, _ place: Int) -> Double { unsafe squares[query * neighbors + place] }

  /// Finds the neighbors of the points of a leaf, themselves left out.
  func find(_ range: Range<Int>, leaf: Int, from root: KDTree.Node) {
    (queries, own, ownLeaf) = (range.count, range.lowerBound, leaf)
    for query in 0..<queries {
      unsafe view.copy(own + query, to: points + query * view.dimensions)
    }
    start(root)
  }

  /// Finds the neighbors of a point that is none of the tree's.
  func find(_ point: Span<Float>, from root: KDTree.Node) {
    (queries, own, ownLeaf) = (1, -1, -1)
    for d in 0..<view.dimensions { unsafe points[d] = point[d] }
    start(root)
  }

  private func start(_ root: KDTree.Node) {
    for place in 0..<queries * neighbors {
      unsafe squares[place] = .infinity
      unsafe positions[place] = -1
    }
    for d in 0..<view.dimensions {
      var (least, greatest) = (Float.infinity, -Float.infinity)
      for query in 0..<queries {
        least = unsafe min(least, points[query * view.dimensions + d])
        greatest = unsafe max(greatest, points[query * view.dimensions + d])
      }
      unsafe (box[d], box[view.dimensions + d]) = (least, greatest)
    }
    bound = .infinity
    visit(root, 0)
  }

  private func visit(_ node: KDTree.Node, _ distance: Double) {
    if distance > bound { return }
    if node.isLeaf {
      scan(node)
      return
    }
    let (left, right) = (node.left, node.right)
    let toLeft = unsafe view.squaredDistance(box: box, toBox: left.id)
    let toRight = unsafe view.squaredDistance(box: box, toBox: right.id)
    // The leaf of the queries themselves first: it gives the first bounds.
    let isOwnRight = ownLeaf >= right.firstLeaf && ownLeaf < right.firstLeaf + right.leaves
    if toLeft < toRight || (toLeft == toRight && !isOwnRight) {
      visit(left, toLeft)
      visit(right, toRight)
    } else {
      visit(right, toRight)
      visit(left, toLeft)
    }
  }

  private func scan(_ node: KDTree.Node) {
    var largest = 0.0
    for query in 0..<queries {
      let point = unsafe points + query * view.dimensions
      let last = query * neighbors + neighbors - 1
      if unsafe view.squaredDistance(point, toBox: node.id) <= squares[last] {
        unsafe view.scan(leaf: node.firstLeaf, point, bound: view.singleBound(squares[last])) {
          if own < 0 || $0 != own + query { unsafe insert(query, point, $0) }
        }
      }
      largest = unsafe max(largest, squares[last])
    }
    bound = largest
  }

  @inline(__always)
  private func insert(_ query: Int, _ point: UnsafePointer<Float>, _ position: Int) {
    let square = unsafe view.squaredDistance(point, position)
    let first = query * neighbors
    var place = first + neighbors - 1
    guard isBefore(square, position, place) else { return }
    while place > first && isBefore(square, position, place - 1) {
      unsafe squares[place] = squares[place - 1]
      unsafe positions[place] = positions[place - 1]
      place -= 1
    }
    unsafe squares[place] = square
    unsafe positions[place] = Int32(truncatingIfNeeded: position)
  }

  /// Whether a point comes before the one at `place` of the lists.
  @inline(__always)
  private func isBefore(_ square: Double, _ position: Int, _ place: Int) -> Bool {
    let other = unsafe squares[place]
    if square != other { return square < other }
    let known = unsafe positions[place]
    return known < 0 || view.row(position) < view.row(Int(known))
  }
}
