import LinearAlgebra

/// The searches of a round of ``Boruvka`` in many dimensions: open points against all points, by
/// products of blocks.
///
/// The products tell in single precision, with an error bound, which points may be nearer than the
/// bound of the component; these are measured exactly. What is found is what a search of the tree
/// finds.
struct DenseSearch: Sendable {
  private let tree: KDTree
  private let lists: NearestLists
  private let state: BoruvkaState
  /// The points by position, of shape (points, dimensions).
  private let points: Matrix
  /// Half the square of the length of each.
  private let halves: [Float]
  private let longest: Double

  /// Open points that one call works on.
  private static let block = 256
  /// Points that they are multiplied with at a time.
  private static let tile = 512
  /// Products that are compared at a time.
  private static let width = 32

  init(_ tree: KDTree, _ lists: NearestLists, _ state: BoruvkaState, _ points: Matrix) {
    (self.tree, self.lists, self.state) = (tree, lists, state)
    self.points = points.rows(tree.rows.map { Int($0) })
    let squares = (0..<points.rows).map { [points = self.points] position in
      let row = points[row: position]
      return row.indices.reduce(0.0) { $0 + Double(row[$1]) * Double(row[$1]) }
    }
    halves = squares.map { Float($0 / 2) }
    longest = (squares.max() ?? 0).squareRoot()
  }

  /// Searches from all open points.
  func run(threads: Int) {
    let open = (0..<tree.count).filter { state.isOpen($0, lists) }
    parallelFor(count: open.count, chunk: Self.block, threads: threads) { range in
      tree.withView { view in search(Array(open[range]), view) }
    }
  }

  private func search(_ queries: [Int], _ view: KDTreeView) {
    let columns = points.columns
    let packed = points.rows(queries)
    let search = BoruvkaSearch(view, tree, lists, state)
    var products = [Float](repeating: 0, count: queries.count * Self.tile)
    for start in stride(from: 0, to: points.rows, by: Self.tile) {
      let rows = start..<min(start + Self.tile, points.rows)
      var whole = products.mutableSpan
      var part = whole._mutatingExtracting(0..<queries.count * rows.count)
      multiplyTransposed(packed.elements.span, points[rows: rows], columns: columns, into: &part)
      for (index, position) in queries.enumerated() {
        let first = index * rows.count
        scan(products.span.extracting(first..<first + rows.count), position, rows, search)
      }
    }
  }

  /// Offers the points of a tile that may be within the bound of a query's component.
  private func scan(
    _ products: Span<Float>, _ position: Int, _ rows: Range<Int>, _ search: BoruvkaSearch
  ) {
    let component = state.component(position)
    var floor = self.floor(position, state.bounds[component])
    let halves = halves.span.extracting(rows)
    var start = 0
    while start < products.count {
      let end = min(start + Self.width, products.count)
      if reaches(products, halves, start..<end, floor) {
        for index in start..<end where products[index] - halves[index] >= floor {
          if search.measure(position, rows.lowerBound + index) {
            floor = self.floor(position, state.bounds[component])
          }
        }
      }
      start = end
    }
  }

  /// What a product less half a square is at least, for a point within a squared distance.
  private func floor(_ position: Int, _ bound: Double) -> Float {
    let half = Double(halves[position])
    let length = (2 * half).squareRoot() + longest
    // Products, halves and differences of single precision, each as wrong as can be, and once more.
    let error = Double(points.columns + 8) * 0x1p-23 * length * length
    return Float(half - bound / 2 - error)
  }
}

/// Whether a product less its half reaches the floor.
@inline(__always)
private func reaches(
  _ products: Span<Float>, _ halves: Span<Float>, _ range: Range<Int>, _ floor: Float
) -> Bool {
  var bits: UInt32 = 0x8000_0000
  for index in range { bits &= (products[index] - halves[index] - floor).bitPattern }
  return bits >> 31 == 0
}
